"""fixed_seat: one student sits on one seat."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from pairing.model.checks import nearest
from pairing.model.fault import Fault
from pairing.model.fields import Identifier
from pairing.model.message import Message, say
from pairing.model.school import School
from pairing.rules.base import Match
from pairing.rules.seat_rule import ClassRoom, Seated, SeatRule
from pairing.terms.seating import SeatingTerm, Unary

__all__ = ["FixedSeat"]


class FixedSeat(SeatRule):
    """This student sits on this seat."""

    id = "fixed_seat"
    title = "Fixed seat"

    student: Identifier = Field(description="The student")
    seat: Identifier = Field(description="The seat, from the student's room")

    def words(self, school: School) -> Message:
        name = school.student[self.student].name
        return say("seat {name} on {seat}", name=name, seat=self.seat)

    def faults(self, school: School) -> Iterator[Fault]:
        yield from super().faults(school)
        student = school.student.get(self.student)
        room = school.room_of(student.class_id) if student else None
        if student and room is None:
            yield self._fault("student", self.student, "a student whose class has a room")
        elif room is not None and self.seat not in room.index:
            hint = nearest(self.seat, room.index)
            yield self._fault("seat", self.seat, f"a usable seat of room {room.layout_id}", hint)

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        if self.student not in room.index or self.seat not in room.layout.index:
            return
        values = np.zeros((len(room.students), len(room.layout)), dtype=np.int64)
        values[room.index[self.student], :] = 1 if self.hard else -self.unit
        values[room.index[self.student], room.layout.index[self.seat]] = 0
        yield Unary(self.key, values, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        seat = seated.seat_of.get(self.student)
        if seat is not None and seat.seat_id != self.seat:
            text = say(
                "{name} sits on {seat}, not on {wanted}",
                name=seated.room.name(self.student),
                seat=seat.seat_id,
                wanted=self.seat,
            )
            yield Match(-1, (self.student,), text)
