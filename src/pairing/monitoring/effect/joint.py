"""How a pair, or the students of one mentor, went on together: one line, nobody's own."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from pairing.model.plan import Plan
from pairing.model.school import School

__all__ = ["Joint", "joint_progress", "mentor_progress"]


@dataclass(frozen=True, slots=True)
class Joint:
    """People who work together in a subject, and their joint standing in each exam.

    ``line`` has the day of an exam and how far the mean of all of them lies over their mean in
    the first one, in standard deviations of the grade: where each of them stands is not in it.
    """

    people: tuple[str, ...]
    subject: str
    line: tuple[tuple[datetime.date, float], ...]


def joint_progress(school: School, plan: Plan) -> tuple[Joint, ...]:
    """The joint progress of each pair whose two sat two exams together, in the plan's order."""
    found = (_joint(school, (row.tutor_id, row.tutee_id), row.subject) for row in plan.pairs or ())
    return tuple(one for one in found if len(one.line) > 1)


def mentor_progress(school: School, plan: Plan, teacher_id: str) -> tuple[Joint, ...]:
    """The joint progress of one mentor's students, by subject; none of a mentor of one.

    It is told of one mentor at a time: there is no order of mentors.
    """
    own = tuple(row.student_id for row in plan.mentors or () if row.teacher_id == teacher_id)
    if len(own) < 2:
        return ()
    found = (_joint(school, own, subject) for subject in school.subjects)
    return tuple(one for one in found if len(one.line) > 1)


def _joint(school: School, people: Sequence[str], subject: str) -> Joint:
    days: dict[str, datetime.date] = {}
    stood: dict[str, list[float]] = defaultdict(list)
    for student_id in people:
        standing = school.standing.get((student_id, subject))
        for mark in standing.marks if standing else ():
            if mark.z is not None:
                days[mark.exam] = min(mark.date, days.get(mark.exam, mark.date))
                stood[mark.exam].append(mark.z)
    # Of an exam that one of them missed the mean would be another's.
    whole = {exam: fmean(values) for exam, values in stood.items() if len(values) == len(people)}
    ordered = sorted(whole, key=lambda exam: (days[exam], exam))
    return Joint(tuple(people), subject, tuple(_over_first(ordered, days, whole)))


def _over_first(
    exams: Sequence[str], days: dict[str, datetime.date], stood: dict[str, float]
) -> Iterable[tuple[datetime.date, float]]:
    for exam in exams:
        yield days[exam], stood[exam] - stood[exams[0]]
