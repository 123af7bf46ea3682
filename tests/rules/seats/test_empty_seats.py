from __future__ import annotations

from builders import one_class
from pairing.instances.classroom import ClassRoom
from pairing.model.room.patterns import paired_desks
from pairing.planning import make_plan
from rules.seats.judging import amount, check_agreement


def test_seats_to_spare_are_left_at_the_back_from_the_edges_inward() -> None:
    school = one_class([60] * 10, seats=paired_desks("R", rows=4, columns=4))
    placed = make_plan(school).plan.seats_of("7A")
    empty = {seat.seat_id for seat in school.rooms["R"].seats} - set(placed.values())
    back = {"R-4-1", "R-4-2", "R-4-3", "R-4-4"}
    assert empty == back | {"R-3-1", "R-3-4"}
    assert amount("empty_seats", school, placed) == 0
    assert amount("empty_seats", school, {"S001": "R-4-2", "S002": "R-3-2"}) == -1


def test_a_full_room_leaves_nothing_to_say() -> None:
    school = one_class([60] * 8)
    placed = make_plan(school).plan.seats_of("7A")
    assert amount("empty_seats", school, placed) == 0


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("empty_seats", rooms)
