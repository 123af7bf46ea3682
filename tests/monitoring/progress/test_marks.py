"""A student's marks over time: their own line, the class's middle, ranks without a list."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from builders import EXAM_DAYS, marks, student
from pairing.model.school import School
from pairing.monitoring import mark_lines
from pairing.monitoring.progress.marks import rank_points, shared_points
from terms import small_term

ON = datetime.date(2026, 10, 20)


def school(levels: dict[int, list[float | None]], middle_from: int = 4) -> School:
    found, _ = small_term(
        students=[student(number) for number in levels],
        scores=[
            row for number, own in levels.items() for row in marks(f"S{number:03}", "maths", own)
        ],
    )
    settings = found.monitoring.model_copy(update={"middle_from": middle_from})
    return replace(found, monitoring=settings)


def test_a_line_has_the_students_marks_and_their_own_mean_before_the_last() -> None:
    found = school({1: [50, 60, 70], 2: [10, 20, 30]})
    (line,) = mark_lines(found, "S001", ON)
    assert [point.value for point in line.points] == [50, 60, 70]
    assert (line.own, line.middle, line.missed) == (55, (), 0)


def test_the_middle_half_is_of_the_class_and_only_where_enough_sat() -> None:
    levels: dict[int, list[float | None]] = {one: [10.0 * one] for one in range(1, 6)}
    (line,) = mark_lines(school(levels), "S001", ON)
    assert [(one.low, one.high) for one in line.middle] == [(20, 40)]
    assert line.own is None
    (few,) = mark_lines(school(levels, middle_from=6), "S001", ON)
    assert few.middle == ()


def test_exams_after_the_day_and_missed_ones_are_no_points() -> None:
    found = school({1: [50, None, 70], 2: [1, 2, 3]})
    (line,) = mark_lines(found, "S001", EXAM_DAYS[1])
    assert [point.value for point in line.points] == [50]
    assert line.missed == 1


def test_a_pair_is_measured_by_what_both_sat() -> None:
    found = school({1: [40, None, 60], 2: [80, 90, 100], 3: [0, 0, 0]})
    shared = shared_points(found, ("S001", "S002"), "maths", ON)
    assert [point.value for point in shared] == [60, 80]


@pytest.mark.parametrize(("number", "rank"), [(1, 3), (2, 1), (3, 1), (4, 4)])
def test_equals_share_the_best_of_their_places(number: int, rank: float) -> None:
    found = school({1: [50], 2: [90], 3: [90], 4: [10]})
    assert [one.value for one in rank_points(found, (f"S{number:03}",), "maths", ON)] == [rank]
