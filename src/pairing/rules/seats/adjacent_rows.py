"""adjacent_rows: named students sit in one row or in rows next to each other."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say, say_count
from pairing.model.records import LayoutSeat
from pairing.model.room.closeness import steps
from pairing.model.room.layout import BoolMatrix
from pairing.model.school import School
from pairing.rules.seats._kinds import CoupleRule, Named

__all__ = ["AdjacentRows"]


class AdjacentRows(Named, CoupleRule):
    """Any two of these students sit in one row or in rows next to each other."""

    id = "adjacent_rows"
    title = "Adjacent rows"
    close_is_right: ClassVar[bool] = True

    rows: Annotated[int, Field(ge=0, le=100)] = Field(
        1, description="At most so many rows apart; 0: in one row"
    )

    def words(self, school: School) -> Message:
        names = self.names(school)
        return say_count(
            "adjacent_rows.rule",
            "seat {names} at most {count} row apart",
            "seat {names} at most {count} rows apart",
            self.rows,
            names=names,
        )

    def matrix(self, room: ClassRoom) -> BoolMatrix:
        return room.layout.rows_apart <= self.rows

    def holds(self, room: ClassRoom, one: LayoutSeat, other: LayoutSeat) -> bool:
        return steps(one.depth, other.depth) <= self.rows

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        return say(
            "adjacent_rows.apart",
            "{one} and {other} sit {apart} rows apart",
            one=seated.room.name(one),
            other=seated.room.name(other),
            apart=steps(seated.seat_of[one].depth, seated.seat_of[other].depth),
        )
