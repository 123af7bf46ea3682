from __future__ import annotations

from typing import Any

import pytest

from builders import one_class
from pairing.instances.classroom import ClassRoom
from rules.seats.judging import amount, check_agreement, refuses


@pytest.mark.parametrize(
    ("parameters", "units"),
    [
        ({"per": "distance", "distance": 2}, -1),
        ({"per": "row", "most": 1}, -1),
        ({"per": "column", "most": 2}, 0),
        ({"per": "group", "most": 0}, -3),
    ],
)
def test_counts_those_too_many_in_each_zone(parameters: dict[str, Any], units: int) -> None:
    school = one_class([60] * 8)
    some = {"students": ["S001", "S002", "S003"]}
    seats = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-2-4"}
    assert amount("spread", school, seats, **some, **parameters) == units


def test_an_unknown_kind_of_zone_is_refused() -> None:
    refuses("spread", per="floor")


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    ways = ("distance", "row", "column", "group")
    variants = [{"who": ["tutors"], "per": per} for per in ways]
    check_agreement("spread", rooms, lambda room: variants)
