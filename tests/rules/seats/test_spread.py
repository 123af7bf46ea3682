from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from builders import entry, one_class, student
from pairing.instances.classroom import ClassRoom
from pairing.model.room.closeness import distance
from pairing.model.room.patterns import paired_desks
from pairing.planning import make_plan
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


def test_a_nearer_miss_costs_more() -> None:
    school = one_class([60] * 8)
    some: dict[str, Any] = {"students": ["S001", "S002"], "distance": 3}
    at = ("R-1-2", "R-1-3", "R-1-4")
    found = [amount("spread", school, {"S001": "R-1-1", "S002": seat}, **some) for seat in at]
    assert found == [-2, -1, 0]


def test_as_far_as_the_room_allows() -> None:
    room = paired_desks("R", rows=4, columns=6)
    rules = [entry("spread", who=["tag=talk"], weight=5)]
    people = [student(n, tags=("talk",) if n <= 4 else ()) for n in range(1, 25)]
    school = one_class([60] * 24, people=people, seats=room, rules=rules)
    seats = {seat.seat_id: seat for seat in room}
    placed = make_plan(school).plan.seats_of("7A")
    own = [seats[placed[f"S00{number}"]] for number in range(1, 5)]
    assert min(distance(one, other) for one, other in combinations(own, 2)) == 3


def test_an_unknown_kind_of_zone_is_refused() -> None:
    refuses("spread", per="floor")


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    ways = ("distance", "row", "column", "group")
    variants: list[dict[str, Any]] = [
        {"who": ["tutors"], "per": "distance", "distance": 4},
        *({"who": ["tutors"], "per": per} for per in ways),
    ]
    check_agreement("spread", rooms, lambda room: variants)
