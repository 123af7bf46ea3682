"""Exams as they were sat: who of a grade sat each, how it went, and what may be read from it.

Where few sat an exam a z-score says more of the few than of the student: there the
difference from their mean is told in parts of a usual deviation, which ranks them and is no sign
of need. Whoever sits a make-up failed before, and is compared with nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean, pstdev

from pairing.model.enums import ExamKind
from pairing.model.records import Exam, Score
from pairing.model.settings import ScreeningSettings

__all__ = ["Sitting", "grade_of_exam", "percent_of", "sittings"]

_USUAL_DEVIATION = 15.0
"""Per cent: what the marks of a usual exam deviate, in place of what a few of them do."""
_FLAT = 1e-9
_MAKE_UP = re.compile(r"补考|補考|make.?up|resit|retake", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One exam of one subject in one grade.

    ``mean`` and ``deviation`` are in per cent of the full score, as is the pass mark ``line``;
    ``below`` is the share of those who ``sat`` who lie under it. A ``broad`` line, which too many
    of many do, is no sign; where they are few, ``many_below`` tells it, and the line holds.
    ``named`` says that the school named the line, ``by_name`` that nothing but its name says that
    the exam is a make-up.
    """

    grade: str
    subject: str
    exam: str
    kind: ExamKind
    sat: int
    mean: float
    deviation: float
    line: float
    below: float
    above_full: int
    compares: bool
    broad: bool
    many_below: bool
    named: bool
    by_name: bool

    def z(self, percent: float) -> float | None:
        """How many deviations a mark lies over the mean; None in a make-up.

        Where all have the same mark it is 0, for nobody stands out.
        """
        if self.kind is ExamKind.MAKE_UP:
            return None
        deviation = self.deviation if self.compares else _USUAL_DEVIATION
        return (percent - self.mean) / deviation if deviation > _FLAT else 0.0


def percent_of(score: Score) -> float | None:
    """A mark in per cent of the full score, None where it is missing."""
    return None if score.score is None else 100 * score.score / score.full_score


def grade_of_exam(
    scores: Iterable[Score], grade_of: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """The grade of each (subject, exam) whose sitters are all of one grade."""
    grades: dict[tuple[str, str], set[str]] = defaultdict(set)
    for score in scores:
        if score.student_id in grade_of:
            grades[score.subject, score.exam].add(grade_of[score.student_id])
    return {exam: next(iter(found)) for exam, found in grades.items() if len(found) == 1}


def sittings(
    scores: Iterable[Score],
    grade_of: Mapping[str, str],
    exams: Iterable[Exam],
    settings: ScreeningSettings,
) -> dict[tuple[str, str, str], Sitting]:
    """Every exam that anybody sat, by (grade, subject, exam).

    Args:
        scores: the marks, those of students who have left among them.
        grade_of: the grade of each student who is there. Who has left is counted with the others
            of the exam where those are of one grade.
        exams: what the school says of its exams.
        settings: the lines of the school.
    """
    scores = tuple(scores)
    known = {(row.exam, row.subject): row for row in exams}
    marks: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    full: dict[tuple[str, str, str], float] = {}
    of_leavers: list[Score] = []
    for score in scores:
        percent = percent_of(score)
        if percent is None:
            continue
        grade = grade_of.get(score.student_id)
        if grade is None:
            of_leavers.append(score)
            continue
        key = grade, score.subject, score.exam
        marks[key].append(percent)
        full[key] = score.full_score
    exam_grade = grade_of_exam(scores, grade_of)
    for score in of_leavers:
        percent, grade = percent_of(score), exam_grade.get((score.subject, score.exam))
        if percent is not None and (grade, score.subject, score.exam) in marks:
            marks[grade or "", score.subject, score.exam].append(percent)
    return {key: _sitting(key, values, full[key], known, settings) for key, values in marks.items()}


def _sitting(
    key: tuple[str, str, str],
    percents: list[float],
    full: float,
    known: Mapping[tuple[str, str | None], Exam],
    settings: ScreeningSettings,
) -> Sitting:
    grade, subject, exam = key
    told = [row for row in (known.get((exam, subject)), known.get((exam, None))) if row]
    kind = next((row.kind for row in told), ExamKind.EXAM)
    by_name = not told and bool(_MAKE_UP.search(exam))
    if by_name:
        kind = ExamKind.MAKE_UP
    mark = next((row.pass_mark for row in told if row.pass_mark is not None), None)
    line = settings.failing_percent[0] if mark is None else 100 * mark / full
    below = sum(percent < line for percent in percents) / len(percents)
    compares = len(percents) >= settings.compare_from and kind is not ExamKind.MAKE_UP
    many = compares and below > settings.failing_share
    return Sitting(
        grade,
        subject,
        exam,
        kind,
        sat=len(percents),
        mean=fmean(percents),
        deviation=pstdev(percents),
        line=line,
        below=below,
        above_full=sum(percent > 100 for percent in percents),
        compares=compares,
        broad=many and len(percents) >= settings.share_from,
        many_below=many,
        named=mark is not None,
        by_name=by_name,
    )
