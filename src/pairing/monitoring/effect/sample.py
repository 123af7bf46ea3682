"""The marks of those who were helped and of their comparison, before and after help began.

Where somebody stands is told in standard deviations of the grade in an exam. Help to the weak
narrows an exam, and would be told in smaller deviations than those of an exam without help; so
what help is thought to have brought is taken out of the mean and the deviation of later exams.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, median_low, pstdev

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from pairing.model.school import School

__all__ = ["Floats", "Sample", "Subject", "as_if_earlier"]

Floats = NDArray[np.float64]

_LATE = datetime.timedelta(days=28)
"""Whose help began so much before or after the others' is not counted with them."""
_OTHER_CLASS = 0.5
"""Deviations that a comparison from another class must be nearer by: it had other lessons."""
_FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class Sample:
    """Students of one subject: where they stood before, where after, and who was helped.

    ``before`` has two columns: the last exam before help, and the mean of those before it; one
    column where there was one exam. ``left_out`` of the helped lack a mark before or after, or
    were helped from another time.
    """

    subject: str
    students: tuple[str, ...]
    helped: NDArray[np.bool_]
    before: Floats
    earlier: Floats
    """The mean of all marks before help."""
    after: Floats
    left_out: int
    exams_before: int
    exams_after: int

    @property
    def change(self) -> Floats:
        """After less the mean before."""
        return self.after - self.earlier

    @property
    def count(self) -> int:
        """How many were helped."""
        return int(self.helped.sum())


@dataclass(frozen=True, eq=False)
class Subject:
    """One subject of a school with those who were helped in it.

    Args:
        school: as it is known now.
        subject: which.
        since: since when each student was helped.
        anyhow: who is helped in whatever way, and is no comparison.
        weeks: so long help lasted before an exam that tells of it.
        matches: so many are compared with each who was helped.
        until: exams after this day are not looked at.
    """

    school: School
    subject: str
    since: Mapping[str, datetime.date]
    anyhow: frozenset[str]
    weeks: int
    matches: int
    until: datetime.date | None = None

    @cached_property
    def marks(self) -> dict[str, tuple[tuple[str, datetime.date, float], ...]]:
        """(exam, day, z) of each student by date; make-ups compare with nobody."""
        found = {}
        for (student_id, subject), standing in self.school.standing.items():
            if subject == self.subject:
                found[student_id] = tuple(
                    (mark.exam, mark.date, mark.z)
                    for mark in standing.marks
                    if mark.z is not None and (self.until is None or mark.date <= self.until)
                )
        return found

    @cached_property
    def together(self) -> dict[str, datetime.date]:
        """Those whose help began at about one time, and when."""
        if not self.since:
            return {}
        usual = median_low(self.since.values())
        return {one: day for one, day in self.since.items() if abs(day - usual) <= _LATE}

    @property
    def begin(self) -> datetime.date:
        """The day on which the first of them was helped."""
        return min(self.together.values())

    @cached_property
    def tells_from(self) -> datetime.date:
        """The first day of which an exam tells of help to all of them."""
        return max(self.together.values()) + datetime.timedelta(weeks=self.weeks)

    def sample(self, effect: float = 0.0) -> Sample | None:
        """The helped and their comparison; None where nobody was helped or no exam tells.

        Args:
            effect: what help is thought to have brought, in standard deviations of the exams as
                they were sat.
        """
        if not self.together:
            return None
        narrowed = self._narrowed(effect)
        rows: dict[str, _Row] = {}
        grade_of = self.school.grade_of
        for student_id, marks in self.marks.items():
            if student_id in self.anyhow and student_id not in self.together:
                continue
            before = [z for _, day, z in marks if day < self.begin]
            after = [
                (z - narrowed[key][0]) / narrowed[key][1]
                for exam, day, z in marks
                if day >= self.tells_from and (key := (grade_of[student_id], exam)) in narrowed
            ]
            if before and after:
                rows[student_id] = _Row(before, fmean(after))
        helped = [one for one in self.together if one in rows]
        # Where most have two marks before, one alone does not say where a student stood.
        two = 2 * sum(len(rows[one].before) > 1 for one in helped) > len(helped)
        rows = {one: row for one, row in rows.items() if len(row.before) > two}
        helped = [one for one in helped if one in rows]
        grades = {grade_of[one] for one in helped}
        others = [one for one in rows if one not in self.anyhow and grade_of[one] in grades]
        compared = self._matched(helped, others, {one: rows[one].stood(two) for one in rows})
        return self._sample(helped, compared, rows, two)

    def _sample(
        self, helped: list[str], compared: list[str], rows: Mapping[str, _Row], two: bool
    ) -> Sample:
        students = (*helped, *compared)
        sat = {(exam, day) for one in students for exam, day, _ in self.marks[one]}
        return Sample(
            self.subject,
            students,
            np.array([number < len(helped) for number in range(len(students))], dtype=bool),
            np.array([rows[one].stood(two) for one in students]).reshape(len(students), 1 + two),
            np.array([fmean(rows[one].before) for one in students]),
            np.array([rows[one].after for one in students]),
            len(self.since) - len(helped),
            len({exam for exam, day in sat if day < self.begin}),
            len({exam for exam, day in sat if day >= self.tells_from}),
        )

    def _narrowed(self, effect: float) -> dict[tuple[str, str], tuple[float, float]]:
        """Mean and deviation of each later exam of a grade as they would be without help."""
        found: dict[tuple[str, str], list[float]] = defaultdict(list)
        for student_id, marks in self.marks.items():
            brought = effect if student_id in self.since else 0.0
            for exam, day, z in marks:
                if day >= self.tells_from:
                    found[self.school.grade_of[student_id], exam].append(z - brought)
        return {
            key: (fmean(values), pstdev(values) if pstdev(values) > _FLAT else 1.0)
            for key, values in found.items()
        }

    def _matched(
        self, helped: list[str], others: list[str], stood: Mapping[str, Collection[float]]
    ) -> list[str]:
        """Of each grade the students nearest to the helped in their earlier marks, each once."""
        found: list[str] = []
        grade_of, student = self.school.grade_of, self.school.student
        for grade in sorted({grade_of[one] for one in helped}):
            own = [one for one in helped if grade_of[one] == grade]
            pool = [one for one in others if grade_of[one] == grade]
            if not pool:
                continue
            distance = cdist([[*stood[one]] for one in own], [[*stood[one]] for one in pool])
            apart = [
                [student[one].class_id != student[other].class_id for other in pool] for one in own
            ]
            cost = np.tile(distance + _OTHER_CLASS * np.array(apart), (self.matches, 1))
            _, chosen = linear_sum_assignment(cost)
            found += [pool[number] for number in sorted(chosen)]
        return found


@dataclass(frozen=True, slots=True)
class _Row:
    """The marks of one student before help, by date, and the mean of those after."""

    before: list[float]
    after: float

    def stood(self, two: bool) -> tuple[float, ...]:
        """The last mark before help, and the mean of those before it where there are two."""
        return (self.before[-1], fmean(self.before[:-1])) if two else (fmean(self.before),)


def as_if_earlier(real: Subject) -> Subject | None:
    """The same question asked of exams before anybody was helped, where the answer must be none.

    Help is taken to have begun just before the last exam before it began, for as many of each
    grade as were helped, who were the weakest by the exams until then. Those who are helped now
    will not do: they were chosen by that very exam, and so did badly in it. None where there are
    not two exams before help.
    """
    if not real.together:
        return None
    marks = {one: [mark for mark in own if mark[1] < real.begin] for one, own in real.marks.items()}
    grade_of = real.school.grade_of
    last = _last_sitting(marks.values())
    if last is None:
        return None
    stood = {
        one: fmean(earlier)
        for one, own in marks.items()
        if (earlier := [z for _, day, z in own if day < last])
    }
    wanted = Counter(grade_of[one] for one in real.together)
    weakest = {
        one
        for grade, count in wanted.items()
        for one in sorted(
            (one for one in stood if grade_of[one] == grade), key=lambda one: (stood[one], one)
        )[:count]
    }
    if not weakest:
        return None
    until = real.begin - datetime.timedelta(days=1)
    since = dict.fromkeys(sorted(weakest), last)
    return Subject(real.school, real.subject, since, frozenset(weakest), 0, real.matches, until)


def _last_sitting(
    marks: Iterable[list[tuple[str, datetime.date, float]]],
) -> datetime.date | None:
    """The day on which the last of these exams began; None where there is but one."""
    first: dict[str, datetime.date] = {}
    for own in marks:
        for exam, day, _ in own:
            first[exam] = min(day, first.get(exam, day))
    days = sorted(first.values())
    return days[-1] if len(days) > 1 and days[0] < days[-1] else None
