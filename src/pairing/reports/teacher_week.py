"""A week of one teacher as a grid: lessons and sessions, by time of day and weekday."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pairing.model.plan import Session
from pairing.model.school import School

__all__ = ["Cell", "Line", "TeacherWeek", "teacher_week"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The lessons, as class and subject, and the sessions at one time of one day."""

    lessons: tuple[str, ...]
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One time of day, with a cell for each day of the week."""

    start: datetime.time
    end: datetime.time
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TeacherWeek:
    """The days on which there are periods, and the times at which the teacher has something."""

    days: tuple[datetime.date, ...]
    lines: tuple[Line, ...]


def teacher_week(
    school: School, teacher_id: str, monday: datetime.date, sessions: Iterable[Session]
) -> TeacherWeek:
    """The grid of a week with these sessions of the teacher."""
    lessons: dict[str, list[str]] = defaultdict(list)
    for lesson in school.timetable:
        if lesson.teacher_id == teacher_id:
            lessons[lesson.period_id].append(f"{lesson.class_id} {lesson.subject}")
    held: dict[tuple[datetime.date, str], list[Session]] = defaultdict(list)
    for row in sessions:
        held[row.date, row.period_id].append(row)
    weekdays = sorted({period.weekday for period in school.periods})
    days = tuple(monday + datetime.timedelta(days=weekday - 1) for weekday in weekdays)
    at: dict[tuple[datetime.time, datetime.time, int], list[str]] = defaultdict(list)
    for period in school.periods:
        at[period.start, period.end, period.weekday].append(period.period_id)
    lines = []
    for start, end in sorted({(start, end) for start, end, _ in at}):
        cells = []
        for weekday, day in zip(weekdays, days, strict=True):
            here = at.get((start, end, weekday), [])
            cells.append(
                Cell(
                    tuple(lesson for one in here for lesson in lessons.get(one, ())),
                    tuple(row for one in here for row in held.get((day, one), ())),
                )
            )
        if any(cell.lessons or cell.sessions for cell in cells):
            lines.append(Line(start, end, tuple(cells)))
    return TeacherWeek(days, tuple(lines))
