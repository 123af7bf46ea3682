from __future__ import annotations

import pytest

from builders import marks, one_class
from pairing.model.ability import standings

GRADES = {"S001": "7", "S002": "7", "S003": "8"}


def test_z_scores_are_within_the_grade() -> None:
    rows = [
        row
        for one, mark in zip(GRADES, (60, 80, 10), strict=True)
        for row in marks(one, "maths", [mark])
    ]
    found = standings(rows, GRADES, 120)
    assert found["S001", "maths"].ability == pytest.approx(-1)
    assert found["S002", "maths"].ability == pytest.approx(1)
    assert found["S003", "maths"].ability == 0


def test_recent_exams_count_more() -> None:
    rows = [*marks("S001", "maths", [60, 80]), *marks("S002", "maths", [80, 60])]
    found = standings(rows, GRADES, 30)
    # 30 days apart: the older exam counts half.
    assert found["S001", "maths"].ability == pytest.approx((1 - 0.5) / 1.5)
    assert found["S001", "maths"].percent == pytest.approx((80 + 0.5 * 60) / 1.5)


def test_an_absence_is_counted_and_left_out() -> None:
    rows = [*marks("S001", "maths", [60, None]), *marks("S002", "maths", [80, 70])]
    found = standings(rows, GRADES, 120)["S001", "maths"]
    assert found.absences == 1
    assert found.ability == pytest.approx(-1)
    assert found.drop is None


def test_who_sat_no_exam_has_no_ability() -> None:
    found = standings(marks("S001", "maths", [None]), GRADES, 120)["S001", "maths"]
    assert found.ability is None
    assert found.percent is None


def test_drop_is_the_fall_under_the_earlier_mean() -> None:
    rows = [*marks("S001", "maths", [80, 80, 60]), *marks("S002", "maths", [60, 60, 80])]
    assert standings(rows, GRADES, 120)["S001", "maths"].drop == pytest.approx(2)


def test_a_school_knows_abilities_by_student_and_subject() -> None:
    school = one_class([50, 70])
    assert school.ability("S002", "maths") == pytest.approx(1)
    assert school.ability("S002", "physics") is None
