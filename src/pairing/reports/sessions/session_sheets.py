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

from pairing.instances.agenda import Agenda
from pairing.language import N_, day, in_a_row, language, translated, translated_count
from pairing.model.enums import SessionKind
from pairing.model.plan import Session
from pairing.model.session_times import part_words, room_words, times_of
from pairing.monitoring import monday_of
from pairing.reports.names import RECORDS, WEEKS, named_file
from pairing.reports.sessions.missed import called_from
from pairing.reports.sessions.teacher_week import teacher_week
from pairing.reports.sessions.times import moment

__all__ = ["page_of", "sheets"]

_PROMPTS: Mapping[str, tuple[str, ...]] = {
    SessionKind.TALK: (N_("What the student says"), N_("What we agreed")),
    SessionKind.CLASSWORK: (
        N_("Worked on together"),
        N_("What is understood now"),
        N_("Next step"),
    ),
    SessionKind.CORRECTIONS: (N_("Errors reworked"), N_("What was behind them"), N_("Next step")),
    SessionKind.STUDY_CHECK: (N_("What the student was doing"), N_("Advice")),
    SessionKind.EXAM_REVIEW: (
        N_("Gained since the last exam"),
        N_("Where marks were lost"),
        N_("Next goal"),
    ),
    SessionKind.MENTORING: (
        N_("What the student says"),
        N_("What we agreed"),
        N_("Whom else to involve"),
    ),
    SessionKind.HOME_VISIT: (
        N_("Who was at home"),
        N_("What the family says"),
        N_("What we agreed"),
    ),
}
_OTHER_PROMPTS = (N_("What was done"), N_("Next step"))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("pairing.reports", "pages"), autoescape=True, undefined=StrictUndefined
    )
    made.globals["t"], made.globals["tn"] = translated, translated_count
    return made


def page_of(template: str, **values: Any) -> str:
    """A page to print, whole in itself: style and all."""
    return (
        _environment()
        .get_template(template)
        .render(language=language().replace("_", "-"), **values)
    )


def sheets(agenda: Agenda, rows: Iterable[Session]) -> dict[str, str]:
    """Two pages for each teacher who has sessions: their weeks, and their records."""
    by_teacher: dict[str, list[Session]] = defaultdict(list)
    for row in rows:
        if not row.tutor_id and agenda.grid.slot_of(row) is not None:
            by_teacher[row.teacher_id].append(row)
    texts = {}
    for teacher_id, own in sorted(by_teacher.items()):
        teacher = agenda.findings.school.teacher_label(teacher_id)
        own.sort(key=lambda row: agenda.grid.slot_of(row) or 0)
        whose = teacher_id, agenda.findings.school.teacher
        weeks = _weeks(agenda, teacher_id, own)
        texts[named_file(WEEKS, "html", *whose)] = page_of("week.html", title=teacher, weeks=weeks)
        records = [_record(agenda, row) for row in own]
        texts[named_file(RECORDS, "html", *whose)] = page_of(
            "records.html", title=teacher, sessions=records
        )
    return texts


def _weeks(agenda: Agenda, teacher_id: str, own: Sequence[Session]) -> list[dict[str, Any]]:
    """What the page of a teacher's weeks says of each of them."""
    weeks: dict[datetime.date, list[Session]] = defaultdict(list)
    for row in own:
        weeks[monday_of(row.date)].append(row)
    found = []
    for monday, sessions in sorted(weeks.items()):
        week = teacher_week(agenda.findings.school, teacher_id, monday, sessions)
        rows = [
            {
                "time": f"{line.start:%H:%M}–{line.end:%H:%M}",
                "cells": [
                    {
                        "lesson": in_a_row(cell.lessons),
                        "sessions": [_brief(agenda, row) for row in cell.sessions],
                    }
                    for cell in line.cells
                ],
            }
            for line in week.lines
        ]
        found.append(
            {
                "monday": day(monday),
                "sessions": len(sessions),
                "days": [day(one) for one in week.days],
                "rows": rows,
            }
        )
    return found


def _brief(agenda: Agenda, row: Session) -> dict[str, str]:
    school = agenda.findings.school
    student = school.student[row.student_id]
    called = called_from(agenda.grid.free.lessons, row)
    away = "" if called is None else str(called)
    when = part_words(school, row)
    parts = (when, translated(row.title), translated(row.topic), room_words(row), away)
    return {
        "who": f"{school.label(row.student_id)} ({student.class_id})",
        "what": " · ".join(part for part in parts if part),
    }


def _record(agenda: Agenda, row: Session) -> dict[str, Any]:
    student = agenda.findings.school.student[row.student_id]
    times = times_of(agenda.findings.school, row)
    called = called_from(agenda.grid.free.lessons, row)
    return {
        "who": agenda.findings.school.label(row.student_id),
        "class_id": student.class_id,
        "kind": translated(row.title),
        "subject": translated(row.subject),
        "when": moment(row.date, *times) if times else day(row.date),
        "room": room_words(row),
        "called_from": "" if called is None else str(called),
        "prompts": [translated(one) for one in _PROMPTS.get(row.kind, _OTHER_PROMPTS)],
    }
