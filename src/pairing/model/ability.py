"""How able each student is in each subject, from the exams of a grade.

Every exam becomes a z-score among the students of the same grade who sat it; the
z-scores are averaged with weights that halve every ``half_life_days``. An absence
takes no part in the average and is counted, so that it can be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean, pstdev

from pairing.model.records import Score

__all__ = ["Mark", "Standing", "grade_of_exam", "standings"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One exam of one student: ``percent`` of the full score and ``z`` within the grade.

    Both are None where the student was absent.
    """

    exam: str
    date: date
    percent: float | None
    z: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A student in one subject: the exams by date, and what they come to.

    ``ability`` is the weighted mean z-score and ``percent`` the weighted mean mark;
    both are None where no exam was sat.
    """

    marks: tuple[Mark, ...]
    ability: float | None
    percent: float | None

    @property
    def absences(self) -> int:
        return sum(mark.z is None for mark in self.marks)

    @property
    def sat(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.z is not None)

    @property
    def drop(self) -> float | None:
        """How far the last exam sat lies under the mean of those before it, in z."""
        values = [mark.z for mark in self.marks if mark.z is not None]
        return fmean(values[:-1]) - values[-1] if len(values) > 1 else None


def grade_of_exam(
    scores: Iterable[Score], grade_of: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """The grade of each (subject, exam) whose sitters are all of one grade."""
    grades: dict[tuple[str, str], set[str]] = defaultdict(set)
    for score in scores:
        if score.student_id in grade_of:
            grades[score.subject, score.exam].add(grade_of[score.student_id])
    return {exam: next(iter(found)) for exam, found in grades.items() if len(found) == 1}


def standings(
    scores: Iterable[Score],
    grade_of: Mapping[str, str],
    half_life_days: float,
    leavers: Iterable[Score] = (),
) -> dict[tuple[str, str], Standing]:
    """The standing of every (student_id, subject) that has an exam.

    ``grade_of`` gives each student's grade. Where all students of a grade have the
    same mark the z-score is 0, for nobody stands out. ``leavers`` are the marks of those who
    have left: they count in the mean and the deviation of an exam of one grade, for all who sat
    it are compared.
    """
    scores = tuple(scores)
    percents: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for score in scores:
        if score.score is not None:
            percents[_sitting(score, grade_of)].append(100 * score.score / score.full_score)
    exam_grade = grade_of_exam(scores, grade_of)
    for score in leavers:
        grade = exam_grade.get((score.subject, score.exam))
        if score.score is not None and grade is not None:
            mark = 100 * score.score / score.full_score
            percents[grade, score.subject, score.exam].append(mark)
    spread = {sitting: (fmean(values), pstdev(values)) for sitting, values in percents.items()}

    marks: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for score in scores:
        percent = z = None
        if score.score is not None:
            percent = 100 * score.score / score.full_score
            mean, deviation = spread[_sitting(score, grade_of)]
            z = (percent - mean) / deviation if deviation > 1e-9 else 0.0
        marks[score.student_id, score.subject].append(Mark(score.exam, score.date, percent, z))

    latest = {key: max(mark.date for mark in own) for key, own in marks.items()}
    newest: dict[str, date] = {}
    for (_, subject), day in latest.items():
        newest[subject] = max(newest.get(subject, day), day)
    return {key: _standing(own, newest[key[1]], half_life_days) for key, own in marks.items()}


def _sitting(score: Score, grade_of: Mapping[str, str]) -> tuple[str, str, str]:
    return grade_of[score.student_id], score.subject, score.exam


def _standing(marks: list[Mark], today: date, half_life_days: float) -> Standing:
    ordered = tuple(sorted(marks, key=lambda mark: (mark.date, mark.exam)))
    total = ability = percent = 0.0
    for mark in ordered:
        if mark.z is None or mark.percent is None:
            continue
        # Weights relative to the newest exam; the floor keeps very old ones from vanishing.
        weight = max(0.5 ** ((today - mark.date).days / half_life_days), 1e-12)
        total += weight
        ability += weight * mark.z
        percent += weight * mark.percent
    if not total:
        return Standing(ordered, None, None)
    return Standing(ordered, ability / total, percent / total)
