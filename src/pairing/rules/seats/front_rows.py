"""front_rows: whoever needs it sits in the first rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.rule import Weight
from pairing.rules.seats._kinds import PlaceRule, SomeRule

__all__ = ["FrontRows"]


class FrontRows(SomeRule, PlaceRule):
    """Students who see or hear badly, or whom you name, sit in the first rows."""

    id = "front_rows"
    title = "Front rows"
    default: ClassVar[bool] = True
    whom_if_unsaid: ClassVar[tuple[str, ...]] = ("vision=front", "hearing=front")

    weight: Weight = Field(20, description="Points lost for each of them who sits further back")
    rows: Annotated[int, Field(ge=1, le=100)] = Field(2, description="How many rows are front")

    def words(self, school: School) -> Message:
        whom = self.whom_in_words(school)
        return say(
            "front_rows.rule", "seat {whom} in the first {rows} rows", whom=whom, rows=self.rows
        )

    def costs(self, room: ClassRoom) -> Iterator[tuple[str, dict[str, int]]]:
        behind = {seat.seat_id: 1 for seat in room.layout.seats if seat.row > self.rows}
        for student_id in self.concerned(room):
            yield student_id, behind

    def tell(self, seated: Seated, student_id: str) -> Message:
        return say(
            "front_rows.behind",
            "{name} sits in row {row}, not in the first {rows}",
            name=seated.room.name(student_id),
            row=seated.seat_of[student_id].row,
            rows=self.rows,
        )
