"""front_rows: whoever needs it sits in the first rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.model.fields import Identifier
from pairing.model.message import Message, say
from pairing.model.school import School
from pairing.rules.base import Match, Weight
from pairing.rules.seat_rule import ClassRoom, Seated, SeatRule
from pairing.rules.who import Who, fits
from pairing.terms.seating import SeatingTerm, Unary

__all__ = ["FrontRows"]


class FrontRows(SeatRule):
    """Students who see or hear badly, or whom you name, sit in the first rows."""

    id = "front_rows"
    title = "Front rows"
    default: ClassVar[bool] = True

    weight: Weight = Field(20, description="Points lost for each of them who sits further back")
    who: tuple[Who, ...] = Field(
        (), description="Whom it is about; vision=front and hearing=front if nobody is named"
    )
    students: tuple[Identifier, ...] = Field((), description="Students named one by one")
    rows: Annotated[int, Field(ge=1, le=100)] = Field(2, description="How many rows are front")

    @property
    def _whom(self) -> tuple[str, ...]:
        return self.who or (() if self.students else ("vision=front", "hearing=front"))

    def words(self, school: School) -> Message:
        whom = [*self._whom, *(school.student[student_id].name for student_id in self.students)]
        return say("seat {whom} in the first {rows} rows", whom=", ".join(whom), rows=self.rows)

    def _concerned(self, room: ClassRoom) -> list[str]:
        return [
            student.student_id
            for student in room.students
            if student.student_id in self.students or fits(self._whom, student, room.findings)
        ]

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        concerned = self._concerned(room)
        if not concerned:
            return
        behind = (room.layout.rows > self.rows).astype(np.int64)
        value = 1 if self.hard else -self.unit
        yield Unary(self.key, np.outer(room.mask(tuple(concerned)), behind) * value, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        for student_id in self._concerned(seated.room):
            seat = seated.seat_of.get(student_id)
            if seat is not None and seat.row > self.rows:
                text = say(
                    "{name} sits in row {row}, not in the first {rows}",
                    name=seated.room.name(student_id),
                    row=seat.row,
                    rows=self.rows,
                )
                yield Match(-1, (student_id,), text)
