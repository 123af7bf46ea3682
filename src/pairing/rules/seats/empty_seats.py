"""empty_seats: where there are more seats than students, those at the back stay empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.rule import Weight
from pairing.rules.seats._kinds import PlaceRule

__all__ = ["EmptySeats"]


class EmptySeats(PlaceRule):
    """The seats that nobody needs are those farthest back, from the edges inward."""

    id = "empty_seats"
    title = "Empty seats at the back"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(
        0.2, description="Points lost for each seat at the back that is taken; others weigh more"
    )

    def words(self, school: School) -> Message:
        return say("empty_seats.rule", "leave the seats at the back and the edges empty")

    def costs(self, room: ClassRoom) -> Iterator[tuple[str, dict[str, int]]]:
        spare = len(room.layout) - len(room.students)
        seats = room.layout.seats
        across = [seat.across for seat in seats]
        middle = (min(across, default=0) + max(across, default=0)) / 2
        back = sorted(seats, key=lambda seat: (-seat.depth, -abs(seat.across - middle)))
        taken = {seat.seat_id: 1 for seat in back[:spare]}
        for student in room.students if taken else ():
            yield student.student_id, taken

    def tell(self, seated: Seated, student_id: str) -> Message:
        return say(
            "empty_seats.taken",
            "{name} sits where a seat would be left empty",
            name=seated.room.name(student_id),
        )
