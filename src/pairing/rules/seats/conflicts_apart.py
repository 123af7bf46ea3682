"""conflicts_apart: two who are in conflict, or of whom one avoids the other, are no neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import WishFor
from pairing.model.messages.message import Message, say
from pairing.model.room.closeness import Closeness
from pairing.model.school import School
from pairing.rules.core.rule import Weight
from pairing.rules.seats._kinds import CloseRule

__all__ = ["ConflictsApart"]


class ConflictsApart(CloseRule):
    """Students in conflict do not sit within reach of each other, whichever of them says so.

    A row of relations speaks for the first person alone: one may like who does not like them, and
    the conflict weighs more. A wish for a seat whose rank is avoid counts as well.
    """

    id = "conflicts_apart"
    title = "Conflicts apart"
    default: ClassVar[bool] = True

    weight: Weight = Field(30, description="Points lost for each two who sit close")
    within: Literal["deskmate", "reach", "group"] = Field(
        "reach", description="deskmate, reach or group"
    )

    def words(self, school: School) -> Message:
        return say("conflicts_apart.rule", "seat students in conflict away from each other")

    @property
    def closeness(self) -> Closeness:
        return Closeness(self.within)

    def couples(self, room: ClassRoom) -> Iterator[tuple[str, str, int]]:
        purpose = WishFor.GROUP if self.within == "group" else WishFor.SEAT
        for one, other in room.school.ties.apart(purpose):
            if one in room.index and other in room.index:
                yield one, other, 1

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        name = seated.room.name
        return say(
            "conflicts_apart.close",
            "{one} and {other} are in conflict and sit close",
            one=name(one),
            other=name(other),
        )
