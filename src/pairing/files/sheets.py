"""Sheets to print: a teacher's weeks, and a record for each session, as pages of a browser.

Jinja escapes every text that comes from a school.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pairing.files.writing import file_name
from pairing.model.enums import SessionKind
from pairing.model.plan import Session
from pairing.rules.agenda import Agenda

__all__ = ["page_of", "sheets"]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PROMPTS: Mapping[str, tuple[str, ...]] = {
    SessionKind.TALK: ("What the student says", "What we agreed"),
    SessionKind.CLASSWORK: ("Worked on together", "What is understood now", "Next step"),
    SessionKind.CORRECTIONS: ("Errors reworked", "What was behind them", "Next step"),
    SessionKind.STUDY_CHECK: ("What the student was doing", "Advice"),
    SessionKind.EXAM_REVIEW: ("Gained since the last exam", "Where marks were lost", "Next goal"),
    SessionKind.MENTORING: ("What the student says", "What we agreed", "Whom else to involve"),
    SessionKind.HOME_VISIT: ("Who was at home", "What the family says", "What we agreed"),
}


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pairing.files", "pages"), autoescape=True, undefined=StrictUndefined
    )


def page_of(template: str, **values: Any) -> str:
    """A page to print, whole in itself: style and all."""
    return _environment().get_template(template).render(**values)


def sheets(agenda: Agenda, rows: Iterable[Session]) -> dict[str, str]:
    """Two pages for each teacher who has sessions: week-ID.html and records-ID.html."""
    by_teacher: dict[str, list[Session]] = defaultdict(list)
    for row in rows:
        if not row.tutor_id and (row.date, row.period_id) in agenda.index:
            by_teacher[row.teacher_id].append(row)
    texts = {}
    for teacher_id, own in sorted(by_teacher.items()):
        teacher = agenda.findings.school.teacher[teacher_id].name
        own.sort(key=lambda row: (row.date, agenda.index[row.date, row.period_id]))
        name = file_name(teacher_id)
        weeks = _weeks(agenda, teacher_id, own)
        texts[f"week-{name}.html"] = page_of("week.html", title=teacher, weeks=weeks)
        records = [_record(agenda, row) for row in own]
        texts[f"records-{name}.html"] = page_of("records.html", title=teacher, sessions=records)
    return texts


def _weeks(agenda: Agenda, teacher_id: str, own: Sequence[Session]) -> list[dict[str, Any]]:
    """A grid a week: times of day down, weekdays across, lessons and sessions in the cells."""
    school = agenda.findings.school
    weekdays = sorted({period.weekday for period in school.periods})
    times = sorted({(period.start, period.end) for period in school.periods})
    lessons = {
        row.period_id: f"{row.class_id} {row.subject}"
        for row in school.timetable
        if row.teacher_id == teacher_id
    }
    weeks: dict[datetime.date, list[Session]] = defaultdict(list)
    for row in own:
        weeks[row.date - datetime.timedelta(days=row.date.weekday())].append(row)
    found = []
    for monday, sessions in sorted(weeks.items()):
        grid = []
        for start, end in times:
            cells = []
            for weekday in weekdays:
                here = [
                    period.period_id
                    for period in school.periods
                    if (period.weekday, period.start, period.end) == (weekday, start, end)
                ]
                date = monday + datetime.timedelta(days=weekday - 1)
                cells.append(
                    {
                        "lesson": ", ".join(lessons[one] for one in here if one in lessons),
                        "sessions": [
                            _brief(agenda, row)
                            for row in sessions
                            if row.date == date and row.period_id in here
                        ],
                    }
                )
            if any(cell["lesson"] or cell["sessions"] for cell in cells):
                grid.append({"time": f"{start:%H:%M}–{end:%H:%M}", "cells": cells})
        days = [
            f"{_DAYS[weekday - 1][:3]} {monday + datetime.timedelta(days=weekday - 1):%m-%d}"
            for weekday in weekdays
        ]
        found.append(
            {
                "monday": monday.isoformat(),
                "sessions": len(sessions),
                "days": days,
                "rows": grid,
            }
        )
    return found


def _brief(agenda: Agenda, row: Session) -> dict[str, str]:
    student = agenda.findings.school.student[row.student_id]
    parts = (row.title, row.topic, row.room)
    return {
        "who": f"{student.name} ({student.class_id})",
        "what": " · ".join(part for part in parts if part),
    }


def _record(agenda: Agenda, row: Session) -> dict[str, Any]:
    student = agenda.findings.school.student[row.student_id]
    period = agenda.slots[agenda.index[row.date, row.period_id]].period
    day = _DAYS[row.date.weekday()]
    return {
        "who": student.name,
        "class_id": student.class_id,
        "kind": row.title,
        "subject": row.subject,
        "when": f"{day} {row.date.isoformat()}, {period.start:%H:%M}–{period.end:%H:%M}",
        "room": row.room,
        "prompts": _PROMPTS.get(row.kind, ("What was done", "Next step")),
    }
