from __future__ import annotations

import numpy as np
import pytest

from pairing.model.enums import Usable
from pairing.model.records import LayoutSeat
from pairing.model.room.closeness import Closeness, are_close, distance
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
