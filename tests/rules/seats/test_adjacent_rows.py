from __future__ import annotations

import pytest

from builders import one_class
from pairing.instances.classroom import ClassRoom
from rules.seats.judging import TWO, amount, check_agreement, first


@pytest.mark.parametrize(("seat", "units"), [("R-1-4", 0), ("R-2-1", 0), ("R-3-1", -1)])
def test_judges_rows_and_no_columns(seat: str, units: int) -> None:
    school = one_class([60] * 12)
    assert amount("adjacent_rows", school, {"S001": "R-1-1", "S002": seat}, students=TWO) == units


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("adjacent_rows", rooms, lambda room: [{"students": first(room, 3)}])
