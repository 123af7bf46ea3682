"""pair_gap: deskmates' numbers differ by as much as is good for both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, Self

from pydantic import Field, model_validator

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.fields import Number
from pairing.model.messages.message import Message, say
from pairing.model.messages.validation import unfit
from pairing.model.school import School
from pairing.rules.core.number import NumberName, number_words, numbers
from pairing.rules.seats._kinds import CloseRule

__all__ = ["PairGap"]


class PairGap(CloseRule):
    """Deskmates differ in a number by at least ``low`` and at most ``high``.

    With ability it seats a stronger student beside a weaker one. A randomised trial found
    gains for the weaker where the two had a goal in common (Li, Han, Zhang and Rozelle 2014);
    without one, weak evidence.
    """

    id = "pair_gap"
    title = "Gap between deskmates"

    number: NumberName = Field("ability", description="height_cm, ability or ability.SUBJECT")
    low: Annotated[Number, Field(ge=0)] = Field(0.5, description="They differ by at least this")
    high: Annotated[Number, Field(ge=0)] = Field(2.5, description="They differ by at most this")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise unfit(
                say(
                    "pair_gap.in_order",
                    "low ({low}) no larger than high ({high})",
                    low=f"{self.low:g}",
                    high=f"{self.high:g}",
                )
            )
        return self

    def words(self, school: School) -> Message:
        return say(
            "pair_gap.rule",
            "let deskmates differ in {number} by {low} to {high}",
            number=number_words(self.number),
            low=f"{self.low:g}",
            high=f"{self.high:g}",
        )

    def couples(self, room: ClassRoom) -> Iterator[tuple[str, str, int]]:
        values = numbers(self.number, room.students, room.findings)
        for one, other in combinations(values, 2):
            if not self.low <= abs(values[one] - values[other]) <= self.high:
                yield one, other, 1

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        values = numbers(self.number, seated.room.students, seated.room.findings)
        return say(
            "pair_gap.differ",
            "{one} and {other} share a desk and differ in {number} by {gap}",
            one=seated.room.name(one),
            other=seated.room.name(other),
            number=number_words(self.number),
            gap=f"{abs(values[one] - values[other]):.1f}",
        )
