"""What a seat is called on the page: its row and place, as on paper, and never its id alone."""

from __future__ import annotations

from pairing.model.messages.message import say
from pairing.model.records import LayoutSeat
from pairing.model.school import School

__all__ = ["place_words", "seat_name"]


def place_words(seat: LayoutSeat) -> str:
    """Row and place, counted as the printed plan counts them."""
    return str(
        say("seating_plan.place", "row {row}, place {column}", row=seat.row, column=seat.column)
    )


def seat_name(school: School, group_id: str, seat_id: str) -> str:
    """A seat of the room of a class or set; the id where the room is another by now."""
    room = school.room_of(group_id)
    found = (seat for seat in (room.seats if room else ()) if seat.seat_id == seat_id)
    seat = next(found, None)
    return seat_id if seat is None else place_words(seat)
