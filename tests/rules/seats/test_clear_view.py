from __future__ import annotations

import pytest

from builders import entry, one_class
from pairing.instances.classroom import ClassRoom
from pairing.model.messages.fault import InputError
from pairing.model.records import LayoutSeat
from pairing.planning import make_plan
from rules.seats.judging import TWO, Parameters, amount, check_agreement, first, heights, refuses


def test_by_height() -> None:
    school = heights(170, 150, None, 152, 160)
    assert amount("clear_view", school, {"S001": "R-1-1", "S002": "R-2-1"}) == -1
    assert amount("clear_view", school, {"S001": "R-2-1", "S002": "R-1-1"}) == 0
    assert amount("clear_view", school, {"S004": "R-1-1", "S002": "R-2-1"}) == 0
    # Whose height is unknown takes no view and loses none.
    assert amount("clear_view", school, {"S003": "R-1-1", "S002": "R-2-1"}) == 0
    assert amount("clear_view", school, {"S001": "R-1-1", "S003": "R-2-1"}) == 0


def test_of_two_and_only_one_way() -> None:
    school = one_class([60] * 12)
    both = {"front": "S001", "behind": "S002", "within": 2}
    assert amount("clear_view", school, {"S001": "R-1-1", "S002": "R-3-1"}, **both) == -1
    assert amount("clear_view", school, {"S001": "R-3-1", "S002": "R-1-1"}, **both) == 0
    assert amount("clear_view", school, {"S001": "R-1-1", "S002": "R-3-2"}, **both) == 0


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


def test_one_alone_and_somebody_behind_themselves_are_refused() -> None:
    refuses("clear_view", front="S001")
    refuses("clear_view", front="S001", behind="S001")


def test_an_unknown_student_is_told_and_no_other_child_named() -> None:
    with pytest.raises(InputError) as error:
        make_plan(one_class([60] * 4, rules=[entry("clear_view", front="S001", behind="S0O2")]))
    assert error.value.faults[0].value == "S0O2"
    assert error.value.faults[0].suggestion == ""


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    def variants(room: ClassRoom) -> list[Parameters]:
        front, behind = first(room, 2)
        return [{}, {"front": front, "behind": behind, "within": 5}]

    check_agreement("clear_view", rooms, variants)
