"""row_gradient: a number rises, or falls, from the front to the back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.number import NumberName, number_words, numbers
from pairing.rules.seats._kinds import PlaceRule

__all__ = ["RowGradient"]


class RowGradient(PlaceRule):
    """A number of the students, their height for example, rises from the front to the back.

    Each student's rank among the class is held against how far back they sit; the points are
    for the whole depth of the room between the two.
    """

    id = "row_gradient"
    title = "From front to back"
    levels: ClassVar[tuple[Level, ...]] = (Level.SOFT,)
    grain: ClassVar[int] = 10

    number: NumberName = Field("height_cm", description="height_cm, ability or ability.SUBJECT")
    rising: bool = Field(True, description="false: it falls from front to back")

    def words(self, school: School) -> Message:
        return say(
            "row_gradient.rule",
            "let {number} {how} from the front to the back",
            number=number_words(self.number),
            how=say("row_gradient.rise", "rise")
            if self.rising
            else say("row_gradient.fall", "fall"),
        )

    def costs(self, room: ClassRoom) -> Iterator[tuple[str, dict[str, int]]]:
        values = numbers(self.number, room.students, room.findings)
        depths = [seat.depth for seat in room.layout.seats]
        if len(values) < 2 or max(depths) == min(depths):
            return
        ordered = sorted(values.values())
        length = max(depths) - min(depths)
        for student_id, value in values.items():
            rank = (bisect_left(ordered, value) + bisect_right(ordered, value) - 1) / 2
            share = rank / (len(ordered) - 1)
            wanted = share if self.rising else 1 - share
            lost = {
                seat.seat_id: round(self.grain * abs(wanted - (seat.depth - min(depths)) / length))
                for seat in room.layout.seats
            }
            yield student_id, {seat_id: units for seat_id, units in lost.items() if units}

    def tell(self, seated: Seated, student_id: str) -> Message:
        return say(
            "row_gradient.off",
            "{name} sits in row {row}, off their place by {number}",
            name=seated.room.name(student_id),
            row=seated.seat_of[student_id].row,
            number=number_words(self.number),
        )
