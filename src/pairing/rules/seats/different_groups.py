"""different_groups: certain students are not in one group."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say
from pairing.model.room.closeness import Closeness
from pairing.model.school import School
from pairing.rules.seats._kinds import CloseRule, SomeRule

__all__ = ["DifferentGroups"]


class DifferentGroups(SomeRule, CloseRule):
    """No two of these students sit in one group."""

    id = "different_groups"
    title = "Different groups"

    def words(self, school: School) -> Message:
        return say(
            "different_groups.rule",
            "seat {whom} in different groups",
            whom=self.whom_in_words(school),
        )

    def couples(self, room: ClassRoom) -> Iterator[tuple[str, str, int]]:
        for one, other in combinations(self.concerned(room), 2):
            yield one, other, 1

    @property
    def closeness(self) -> Closeness:
        return Closeness.GROUP

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        return say(
            "different_groups.same",
            "{one} and {other} sit in one group, {group}",
            one=seated.room.name(one),
            other=seated.room.name(other),
            group=seated.seat_of[one].group,
        )
