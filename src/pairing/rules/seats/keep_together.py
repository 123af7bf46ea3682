"""keep_together: named students share a desk, a reach or a group."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from pairing.instances.classroom import Seated
from pairing.language import N_
from pairing.model.messages.message import Message, say, word
from pairing.model.room.closeness import Closeness
from pairing.model.school import School
from pairing.rules.seats._kinds import CloseRule, Named

__all__ = ["KeepTogether"]


_WORDS = {"deskmate": N_("at one desk"), "reach": N_("within reach"), "group": N_("in one group")}


class KeepTogether(Named, CloseRule):
    """Any two of these students share a desk, sit within reach, or share a group."""

    id = "keep_together"
    title = "Keep together"
    close_is_right: ClassVar[bool] = True

    within: Literal["deskmate", "reach", "group"] = Field(
        "deskmate", description="deskmate, reach or group"
    )

    def words(self, school: School) -> Message:
        return say(
            "keep_together.rule",
            "keep {names} {where}",
            names=self.names(school),
            where=word(_WORDS[self.within]),
        )

    @property
    def closeness(self) -> Closeness:
        return Closeness(self.within)

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        return say(
            "keep_together.parted",
            "{one} and {other} do not sit {where}",
            one=seated.room.name(one),
            other=seated.room.name(other),
            where=word(_WORDS[self.within]),
        )
