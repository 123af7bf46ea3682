"""A week of one teacher as a grid: lessons and sessions, by time of day and weekday."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pairing.instances.agenda.times.lessons import LessonTimes
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
    """The grid of a week with these sessions of the teacher; closed days stand in it empty."""
    times = LessonTimes(school)
    held: dict[tuple[datetime.date, str], list[Session]] = defaultdict(list)
    for row in sorted(sessions, key=lambda row: row.start or datetime.time()):
        held[row.date, row.period_id].append(row)
    week = [monday + datetime.timedelta(days=number) for number in range(7)]
    days = tuple(day for day in week if times.days.usual(day))
    lessons: dict[tuple[datetime.date, str], list[str]] = defaultdict(list)
    at: dict[tuple[datetime.time, datetime.time, datetime.date], list[str]] = defaultdict(list)
    for day in days:
        for lesson in times.on(times.of_teacher.get(teacher_id, ()), day):
            told = f"{lesson.set_id or lesson.class_id} {lesson.subject}"
            if told not in lessons[day, lesson.period_id]:
                lessons[day, lesson.period_id].append(told)
        for period in times.days.usual(day):
            at[period.start, period.end, day].append(period.period_id)
    lines = []
    for start, end in sorted({(start, end) for start, end, _ in at}):
        cells = []
        for day in days:
            here = at.get((start, end, day), [])
            cells.append(
                Cell(
                    tuple(lesson for one in here for lesson in lessons.get((day, one), ())),
                    tuple(row for one in here for row in held.get((day, one), ())),
                )
            )
        if any(cell.lessons or cell.sessions for cell in cells):
            lines.append(Line(start, end, tuple(cells)))
    return TeacherWeek(days, tuple(lines))
