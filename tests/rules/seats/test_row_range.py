from __future__ import annotations

import pytest

from builders import one_class
from pairing.instances.classroom import ClassRoom
from rules.seats.judging import ONE, amount, check_agreement, refuses


@pytest.mark.parametrize(("seat", "units"), [("R-1-1", -1), ("R-2-1", 0), ("R-3-1", -1)])
def test_judges_the_row(seat: str, units: int) -> None:
    school = one_class([60] * 12)
    assert amount("row_range", school, {"S001": seat}, **ONE, first=2, last=2) == units


def test_a_range_upside_down_is_refused() -> None:
    refuses("row_range", first=3, last=2)


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    variants = [{"who": ["ability.maths<-0.5"], "first": 2, "last": 4}]
    check_agreement("row_range", rooms, lambda room: variants)
