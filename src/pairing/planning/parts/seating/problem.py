"""A class under its rules as a seating problem, and a seating as rows of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Seating
from pairing.rules.core.book import RuleBook
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import IntArray, SeatingProblem, SeatingTerm, Unary

__all__ = ["moved_from", "seat_rules", "seating_problem", "seatings", "seats_now"]


def seat_rules(book: RuleBook, class_id: str | None = None) -> tuple[SeatRule, ...]:
    """The rules of seating that are switched on; of one class those that hold in it."""
    return tuple(
        rule
        for rule in book.of_part(Part.SEATS)
        if isinstance(rule, SeatRule) and (class_id is None or rule.applies_to(class_id))
    )


def seating_problem(room: ClassRoom, book: RuleBook, pins: Iterable[Pin] = ()) -> SeatingProblem:
    """The rules and pins of one class as terms."""
    terms: list[SeatingTerm] = []
    for rule in seat_rules(book, room.class_id):
        terms.extend(rule.compile(room))
    terms += _pinned(room, pins)
    return SeatingProblem(len(room.students), len(room.layout), tuple(terms), room.layout.blocks)


def _pinned(room: ClassRoom, pins: Iterable[Pin]) -> Iterator[SeatingTerm]:
    """The pins of the class as hard terms of their own."""
    for pin in pins:
        row = pin.row
        if isinstance(row, Seating) and row.class_id == room.class_id:
            values = np.zeros((len(room.students), len(room.layout)), dtype=np.int64)
            values[room.index[row.student_id], :] = 1
            values[room.index[row.student_id], room.layout.index[row.seat_id]] = 0
            yield Unary(pin.owner, values, hard=True)


def seats_now(room: ClassRoom, plan: Plan) -> tuple[IntArray | None, IntArray]:
    """(seat of each student, the seat each of them had).

    Newcomers are put on free seats; the seat they had is -1. The first is None where the
    plan has no seats for the class, or two students on one.
    """
    seat_index = room.layout.index
    now = {
        student_id: seat_index[seat_id]
        for student_id, seat_id in plan.seats_of(room.class_id).items()
        if student_id in room.index and seat_id in seat_index
    }
    home = np.array([now.get(one.student_id, -1) for one in room.students], dtype=np.int64)
    taken = set(now.values())
    if not now or len(taken) < len(now):
        return None, home
    free = iter([seat for seat in range(len(room.layout)) if seat not in taken])
    start = np.array([seat if seat >= 0 else next(free) for seat in home.tolist()], dtype=np.int64)
    return start, home


def moved_from(home: IntArray, seats: int) -> IntArray:
    """1 where a student would leave the seat they had. Shape (students, seats)."""
    moved = np.ones((len(home), seats), dtype=np.int64)
    moved[home < 0] = 0
    moved[np.flatnonzero(home >= 0), home[home >= 0]] = 0
    return moved


def seatings(room: ClassRoom, seat_of: IntArray) -> tuple[Seating, ...]:
    """The plan's rows of a seating, in the order of the seats."""
    placed = sorted(zip(seat_of.tolist(), room.students, strict=True), key=lambda item: item[0])
    return tuple(
        Seating(room.class_id, room.layout.seats[seat].seat_id, student.student_id)
        for seat, student in placed
    )
