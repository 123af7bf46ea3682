"""clear_view: nobody sits straight before somebody whose view they would take."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Annotated, Self

from pydantic import Field, model_validator

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.fields import Identifier, Number
from pairing.model.messages.message import Message, say
from pairing.model.messages.validation import unfit
from pairing.model.records import LayoutSeat
from pairing.model.room.closeness import is_straight_before
from pairing.model.room.layout import BoolMatrix
from pairing.model.school import School
from pairing.rules.core.number import numbers
from pairing.rules.seats._kinds import CoupleRule

__all__ = ["ClearView"]


class ClearView(CoupleRule):
    """Nobody sits straight before somebody much shorter; or one student never before another.

    Named with ``front`` and ``behind`` it is about those two; otherwise about the heights of
    all, as far as they are known.
    """

    id = "clear_view"
    title = "Clear view"

    front: Identifier | None = Field(None, description="This student does not sit ...")
    behind: Identifier | None = Field(None, description="... straight before this one")
    gap_cm: Annotated[Number, Field(ge=0, le=100)] = Field(
        5, description="Without names: so much taller takes the view"
    )
    within: Annotated[int, Field(ge=1, le=100)] = Field(
        1, description="How many rows ahead still matter"
    )

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.front is None) != (self.behind is None) or (
            self.front is not None and self.front == self.behind
        ):
            raise unfit(
                say(
                    "clear_view.both_or_neither",
                    "two different students, front and behind, or neither",
                )
            )
        return self

    def named_students(self) -> Iterator[tuple[str, str]]:
        if self.front is not None and self.behind is not None:
            yield "front", self.front
            yield "behind", self.behind

    def words(self, school: School) -> Message:
        if self.front is None or self.behind is None:
            return say(
                "clear_view.rule",
                "let nobody sit straight before one {gap} cm shorter",
                gap=f"{self.gap_cm:g}",
            )
        return say(
            "clear_view.rule_of_two",
            "do not seat {front} straight before {behind}",
            front=school.label(self.front),
            behind=school.label(self.behind),
        )

    def couples(self, room: ClassRoom) -> Iterator[tuple[str, str, int]]:
        if self.front is not None and self.behind is not None:
            if self.front in room.index and self.behind in room.index:
                yield self.front, self.behind, 1
            return
        heights = numbers("height_cm", room.students, room.findings)
        for one, other in permutations(heights, 2):
            if heights[one] - heights[other] > self.gap_cm:
                yield one, other, 1

    def matrix(self, room: ClassRoom) -> BoolMatrix:
        return room.layout.straight_before(self.within)

    def holds(self, room: ClassRoom, one: LayoutSeat, other: LayoutSeat) -> bool:
        return is_straight_before(one, other, self.within)

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        name = seated.room.name
        return say(
            "clear_view.before",
            "{one} sits straight before {other}",
            one=name(one),
            other=name(other),
        )
