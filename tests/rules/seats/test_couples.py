"""The rules about couples, each by itself: what is right, what is wrong, and how much."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from builders import entry, one_class, seated, student
from pairing.model.enums import RelationKind
from pairing.model.messages.fault import InputError
from pairing.model.records import LayoutSeat, PastSeat, Relation
from pairing.model.room.patterns import group_tables
from pairing.model.school import School
from pairing.planning import make_plan
from pairing.rules.core.book import all_rules
from pairing.rules.seats._base import SeatRule

TWO = ["S001", "S002"]


def amount(rule_id: str, school: School, at: dict[str, str], **parameters: Any) -> int:
    """What the rule makes of students sitting so, in its units."""
    rule = all_rules()[rule_id].model_validate({"key": "k", **parameters})
    assert isinstance(rule, SeatRule)
    return sum(match.amount for match in rule.judge(seated(school, at)))


@pytest.mark.parametrize(("seat", "units"), [("R-1-2", 0), ("R-2-2", 0), ("R-1-3", -1)])
def test_keep_near(seat: str, units: int) -> None:
    school = one_class([60] * 8)
    seats = {"S001": "R-1-1", "S002": seat}
    assert amount("keep_near", school, seats, students=TWO, distance=1) == units


@pytest.mark.parametrize(("seat", "units"), [("R-1-4", 0), ("R-2-1", 0), ("R-3-1", -1)])
def test_adjacent_rows(seat: str, units: int) -> None:
    school = one_class([60] * 12)
    assert amount("adjacent_rows", school, {"S001": "R-1-1", "S002": seat}, students=TWO) == units


def test_different_groups() -> None:
    school = one_class([60] * 8, seats=group_tables("R", [4, 4]))
    same, apart = {"S001": "R-1-1", "S002": "R-2-2"}, {"S001": "R-1-1", "S002": "R-1-4"}
    assert amount("different_groups", school, same, students=TWO) == -1
    assert amount("different_groups", school, apart, students=TWO) == 0


def heights(*cm: float | None) -> School:
    people = [student(number + 1, height_cm=value) for number, value in enumerate(cm)]
    return one_class([60] * len(cm), people=people)


def test_clear_view_by_height() -> None:
    school = heights(170, 150, None, 152, 160)
    assert amount("clear_view", school, {"S001": "R-1-1", "S002": "R-2-1"}) == -1
    assert amount("clear_view", school, {"S001": "R-2-1", "S002": "R-1-1"}) == 0
    assert amount("clear_view", school, {"S004": "R-1-1", "S002": "R-2-1"}) == 0
    # Whose height is unknown takes no view and loses none.
    assert amount("clear_view", school, {"S003": "R-1-1", "S002": "R-2-1"}) == 0
    assert amount("clear_view", school, {"S001": "R-1-1", "S003": "R-2-1"}) == 0


def test_clear_view_of_two_and_only_one_way() -> None:
    school = one_class([60] * 12)
    both = {"front": "S001", "behind": "S002", "within": 2}
    assert amount("clear_view", school, {"S001": "R-1-1", "S002": "R-3-1"}, **both) == -1
    assert amount("clear_view", school, {"S001": "R-3-1", "S002": "R-1-1"}, **both) == 0
    assert amount("clear_view", school, {"S001": "R-1-1", "S002": "R-3-2"}, **both) == 0


def test_quiet_neighbours() -> None:
    people = [student(number, tags=["talkative"]) for number in (1, 2)] + [student(3)]
    friends = [Relation(student_id="S001", other_id="S003", kind=RelationKind.FRIEND)]
    school = one_class([60] * 3, people=people, relations=friends)
    near = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-1-3"}
    assert amount("quiet_neighbours", school, near) == -1
    assert amount("quiet_neighbours", school, near, friends_only=True) == 0
    among_all = {"who": ["everybody"], "friends_only": True}
    assert amount("quiet_neighbours", school, near, **among_all) == 0
    near = {"S001": "R-1-1", "S003": "R-1-2"}
    assert amount("quiet_neighbours", school, near, **among_all) == -1


def test_pair_gap() -> None:
    school = heights(150, 158, 170)
    limits = {"number": "height_cm", "low": 5, "high": 10}
    assert amount("pair_gap", school, {"S001": "R-1-1", "S002": "R-1-2"}, **limits) == 0
    assert amount("pair_gap", school, {"S001": "R-1-1", "S003": "R-1-2"}, **limits) == -1
    assert amount("pair_gap", school, {"S001": "R-1-1", "S003": "R-1-3"}, **limits) == 0


def past(student_id: str, seat_id: str, day: int) -> PastSeat:
    values = {"class_id": "7A", "student_id": student_id, "seat_id": seat_id}
    return PastSeat.model_validate({**values, "from": date(2026, 9, day)})


def test_new_neighbours_fade() -> None:
    history = [past("S001", "R-1-1", 1), past("S002", "R-1-2", 1)]
    history += [past("S001", "R-1-1", 29), past("S003", "R-1-2", 29)]
    school = one_class([60] * 4, seat_history=history)
    old, recent = {"S001": "R-1-1", "S002": "R-1-2"}, {"S001": "R-1-1", "S003": "R-1-2"}
    assert amount("new_neighbours", school, old) == amount("new_neighbours", school, recent) == -10
    assert amount("new_neighbours", school, old, half_life_days=14) == -2
    assert amount("new_neighbours", school, recent, half_life_days=14) == -10


def test_a_free_floor_plan_is_measured_by_its_coordinates() -> None:
    places = {"A": (1.0, 1.0), "B": (2.1, 1.2), "C": (1.2, 2.0), "D": (6.0, 1.0)}
    seats = [
        LayoutSeat(layout_id="R", seat_id=name, row=1, column=number + 1, desk=name, x=x, y=y)
        for number, (name, (x, y)) in enumerate(places.items())
    ]
    school = one_class([60] * 4, seats=seats)
    reach = {"students": TWO, "within": "reach"}
    for seat, units in (("B", 0), ("C", 0), ("D", -1)):
        assert amount("keep_together", school, {"S001": "A", "S002": seat}, **reach) == units
    assert amount("keep_apart", school, {"S001": "A", "S002": "D"}, students=TWO, distance=5) == 0
    front = {"front": "S001", "behind": "S002"}
    assert amount("clear_view", school, {"S001": "A", "S002": "C"}, **front) == -1


@pytest.mark.parametrize(
    ("rule_id", "parameters"),
    [
        ("clear_view", {"front": "S001"}),
        ("clear_view", {"front": "S001", "behind": "S001"}),
        ("pair_gap", {"low": 3, "high": 1}),
        ("pair_gap", {"number": "shoe_size"}),
        ("keep_near", {"students": ["S001"]}),
        ("keep_near", {"students": TWO, "distance": 0}),
    ],
)
def test_what_makes_no_sense_is_refused(rule_id: str, parameters: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        all_rules()[rule_id].model_validate(parameters)


def test_unknown_students_are_told() -> None:
    with pytest.raises(InputError) as error:
        make_plan(one_class([60] * 4, rules=[entry("clear_view", front="S001", behind="S0O2")]))
    assert "S002" in str(error.value.faults[0])
