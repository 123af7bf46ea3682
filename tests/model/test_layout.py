from __future__ import annotations

import numpy as np
import pytest

from pairing.model.enums import Usable
from pairing.model.records import LayoutSeat
from pairing.model.room.closeness import Closeness, are_close, distance, is_straight_before
from pairing.model.room.layout import Layout
from pairing.model.room.patterns import group_tables, horseshoe, paired_desks

ROOMS = {
    "pairs": paired_desks("R", 4, 8),
    "groups": group_tables("R", [4, 6, 5, 4, 6]),
    "horseshoe": horseshoe("R", 30),
}


@pytest.mark.parametrize("kind", ROOMS)
def test_matrices_say_what_is_said_of_two_seats(kind: str) -> None:
    room = Layout.of("R", ROOMS[kind])
    for name in Closeness:
        matrix = room.closeness(name)
        assert np.array_equal(matrix, matrix.T)
        for one, other in np.ndindex(matrix.shape):
            assert matrix[one, other] == are_close(room.seats[one], room.seats[other], name)
    for one, other in np.ndindex(room.distance.shape):
        assert room.distance[one, other] == distance(room.seats[one], room.seats[other])


@pytest.mark.parametrize("kind", ROOMS)
def test_no_two_seats_share_a_place_or_a_name(kind: str) -> None:
    seats = ROOMS[kind]
    assert len({(seat.row, seat.column) for seat in seats}) == len(seats)
    assert len({seat.seat_id for seat in seats}) == len(seats)


def seat(row: int, column: int, desk: str) -> LayoutSeat:
    return LayoutSeat(layout_id="R", seat_id=f"{row}-{column}", row=row, column=column, desk=desk)


def test_closeness_of_the_contract() -> None:
    one = seat(2, 3, "a")
    near = {
        Closeness.DESKMATE: seat(2, 4, "a"),
        Closeness.SIDE: seat(2, 2, "b"),
        Closeness.FRONT_BACK: seat(1, 3, "c"),
        Closeness.DIAGONAL: seat(1, 2, "d"),
    }
    for name, other in near.items():
        held = {way for way in near if are_close(one, other, way)}
        assert held == {name}
        assert are_close(one, other, Closeness.REACH) == (name is not Closeness.DIAGONAL)
    assert not are_close(one, one, Closeness.DESKMATE)
    assert not are_close(one, seat(4, 3, "e"), Closeness.FRONT_BACK)


def test_unusable_seats_are_no_seats() -> None:
    rows = [seat(1, 1, "a"), seat(1, 2, "a").model_copy(update={"usable": Usable.NO})]
    assert [one.seat_id for one in Layout.of("R", rows).seats] == ["1-1"]


def test_half_a_place_aside_is_before_both() -> None:
    row = [
        LayoutSeat(layout_id="R", seat_id=f"A{n}", row=1, column=n, desk=f"a{n}") for n in (1, 2)
    ]
    behind = LayoutSeat(layout_id="R", seat_id="B", row=2, column=1, desk="b", x=1.5, y=2)
    room = Layout.of("R", [*row, behind])
    assert [are_close(one, behind, Closeness.FRONT_BACK) for one in row] == [True, True]
    assert [is_straight_before(one, behind, 1) for one in row] == [True, True]
    assert not any(are_close(one, behind, Closeness.DIAGONAL) for one in row)
    for name in Closeness:
        told = [[are_close(p, q, name) for q in room.seats] for p in room.seats]
        assert room.closeness(name).tolist() == told
    assert room.straight_before(1)[:2, 2].tolist() == [True, True]


def test_how_far_so_many_can_sit_from_each_other() -> None:
    room = Layout.of("R", paired_desks("R", rows=4, columns=6))
    found = [room.widest(count) for count in (2, 3, 4, 5, 6, 7, 24, 25)]
    assert found == [5, 3, 3, 2, 2, 1, 1, 1]
