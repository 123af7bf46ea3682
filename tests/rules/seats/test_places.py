"""The rules about places, zones, groups and those around, each by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from builders import entry, one_class, student
from pairing.model.enums import Dimension, Gender, Part, RelationKind, Source, Status
from pairing.model.messages.fault import InputError
from pairing.model.records import Indicator, PastSeat, Relation
from pairing.model.room.patterns import group_tables
from pairing.planning import make_plan
from pairing.rules.core.book import all_rules
from rules.seats.test_couples import amount, heights

ONE = {"students": ["S001"]}


@pytest.mark.parametrize(("seat", "units"), [("R-1-1", -1), ("R-2-1", 0), ("R-3-1", -1)])
def test_row_range(seat: str, units: int) -> None:
    school = one_class([60] * 12)
    assert amount("row_range", school, {"S001": seat}, **ONE, first=2, last=2) == units


@pytest.mark.parametrize(
    ("zone", "inside", "outside"),
    [
        ("window", "R-1-1", "R-1-2"),
        ("door", "R-1-4", "R-2-4"),
        ("edge", "R-2-4", "R-2-2"),
        ("left", "R-2-1", "R-2-4"),
        ("right", "R-2-4", "R-2-1"),
        ("front", "R-1-2", "R-3-2"),
        ("back", "R-3-2", "R-1-2"),
        ("row<=2", "R-2-2", "R-3-2"),
        ("row>=2", "R-2-2", "R-1-2"),
        ("column=3", "R-2-3", "R-2-2"),
        ("group=G2", "R-2-3", "R-2-2"),
    ],
)
def test_zones(zone: str, inside: str, outside: str) -> None:
    school = one_class([60] * 12)
    for rule_id, wrong in (("zone_needed", outside), ("zone_banned", inside)):
        for seat in (inside, outside):
            units = -1 if seat == wrong else 0
            assert amount(rule_id, school, {"S001": seat}, **ONE, zone=zone) == units


def test_a_zone_drawn_seat_by_seat() -> None:
    school = one_class([60] * 4)
    drawn = {**ONE, "seats": ["R-1-1", "R-1-2"]}
    assert amount("zone_needed", school, {"S001": "R-1-2"}, **drawn) == 0
    assert amount("zone_needed", school, {"S001": "R-1-3"}, **drawn) == -1
    with pytest.raises(InputError, match="1 fault"):
        make_plan(one_class([60] * 4, rules=[entry("zone_banned", **ONE, seats=["R-1-9"])]))


def test_row_gradient() -> None:
    school = heights(150, 160, 170)
    front_to_back = {"S001": "R-1-1"}
    assert amount("row_gradient", school, front_to_back) == 0  # one row: nothing to rise over
    school = one_class([60] * 12, people=[student(n, height_cm=140 + n) for n in range(1, 13)])
    assert amount("row_gradient", school, {"S001": "R-1-1", "S012": "R-3-1"}) == 0
    assert amount("row_gradient", school, {"S001": "R-3-1", "S012": "R-1-1"}) == -20
    assert amount("row_gradient", school, {"S001": "R-3-1"}, rising=False) == 0


def past(student_id: str, seat_id: str, month: int) -> PastSeat:
    values = {"class_id": "7A", "student_id": student_id, "seat_id": seat_id}
    return PastSeat.model_validate({**values, "from": date(2026, month, 1)})


def test_keep_seats_goes_by_the_newest_entry() -> None:
    history = [past("S001", "R-1-1", 1), past("S001", "R-1-2", 2), past("S002", "gone", 2)]
    school = one_class([60] * 4, seat_history=history)
    assert amount("keep_seats", school, {"S001": "R-1-2", "S002": "R-1-1"}) == 0
    assert amount("keep_seats", school, {"S001": "R-1-1"}) == -1


def test_fair_rotation_counts_what_somebody_had_more_than_the_rest() -> None:
    history = [past("S001", "R-3-1", month) for month in (1, 2)]
    history += [past("S002", "R-3-2", month) for month in (1, 2)]
    people = [student(n) for n in range(1, 13)]
    people[1] = people[1].model_copy(update={"vision": "front"})
    school = one_class([60] * 12, people=people, seat_history=history)
    assert amount("fair_rotation", school, {"S001": "R-3-1"}) == -4  # back and left, twice each
    assert amount("fair_rotation", school, {"S001": "R-3-4"}) == -2
    assert amount("fair_rotation", school, {"S001": "R-1-4"}) == 0
    assert amount("fair_rotation", school, {"S002": "R-3-2"}, excused=["everybody"]) == 0


def test_include_looks_for_who_named_the_isolated_one() -> None:
    sign = Indicator(
        student_id="S001",
        dimension=Dimension.RELATIONS,
        indicator="alone",
        severity=3,
        source=Source.OBSERVATION,
        date=date(2026, 9, 9),
    )
    named = [Relation(student_id="S002", other_id="S001", kind=RelationKind.FRIEND)]
    school = one_class([60] * 8, indicators=[sign], relations=named)
    assert amount("include", school, {"S001": "R-1-1", "S002": "R-2-1"}) == 1
    assert amount("include", school, {"S001": "R-1-1", "S002": "R-2-2"}) == 0
    apart = {"S001": "R-1-1", "S002": "R-2-2"}
    assert amount("include", school, apart, level="hard") == -1
    # S002 likes S001, which is no word about who likes S002.
    assert amount("include", school, {"S002": "R-1-1", "S001": "R-1-2"}, students=["S002"]) == 0


def test_cluster() -> None:
    school = one_class([60] * 8)
    three = {"students": ["S001", "S002", "S003"]}
    seats = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-2-4"}
    assert amount("cluster", school, seats, **three) == 2
    assert amount("cluster", school, seats, **three, level="hard") == -1


@pytest.mark.parametrize(
    ("parameters", "units"),
    [
        ({"per": "distance", "distance": 2}, -1),
        ({"per": "row", "most": 1}, -1),
        ({"per": "column", "most": 2}, 0),
        ({"per": "group", "most": 0}, -3),
    ],
)
def test_spread(parameters: dict[str, Any], units: int) -> None:
    school = one_class([60] * 8)
    some = {"students": ["S001", "S002", "S003"]}
    seats = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-2-4"}
    assert amount("spread", school, seats, **some, **parameters) == units


def test_group_balance_counts_people_and_numbers() -> None:
    girls = [student(n, gender=Gender.F if n < 5 else Gender.M) for n in range(1, 9)]
    school = one_class([60] * 8, people=girls, seats=group_tables("R", [4, 4]))
    seats = {
        f"S{n:03}": seat
        for n, seat in enumerate(
            ["R-1-1", "R-1-2", "R-2-1", "R-2-2", "R-1-4", "R-1-5", "R-2-4", "R-2-5"], 1
        )
    }
    # Four girls at one table: two more than its share, one of them allowed.
    assert amount("group_balance", school, seats, of="gender=F", within=1) == -20
    assert amount("group_balance", school, seats, of="gender=F", within=2) == 0
    mixed = {**seats, "S001": seats["S005"], "S005": seats["S001"]}
    assert amount("group_balance", school, mixed, of="gender=F", within=1) == 0


def test_bands_wants_every_band_in_every_group() -> None:
    school = one_class([10, 20, 30, 70, 80, 90], seats=group_tables("R", [4, 4]))
    low = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-2-1"}
    high = {"S004": "R-1-4", "S005": "R-1-5", "S006": "R-2-4"}
    assert amount("bands", school, low | high, bands=2) == -2
    mixed = {**low, **high, "S001": "R-1-4", "S004": "R-1-1"}
    assert amount("bands", school, mixed, bands=2) == 0


def test_tutees_near() -> None:
    school = one_class([20, 20, 20, 95, 60, 60, 60, 60, 60])
    around = {"S004": "R-2-2", "S001": "R-1-2", "S002": "R-3-2", "S003": "R-2-1"}
    assert amount("tutees_near", school, around, most=2) == -1
    assert amount("tutees_near", school, around, most=3) == 0


@pytest.mark.parametrize(
    ("rule_id", "parameters"),
    [
        ("zone_needed", {"who": ["everybody"]}),
        ("zone_needed", {"zone": "row<two"}),
        ("row_range", {"first": 3, "last": 2}),
        ("group_balance", {"of": "shoes"}),
        ("row_gradient", {"number": "ability."}),
        ("spread", {"per": "floor"}),
    ],
)
def test_what_makes_no_sense_is_refused(rule_id: str, parameters: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        all_rules()[rule_id].model_validate(parameters)


def test_every_group_balanced_in_a_plan() -> None:
    rules = [entry("bands", level="hard", bands=2), entry("gender_mix", enabled=False)]
    levels = [10, 20, 30, 70, 80, 90]
    outcome = make_plan(one_class(levels, seats=group_tables("R", [4, 4]), rules=rules))
    assert outcome.summary.parts[Part.SEATS].status is not Status.INFEASIBLE
    assert outcome.summary.parts[Part.SEATS].violations == 0
