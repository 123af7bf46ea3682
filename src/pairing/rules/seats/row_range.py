"""row_range: certain students sit in certain rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say
from pairing.model.messages.validation import unfit
from pairing.model.school import School
from pairing.rules.seats._kinds import PlaceRule, SomeRule

__all__ = ["RowRange"]


class RowRange(SomeRule, PlaceRule):
    """These students sit in the rows from ``first`` to ``last``; row 1 is the front."""

    id = "row_range"
    title = "Rows"

    first: Annotated[int, Field(ge=1, le=1000)] = Field(1, description="The foremost row")
    last: Annotated[int, Field(ge=1, le=1000)] = Field(1000, description="The hindmost row")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise unfit(
                say(
                    "row_range.in_order",
                    "first ({first}) no larger than last ({last})",
                    first=self.first,
                    last=self.last,
                )
            )
        return self

    def words(self, school: School) -> Message:
        return say(
            "row_range.rule",
            "seat {whom} in rows {first} to {last}",
            whom=self.whom_in_words(school),
            first=self.first,
            last=self.last,
        )

    def costs(self, room: ClassRoom) -> Iterator[tuple[str, dict[str, int]]]:
        wrong = {
            seat.seat_id: 1 for seat in room.layout.seats if not self.first <= seat.row <= self.last
        }
        for student_id in self.concerned(room):
            yield student_id, wrong

    def tell(self, seated: Seated, student_id: str) -> Message:
        name, row = seated.room.name(student_id), seated.seat_of[student_id].row
        return say("row_range.row", "{name} sits in row {row}", name=name, row=row)
