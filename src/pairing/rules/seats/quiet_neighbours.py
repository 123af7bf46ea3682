"""quiet_neighbours: talkative students do not sit close to each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar, Literal

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import RelationKind
from pairing.model.messages.message import Message, say
from pairing.model.room.closeness import Closeness
from pairing.model.school import School
from pairing.rules.seats._kinds import CloseRule, SomeRule

__all__ = ["QuietNeighbours"]


class QuietNeighbours(SomeRule, CloseRule):
    """Talkative students, or talkative friends, do not sit close to each other."""

    id = "quiet_neighbours"
    title = "Quiet neighbours"
    whom_if_unsaid: ClassVar[tuple[str, ...]] = ("tag=talkative",)

    friends_only: bool = Field(False, description="true: only those who are friends")
    within: Literal["deskmate", "reach"] = Field("reach", description="deskmate or reach")

    def words(self, school: School) -> Message:
        return say(
            "quiet_neighbours.rule",
            "keep talkative neighbours apart: {whom}",
            whom=self.whom_in_words(school),
        )

    def couples(self, room: ClassRoom) -> Iterator[tuple[str, str, int]]:
        for one, other in combinations(self.concerned(room), 2):
            if not self.friends_only or room.school.ties.related(one, other, RelationKind.FRIEND):
                yield one, other, 1

    @property
    def closeness(self) -> Closeness:
        return Closeness(self.within)

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        name = seated.room.name
        return say(
            "quiet_neighbours.chat",
            "{one} and {other} would chat",
            one=name(one),
            other=name(other),
        )
