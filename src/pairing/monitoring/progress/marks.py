"""A student's marks over time, against their own line and the quiet middle of the class."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles

from pairing.model.enums import Missing
from pairing.model.exams.ability import Mark
from pairing.model.school import School

__all__ = ["MarkLine", "Middle", "Point", "mark_lines", "rank_points", "shared_points"]


@dataclass(frozen=True, slots=True)
class Point:
    """What an exam gave: per cent of the full score, or a rank."""

    exam: str
    date: datetime.date
    value: float


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle half of a class in an exam, in per cent of the full score: nobody's own mark."""

    exam: str
    date: datetime.date
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A student in one subject: the exams by date, and the class's middle where it may be shown.

    ``own`` is the mean of all marks but the last, in per cent, against which the last one is seen;
    None where there is one mark only. ``missed`` counts exams that were missed without an excuse.
    """

    subject: str
    points: tuple[Point, ...]
    middle: tuple[Middle, ...]
    own: float | None
    missed: int


def mark_lines(school: School, student_id: str, on: datetime.date) -> tuple[MarkLine, ...]:
    """The marks of a student up to a day, a line a subject, in the order of the school's subjects.

    The class's middle is left out where fewer of its members sat the exam than ``middle_from`` of
    [monitoring]: of few it would tell single marks.
    """
    return tuple(
        MarkLine(
            subject,
            points,
            tuple(_middles(school, student_id, subject, points)),
            fmean(one.value for one in points[:-1]) if len(points) > 1 else None,
            sum(mark.missing is Missing.MISSED for mark in _marks(school, student_id, subject, on)),
        )
        for subject in school.subjects
        if (points := shared_points(school, (student_id,), subject, on))
    )


def shared_points(
    school: School, people: Sequence[str], subject: str, on: datetime.date
) -> tuple[Point, ...]:
    """The mean per cent of these people in each exam that all of them sat up to a day, by date."""
    first, *others = (_sat(school, one, subject, on) for one in people)
    return tuple(
        Point(exam, date, fmean(one[exam, date] for one in (first, *others)))
        for exam, date in first
        if all((exam, date) in one for one in others)
    )


def rank_points(
    school: School, people: Sequence[str], subject: str, on: datetime.date
) -> tuple[Point, ...]:
    """The mean rank of these people, each in their own grade, in each exam that all of them sat.

    Equals have the same rank, the best of their places.
    """
    first, *others = (_ranks(school, one, subject, on) for one in people)
    return tuple(
        Point(exam, date, fmean(one[exam, date] for one in (first, *others)))
        for exam, date in first
        if all((exam, date) in one for one in others)
    )


def _marks(school: School, student_id: str, subject: str, on: datetime.date) -> Iterator[Mark]:
    standing = school.standing.get((student_id, subject))
    if standing is not None:
        yield from (mark for mark in standing.marks if mark.date <= on)


def _sat(
    school: School, student_id: str, subject: str, on: datetime.date
) -> dict[tuple[str, datetime.date], float]:
    return {
        (mark.exam, mark.date): mark.percent
        for mark in _marks(school, student_id, subject, on)
        if mark.percent is not None
    }


def _middles(
    school: School, student_id: str, subject: str, points: Sequence[Point]
) -> Iterator[Middle]:
    class_id = school.student[student_id].class_id
    last = points[-1].date
    sat = [_sat(school, one.student_id, subject, last) for one in school.members[class_id]]
    for point in points:
        values = [own[point.exam, point.date] for own in sat if (point.exam, point.date) in own]
        if len(values) >= school.monitoring.middle_from:
            low, _, high = quantiles(values, n=4, method="inclusive")
            yield Middle(point.exam, point.date, low, high)


def _ranks(
    school: School, student_id: str, subject: str, on: datetime.date
) -> dict[tuple[str, datetime.date], float]:
    grade = school.grade_of[student_id]
    own = _sat(school, student_id, subject, on)
    ahead = dict.fromkeys(own, 0)
    for other, of in school.grade_of.items():
        if of == grade and other != student_id:
            sat = _sat(school, other, subject, on)
            for exam, value in own.items():
                ahead[exam] += sat.get(exam, value) > value
    return {exam: count + 1.0 for exam, count in ahead.items()}
