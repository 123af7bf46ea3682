from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import pytest

from builders import marks, one_class
from pairing.model.exams.ability import Standing, standings
from pairing.model.exams.sittings import sittings
from pairing.model.records import Score
from pairing.model.settings import ScreeningSettings

GRADES = {"S001": "7", "S002": "7", "S003": "8"}


def read(
    rows: Sequence[Score], half_life_days: float = 120, compare_from: int = 2
) -> dict[tuple[str, str], Standing]:
    settings = ScreeningSettings(compare_from=compare_from)
    return standings(rows, GRADES, sittings(rows, GRADES, (), settings), half_life_days)


def test_z_scores_are_within_the_grade() -> None:
    rows = [
        row
        for one, mark in zip(GRADES, (60, 80, 10), strict=True)
        for row in marks(one, "maths", [mark])
    ]
    found = read(rows)
    assert found["S001", "maths"].ability == pytest.approx(-1)
    assert found["S002", "maths"].ability == pytest.approx(1)
    assert found["S003", "maths"].ability == 0


def test_recent_exams_count_more() -> None:
    rows = [*marks("S001", "maths", [60, 80]), *marks("S002", "maths", [80, 60])]
    found = read(rows, 30)
    # 30 days apart: the older exam counts half.
    assert found["S001", "maths"].ability == pytest.approx((1 - 0.5) / 1.5)
    assert found["S001", "maths"].percent == pytest.approx((80 + 0.5 * 60) / 1.5)


def test_an_absence_is_counted_and_left_out() -> None:
    rows = [*marks("S001", "maths", [60, None]), *marks("S002", "maths", [80, 70])]
    found = read(rows)["S001", "maths"]
    assert (found.absences, found.held) == (1, 2)
    assert found.ability == pytest.approx(-1)
    assert found.drop is None


@pytest.mark.parametrize("word", ["", "excused", "免考", "缓考", "病假", "未批"])
def test_only_what_was_missed_is_an_absence(word: str) -> None:
    (row,) = marks("S001", "maths", [50])
    gone = Score.model_validate({**row.model_dump(), "score": word or None})
    found = read([gone])["S001", "maths"]
    assert (found.absences, found.held, found.percent) == (0, 0, None)


def test_who_sat_no_exam_has_no_ability() -> None:
    found = read(marks("S001", "maths", [None]))["S001", "maths"]
    assert found.ability is None
    assert found.percent is None


def test_drop_is_the_fall_under_the_earlier_mean() -> None:
    rows = [*marks("S001", "maths", [80, 80, 60]), *marks("S002", "maths", [60, 60, 80])]
    found = read(rows)["S001", "maths"]
    assert found.drop == pytest.approx(2)
    assert found.fall == pytest.approx(2 / sqrt(1.5))


def test_few_are_ranked_and_compared_with_nobody() -> None:
    rows = [*marks("S001", "maths", [60]), *marks("S002", "maths", [90])]
    found = read(rows, compare_from=3)["S001", "maths"]
    # Fifteen per cent under the mean is a usual deviation.
    assert found.ability == pytest.approx(-1)
    assert found.compared is None
    assert found.drop is None


def test_a_school_knows_abilities_by_student_and_subject() -> None:
    school = one_class([50, 80])
    assert school.ability("S002", "maths") == pytest.approx(1)
    assert school.ability("S002", "physics") is None
