"""How able each student is in each subject, from the exams of a grade.

Every exam becomes a z-score among the students of the same grade who sat it; the
z-scores are averaged with weights that halve every ``half_life_days``. A mark that is
missing takes no part in the average, and says why it is missing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from pairing.model.enums import Missing
from pairing.model.exams.sittings import Sitting, percent_of
from pairing.model.records import Score

__all__ = ["Mark", "Place", "Standing", "places", "standings"]

_LONG_AGO = 1e-12


@dataclass(frozen=True, slots=True)
class Mark:
    """One exam of one student: ``percent`` of the full score, and ``z`` within the grade.

    ``percent`` is None where the mark is ``missing``, ``z`` also in a make-up. ``compared``
    says that enough sat the exam for ``z`` to be a sign by itself. ``line`` is the pass mark in
    per cent, None where it is no sign.
    """

    exam: str
    date: date
    percent: float | None = None
    z: float | None = None
    compared: bool = True
    line: float | None = None
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A student in one subject: the exams by date, and what they come to.

    ``ability`` is the weighted mean z-score and ``percent`` the weighted mean mark; both are
    None where nothing is known. ``compared`` is the ability by those exams alone that enough
    students sat. ``passing`` and ``line`` are the weighted means of marks and pass marks, in
    per cent, of those exams whose line is a sign.
    """

    marks: tuple[Mark, ...]
    ability: float | None = None
    percent: float | None = None
    compared: float | None = None
    passing: float | None = None
    line: float | None = None

    @property
    def absences(self) -> int:
        """How many exams were missed without an excuse."""
        return sum(mark.missing is Missing.MISSED for mark in self.marks)

    @property
    def held(self) -> int:
        """How many exams were sat or missed; the others were not for the student."""
        return self.absences + len(self.sat)

    @property
    def sat(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.percent is not None)

    @property
    def drop(self) -> float | None:
        """How far the last exam lies under the mean of those before it, in z."""
        return _drop([mark.z for mark in self.marks if mark.z is not None])

    @property
    def compared_drop(self) -> float | None:
        """The same by those exams alone that enough students sat."""
        return _drop(self._compared)

    @property
    def fall(self) -> float | None:
        """The compared drop as it would be from many exams: from few of them more of it is chance.

        The mean of k marks and another one differ by chance sqrt(1 + 1/k) times as much as a
        single mark does from the true mean.
        """
        drop = self.compared_drop
        return None if drop is None else drop / sqrt(1 + 1 / (len(self._compared) - 1))

    @property
    def _compared(self) -> list[float]:
        return [mark.z for mark in self.marks if mark.z is not None and mark.compared]


class Place(NamedTuple):
    """Which shares of the others of a grade stand below and above a student in a subject."""

    below: float
    above: float


def places(
    standing: Mapping[tuple[str, str], Standing], grade_of: Mapping[str, str]
) -> dict[tuple[str, str], Place]:
    """The place of each (student_id, subject) with a known ability among those of the grade."""
    known: dict[tuple[str, str], list[float]] = defaultdict(list)
    for (student_id, subject), own in standing.items():
        if own.ability is not None:
            insort(known[grade_of[student_id], subject], own.ability)
    found = {}
    for (student_id, subject), own in standing.items():
        if own.ability is not None:
            ordered = known[grade_of[student_id], subject]
            others = max(len(ordered) - 1, 1)
            above = len(ordered) - bisect_right(ordered, own.ability)
            below = bisect_left(ordered, own.ability)
            found[student_id, subject] = Place(below / others, above / others)
    return found


def _drop(values: Sequence[float]) -> float | None:
    return fmean(values[:-1]) - values[-1] if len(values) > 1 else None


def standings(
    scores: Iterable[Score],
    grade_of: Mapping[str, str],
    sittings: Mapping[tuple[str, str, str], Sitting],
    half_life_days: float,
) -> dict[tuple[str, str], Standing]:
    """The standing of every (student_id, subject) that has an exam.

    Args:
        scores: the marks of the school's students.
        grade_of: each student's grade.
        sittings: every exam that anybody sat, by (grade, subject, exam).
        half_life_days: after so long an exam counts half.
    """
    marks: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for score in scores:
        sitting = sittings.get((grade_of[score.student_id], score.subject, score.exam))
        marks[score.student_id, score.subject].append(_mark(score, sitting))
    newest: dict[str, date] = {}
    for (_, subject), own in marks.items():
        day = max(mark.date for mark in own)
        newest[subject] = max(newest.get(subject, day), day)
    return {key: _standing(own, newest[key[1]], half_life_days) for key, own in marks.items()}


def _mark(score: Score, sitting: Sitting | None) -> Mark:
    percent = percent_of(score)
    if percent is None or sitting is None:
        return Mark(score.exam, score.date, missing=score.missing)
    return Mark(
        score.exam,
        score.date,
        percent,
        sitting.z(percent),
        sitting.compares,
        None if sitting.broad else sitting.line,
    )


def _standing(marks: list[Mark], today: date, half_life_days: float) -> Standing:
    ordered = tuple(sorted(marks, key=lambda mark: (mark.date, mark.exam)))

    def mean(pairs: Iterable[tuple[Mark, float | None]]) -> float | None:
        total = amount = 0.0
        for mark, value in pairs:
            if value is not None:
                # Weights relative to the newest exam; the floor keeps very old ones from vanishing.
                weight = max(0.5 ** ((today - mark.date).days / half_life_days), _LONG_AGO)
                total += weight
                amount += weight * value
        return amount / total if total else None

    lined = [mark for mark in ordered if mark.line is not None]
    return Standing(
        ordered,
        ability=mean((mark, mark.z) for mark in ordered),
        percent=mean((mark, mark.percent) for mark in ordered),
        compared=mean((mark, mark.z) for mark in ordered if mark.compared),
        passing=mean((mark, mark.percent) for mark in lined),
        line=mean((mark, mark.line) for mark in lined),
    )
