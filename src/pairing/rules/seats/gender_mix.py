"""gender_mix: deskmates are of different genders."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import Gender
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.rule import Weight
from pairing.rules.seats._kinds import CloseRule

__all__ = ["GenderMix"]


class GenderMix(CloseRule):
    """A girl and a boy share a desk rather than two girls or two boys."""

    id = "gender_mix"
    title = "Mixed desks"
    default: ClassVar[bool] = True

    weight: Weight = Field(1, description="Points lost for each two deskmates of one gender")

    def words(self, school: School) -> Message:
        return say("gender_mix.rule", "let girls and boys share desks")

    def couples(self, room: ClassRoom) -> Iterator[tuple[str, str, int]]:
        for one, other in combinations(room.students, 2):
            if one.gender is other.gender and one.gender is not Gender.X:
                yield one.student_id, other.student_id, 1

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        name = seated.room.name
        return say(
            "gender_mix.same",
            "{one} and {other} share a desk and a gender",
            one=name(one),
            other=name(other),
        )
