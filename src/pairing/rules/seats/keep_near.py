"""keep_near: named students sit at most a distance from each other."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say
from pairing.model.records import LayoutSeat
from pairing.model.room.closeness import distance
from pairing.model.room.layout import BoolMatrix
from pairing.model.school import School
from pairing.rules.seats._kinds import CoupleRule, Named

__all__ = ["KeepNear"]


class KeepNear(Named, CoupleRule):
    """Any two of these students sit at most ``distance`` rows and columns apart."""

    id = "keep_near"
    title = "Keep near"
    close_is_right: ClassVar[bool] = True

    distance: Annotated[int, Field(ge=1, le=100)] = Field(
        2, description="The larger of rows apart and columns apart is at most this"
    )

    def words(self, school: School) -> Message:
        names = self.names(school)
        return say(
            "keep_near.rule",
            "keep {names} at most {distance} apart",
            names=names,
            distance=self.distance,
        )

    def matrix(self, room: ClassRoom) -> BoolMatrix:
        return room.layout.nearer_than(self.distance + 1)

    def holds(self, room: ClassRoom, one: LayoutSeat, other: LayoutSeat) -> bool:
        return distance(one, other) <= self.distance

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        return say(
            "keep_near.too_far",
            "{one} and {other} sit {apart} apart, more than {distance}",
            one=seated.room.name(one),
            other=seated.room.name(other),
            apart=distance(seated.seat_of[one], seated.seat_of[other]),
            distance=self.distance,
        )
