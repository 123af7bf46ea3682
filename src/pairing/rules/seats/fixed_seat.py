"""fixed_seat: one student sits on one seat."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.fields import Identifier
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.model.soundness.nearest import nearest
from pairing.rules.seats._kinds import PlaceRule

__all__ = ["FixedSeat"]


class FixedSeat(PlaceRule):
    """This student sits on this seat, in each room of theirs that has a seat of this name."""

    id = "fixed_seat"
    title = "Fixed seat"

    student: Identifier = Field(description="The student")
    seat: Identifier = Field(description="The seat, from a room of the student's")

    def words(self, school: School) -> Message:
        name = school.label(self.student)
        return say("fixed_seat.rule", "seat {name} on {seat}", name=name, seat=self.seat)

    def faults(self, school: School) -> Iterator[Fault]:
        yield from super().faults(school)
        student = school.student.get(self.student)
        groups = school.groups_of[self.student] if student else ()
        rooms = [room for group_id in groups if (room := school.room_of(group_id)) is not None]
        if student and not rooms:
            yield self._fault(
                "student",
                self.student,
                say("fixed_seat.class_with_room", "a student whose class has a room"),
            )
        elif rooms and all(self.seat not in room.index for room in rooms):
            hint = nearest(self.seat, [seat for room in rooms for seat in room.index])
            yield self._fault(
                "seat",
                self.seat,
                say(
                    "fixed_seat.usable",
                    "a usable seat of room {room}",
                    room=tuple(room.layout_id for room in rooms),
                ),
                hint,
            )

    def costs(self, room: ClassRoom) -> Iterator[tuple[str, dict[str, int]]]:
        if self.student in room.index and self.seat in room.layout.index:
            yield self.student, {seat: 1 for seat in room.layout.index if seat != self.seat}

    def tell(self, seated: Seated, student_id: str) -> Message:
        return say(
            "fixed_seat.elsewhere",
            "{name} sits on {seat}, not on {wanted}",
            name=seated.room.name(student_id),
            seat=seated.seat_of[student_id].seat_id,
            wanted=self.seat,
        )
