from __future__ import annotations

from datetime import date

import pytest

from pairing.model.enums import ExamKind
from pairing.model.exams.sittings import Sitting, sittings
from pairing.model.records import Exam, Score
from pairing.model.settings import ScreeningSettings


def sat(
    values: list[float], full: float = 100, exam: str = "mid", exams: tuple[Exam, ...] = ()
) -> Sitting:
    """How these marks of one grade are read."""
    rows = [
        Score(
            student_id=f"S{number}",
            subject="maths",
            exam=exam,
            date=date(2026, 9, 30),
            score=value,
            full_score=full,
        )
        for number, value in enumerate(values)
    ]
    grades = {row.student_id: "7" for row in rows}
    (found,) = sittings(rows, grades, exams, ScreeningSettings()).values()
    return found


def test_a_line_that_many_fall_under_is_no_line() -> None:
    assert sat([11, 15, 9, 10, 8, 14, 11, 10, 16, 18] * 4, full=20).broad
    assert not sat([11, 15, 13, 14, 18, 14, 12, 10, 16, 18] * 4, full=20).broad
    # Of a few, no share says what the paper was like: their marks count as they stand.
    few = sat([11, 15, 9, 10, 8, 14, 11, 10, 16, 18], full=20)
    assert (few.broad, few.many_below) == (False, True)
    assert not sat([20, 30, 25, 90]).many_below


@pytest.mark.parametrize("subject", [None, "maths"])
def test_the_line_of_an_exam_is_its_own(subject: str | None) -> None:
    exams = (Exam(exam="mid", subject=subject, pass_mark=8),)
    found = sat([11, 15, 9, 10, 8, 14, 11, 10, 16, 7], full=20, exams=exams)
    assert (found.line, found.named, found.broad) == (40, True, False)
    assert found.below == pytest.approx(0.1)


def test_the_line_of_a_subject_comes_before_that_of_the_exam() -> None:
    exams = (Exam(exam="mid", pass_mark=8), Exam(exam="mid", subject="maths", pass_mark=10))
    assert sat([12], full=20, exams=exams).line == 50


def test_who_sits_a_make_up_is_compared_with_nobody() -> None:
    exams = (Exam(exam="mid", kind=ExamKind.MAKE_UP),)
    values = [float(value) for value in range(40, 60)]
    found = sat(values, exams=exams)
    assert found.z(40) is None
    assert not found.compares
    # Most fail again, which is no fault of the paper.
    assert not found.broad
    assert not found.by_name
    assert sat(values, exam="期中补考").by_name
    assert sat(values, exam="期中补考").z(40) is None


def test_all_alike_stand_nowhere() -> None:
    assert sat([70] * 12).z(70) == 0


def test_who_has_left_counts_in_the_mean() -> None:
    rows = [
        Score(
            student_id=student_id,
            subject="maths",
            exam="mid",
            date=date(2026, 9, 30),
            score=value,
            full_score=100,
        )
        for student_id, value in (("S1", 60), ("gone", 100))
    ]
    (found,) = sittings(rows, {"S1": "7"}, (), ScreeningSettings()).values()
    assert (found.sat, found.mean) == (2, 80)


def test_marks_over_the_full_score_are_counted() -> None:
    assert sat([105, 100, 60]).above_full == 1
