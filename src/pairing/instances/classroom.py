"""One class or set about to be seated, and one that is: what rules of seating may ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pairing.model.plan import Need, Pair, Plan
from pairing.model.records import LayoutSeat, Student
from pairing.model.room.closeness import Closeness, are_close
from pairing.model.room.layout import BoolMatrix, Layout
from pairing.model.school import School
from pairing.screening import Findings
from pairing.terms.seating import BoolArray, IntArray

__all__ = ["ClassRoom", "Seated", "as_numbers"]


@dataclass(frozen=True)
class ClassRoom:
    """One class about to be seated: who needs a seat, where, and what is known of them.

    A set with a room is seated like a class: ``class_id`` is then its set_id, and only what is
    of its subject counts in it.
    """

    findings: Findings
    class_id: str
    layout: Layout
    students: tuple[Student, ...]
    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, findings: Findings, class_id: str, plan: Plan) -> ClassRoom | None:
        """The class or set with the pairs of ``plan``, or None where it has no room."""
        school = findings.school
        layout = school.room_of(class_id)
        if layout is None:
            return None
        students = school.seated(class_id)
        present = {student.student_id for student in students}
        pairs = tuple(
            pair
            for pair in plan.pairs or ()
            if pair.tutee_id in present
            and pair.tutor_id in present
            and _counts(school, class_id, pair.subject)
        )
        return cls(findings, class_id, layout, students, pairs)

    @property
    def school(self) -> School:
        return self.findings.school

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """The needs that a peer in this room can help with: those of a set's own subject."""
        return tuple(
            need
            for need in self.findings.subject_needs
            if need.student_id in self.index and _counts(self.school, self.class_id, need.need)
        )

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each student by id."""
        return {student.student_id: number for number, student in enumerate(self.students)}

    def here(self, student_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the students who are seated in this class."""
        return tuple(student_id for student_id in student_ids if student_id in self.index)

    def name(self, student_id: str) -> str:
        return self.school.label(student_id)

    def mask(self, student_ids: frozenset[str] | tuple[str, ...]) -> BoolArray:
        """Which positions hold one of the students. Shape (students,)."""
        wanted = set(student_ids)
        return np.array([student.student_id in wanted for student in self.students], dtype=bool)

    def pair_weights(self, weight: Callable[[Student, Student], int]) -> IntArray:
        """``weight`` of each two students, above the diagonal. Shape (students, students)."""
        size = len(self.students)
        weights = np.zeros((size, size), dtype=np.int64)
        for row, one in enumerate(self.students):
            for column in range(row + 1, size):
                weights[row, column] = weight(one, self.students[column])
        return weights

    def close(self, name: Closeness) -> IntArray:
        """The closeness of each two seats as numbers. Shape (seats, seats)."""
        return as_numbers(self.layout.closeness(name))


def _counts(school: School, group_id: str, subject: str) -> bool:
    """Whether help in a subject is given in this room: in a class all, in a set its own."""
    own = school.set_.get(group_id)
    return own is None or own.subject == subject


def as_numbers(matrix: BoolMatrix) -> IntArray:
    """A matrix of truths as 0 and 1."""
    return matrix.astype(np.int64)


@dataclass(frozen=True)
class Seated:
    """A finished seating of one class, for those who judge it."""

    room: ClassRoom
    seat_of: Mapping[str, LayoutSeat]

    @classmethod
    def of(cls, room: ClassRoom, plan: Plan) -> Seated:
        """The class's seats in ``plan``; unknown seats and students are left out."""
        seats = {seat.seat_id: seat for seat in room.layout.seats}
        placed = plan.seats_of(room.class_id)
        return cls(
            room,
            {
                student.student_id: seats[placed[student.student_id]]
                for student in room.students
                if placed.get(student.student_id) in seats
            },
        )

    def close(self, one: str, other: str, name: Closeness) -> bool:
        """Whether both have a seat and the two seats are close."""
        seats = self.seat_of
        return one in seats and other in seats and are_close(seats[one], seats[other], name)

    def neighbours(self, student_id: str, name: Closeness) -> tuple[str, ...]:
        """Who sits close to the student, in the order of the register."""
        known = self._known_neighbours
        if (student_id, name) not in known:
            found = (other for other in self.seat_of if self.close(student_id, other, name))
            known[student_id, name] = tuple(found)
        return known[student_id, name]

    @cached_property
    def _known_neighbours(self) -> dict[tuple[str, Closeness], tuple[str, ...]]:
        """Answers given before; many rules ask the same."""
        return {}
