"""The two commonest kinds of seating rule: about couples of students, and about places.

A rule of these kinds says whom it is about and what is right; here that becomes terms,
matches and words. ``matrix`` (for the search) and ``holds`` (for the judge) say the same
of two seats in two ways, so that each can prove the other wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated, as_numbers
from pairing.model.fields import Identifier
from pairing.model.messages.message import Message
from pairing.model.records import LayoutSeat
from pairing.model.room.closeness import Closeness, are_close
from pairing.model.room.layout import BoolMatrix
from pairing.model.school import School
from pairing.rules.core.people import Who, fits, who_words
from pairing.rules.core.rule import Match
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import Pairwise, SeatingTerm, Unary

__all__ = ["CloseRule", "CoupleRule", "Named", "PlaceRule", "SomeRule"]


class CoupleRule(SeatRule):
    """A rule that wants certain couples to sit close in one way, or not to."""

    close_is_right: ClassVar[bool] = False

    def couples(self, room: ClassRoom) -> Iterator[tuple[str, str, int]]:
        """(one, other, units lost when they sit wrong) of each couple that is seated here."""
        raise NotImplementedError

    def matrix(self, room: ClassRoom) -> BoolMatrix:
        """[p, q]: the seats are close in the rule's way. Shape (seats, seats)."""
        raise NotImplementedError

    def holds(self, room: ClassRoom, one: LayoutSeat, other: LayoutSeat) -> bool:
        """The same of two different seats, from the definitions."""
        raise NotImplementedError

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        """What is wrong about the couple, in words."""
        raise NotImplementedError

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        size = len(room.students)
        weights = np.zeros((size, size), dtype=np.int64)
        for one, other, units in self.couples(room):
            weights[room.index[one], room.index[other]] += (
                units if self.hard else -self.unit * units
            )
        if weights.any():
            wrong = as_numbers(self.matrix(room))
            if self.close_is_right:
                wrong = 1 - wrong
                np.fill_diagonal(wrong, 0)
            if wrong.any():
                yield Pairwise(self.key, weights, wrong, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        seats = seated.seat_of
        for one, other, units in self.couples(seated.room):
            if one not in seats or other not in seats:
                continue
            if self.holds(seated.room, seats[one], seats[other]) is not self.close_is_right:
                yield Match(-units, (one, other), self.tell(seated, one, other))


class CloseRule(CoupleRule):
    """A rule about couples whose way of being close has a name."""

    @property
    def closeness(self) -> Closeness:
        """The way of being close; sharing a desk unless a rule says otherwise."""
        return Closeness.DESKMATE

    def matrix(self, room: ClassRoom) -> BoolMatrix:
        return room.layout.closeness(self.closeness)

    def holds(self, room: ClassRoom, one: LayoutSeat, other: LayoutSeat) -> bool:
        return are_close(one, other, self.closeness)


class Named(SeatRule):
    """A rule about students who are named one by one."""

    students: Annotated[tuple[Identifier, ...], Field(min_length=2)] = Field(
        description="The students, two or more"
    )

    def names(self, school: School) -> tuple[str, ...]:
        return tuple(school.label(student_id) for student_id in self.students)

    def couples(self, room: ClassRoom) -> Iterator[tuple[str, str, int]]:
        """Each two of them who are seated here."""
        for one, other in combinations(room.here(self.students), 2):
            yield one, other, 1


class SomeRule(SeatRule):
    """A rule about whoever fits an expression or is named."""

    whom_if_unsaid: ClassVar[tuple[str, ...]] = ()

    who: tuple[Who, ...] = Field((), description="Whom it is about, see below")
    students: tuple[Identifier, ...] = Field((), description="Students named one by one")

    @property
    def whom(self) -> tuple[str, ...]:
        """The expressions that count."""
        return self.who or (() if self.students else self.whom_if_unsaid)

    def whom_in_words(self, school: School) -> tuple[Message | str, ...]:
        named = (school.label(student_id) for student_id in self.students)
        return (*map(who_words, self.whom), *named)

    def concerned(self, room: ClassRoom) -> tuple[str, ...]:
        """Those of the class whom the rule is about, in the order of the register."""
        return tuple(
            student.student_id
            for student in room.students
            if student.student_id in self.students or fits(self.whom, student, room.findings)
        )


class PlaceRule(SeatRule):
    """A rule about where one student sits, whoever sits around."""

    def costs(self, room: ClassRoom) -> Iterator[tuple[str, dict[str, int]]]:
        """For each student it is about, the units lost on each seat (by id) that costs any."""
        raise NotImplementedError

    def tell(self, seated: Seated, student_id: str) -> Message:
        """What is wrong about the student's seat, in words."""
        raise NotImplementedError

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        values = np.zeros((len(room.students), len(room.layout)), dtype=np.int64)
        for student_id, lost in self.costs(room):
            row = values[room.index[student_id]]
            for seat_id, units in lost.items():
                row[room.layout.index[seat_id]] = units if self.hard else -self.unit * units
        if values.any():
            yield Unary(self.key, values, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        for student_id, lost in self.costs(seated.room):
            seat = seated.seat_of.get(student_id)
            units = lost.get(seat.seat_id, 0) if seat is not None else 0
            if units:
                yield Match(-units, (student_id,), self.tell(seated, student_id))
