"""keep_apart: named students sit at least a distance from each other."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say
from pairing.model.records import LayoutSeat
from pairing.model.room.closeness import distance
from pairing.model.room.layout import BoolMatrix
from pairing.model.school import School
from pairing.rules.seats._kinds import CoupleRule, Named

__all__ = ["KeepApart"]


class KeepApart(Named, CoupleRule):
    """Any two of these students sit at least ``distance`` rows or columns apart."""

    id = "keep_apart"
    title = "Keep apart"

    distance: Annotated[int, Field(ge=1, le=100)] = Field(
        2, description="The larger of rows apart and columns apart is at least this"
    )

    def words(self, school: School) -> Message:
        names = self.names(school)
        return say(
            "keep_apart.rule",
            "keep {names} at least {distance} apart",
            names=names,
            distance=self.distance,
        )

    def matrix(self, room: ClassRoom) -> BoolMatrix:
        return room.layout.nearer_than(self.distance)

    def holds(self, room: ClassRoom, one: LayoutSeat, other: LayoutSeat) -> bool:
        return distance(one, other) < self.distance

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        return say(
            "keep_apart.too_near",
            "{one} and {other} sit {apart} apart, not {distance}",
            one=seated.room.name(one),
            other=seated.room.name(other),
            apart=distance(seated.seat_of[one], seated.seat_of[other]),
            distance=self.distance,
        )
