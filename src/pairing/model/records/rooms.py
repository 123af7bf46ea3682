"""Rooms: the seats of a class, and where people meet."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pairing.model.enums import Usable
from pairing.model.fields import Identifier, Name, Names, Number, Word
from pairing.model.records.record import Record

__all__ = ["LayoutSeat", "MeetingRoom"]


class LayoutSeat(Record):
    table = "layouts"
    key = ("layout_id", "seat_id")

    layout_id: Identifier = Field(description="The room")
    seat_id: Identifier = Field(description="The seat, named once in its room")
    row: Annotated[int, Field(ge=1, le=1000)] = Field(description="1 is the front")
    column: Annotated[int, Field(ge=1, le=1000)] = Field(description="1 is left, from the back")
    desk: Word = Field(description="Seats with the same desk share a table")
    group: Word | None = Field(None, description="Seats that work together")
    tags: Names = Field((), description="window; door; aisle; power")
    usable: Usable = Field(Usable.YES, description="no: nobody may sit here")
    x: Annotated[Number, Field(ge=0, le=1000)] | None = Field(
        None, description="Free floor plan: widths of a seat from the left wall, seen from the back"
    )
    y: Annotated[Number, Field(ge=0, le=1000)] | None = Field(
        None, description="Free floor plan: widths of a seat from the front wall"
    )

    @property
    def depth(self) -> float:
        """How far from the front: y of a free floor plan, else the row."""
        return self.row if self.y is None else self.y

    @property
    def across(self) -> float:
        """How far from the left: x of a free floor plan, else the column."""
        return self.column if self.x is None else self.x


class MeetingRoom(Record):
    """A room in which sessions may be held; without such a table any place will do."""

    table = "meeting_rooms"
    key = ("room_id",)
    required = False

    room_id: Identifier = Field(description="The room")
    name: Name | None = Field(None, description="What people call it")
