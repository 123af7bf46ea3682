from __future__ import annotations

import pytest

from builders import one_class
from pairing.instances.classroom import ClassRoom
from rules.seats.judging import TWO, amount, check_agreement, first, refuses


@pytest.mark.parametrize(("seat", "units"), [("R-1-2", 0), ("R-2-2", 0), ("R-1-3", -1)])
def test_judges_the_larger_of_rows_and_columns_apart(seat: str, units: int) -> None:
    school = one_class([60] * 8)
    seats = {"S001": "R-1-1", "S002": seat}
    assert amount("keep_near", school, seats, students=TWO, distance=1) == units


def test_wants_two_students_and_a_distance() -> None:
    refuses("keep_near", students=["S001"])
    refuses("keep_near", students=TWO, distance=0)


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("keep_near", rooms, lambda room: [{"students": first(room, 3)}])
