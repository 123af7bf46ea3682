"""What a person changes of the plan on a desk by hand: seats, pins, sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pairing.app.state.workspace import Desk, SeatState
from pairing.model.enums import Part
from pairing.model.messages.message import say
from pairing.model.pin import Pin
from pairing.model.plan import Seating, Session
from pairing.planning import Context, Rescheduled, with_seats, with_swap

__all__ = [
    "let_pin_go",
    "pin_seat",
    "pin_session",
    "redo",
    "swap",
    "take_seats",
    "take_sessions",
    "undo",
]


def swap(own: Desk, class_id: str, one: str, other: str) -> None:
    """Let whoever sits on two seats change places."""
    assert own.outcome is not None
    own.remember()
    own.outcome = with_swap(own.outcome, class_id, one, other)
    own.done = say(
        "seats.swapped",
        "{one} and {other} swapped in {class_id}",
        one=one,
        other=other,
        class_id=class_id,
    )


def take_seats(own: Desk, class_id: str, rows: Sequence[Seating]) -> None:
    """Seat a class as somebody chose among several plans."""
    assert own.outcome is not None
    own.remember()
    own.outcome = with_seats(own.outcome, class_id, rows)
    own.done = say("seats.other_chosen", "other seats chosen in {class_id}", class_id=class_id)


def pin_seat(own: Desk, class_id: str, student_id: str) -> None:
    """Fix a student on their seat, or let them loose."""
    assert own.outcome is not None
    own.remember()
    others = tuple(row for row in own.seat_pins if row.student_id != student_id)
    if len(others) == len(own.seat_pins):
        seat_id = own.outcome.plan.seats_of(class_id)[student_id]
        others = (*others, Seating(class_id, seat_id, student_id))
    own.seat_pins = others
    own.done = say("seats.pins_changed", "pins of {class_id} changed", class_id=class_id)


def let_pin_go(own: Desk, owner: str) -> bool:
    """Drop the pin that solvers know by this name; False where there is none."""
    seats = tuple(row for row in own.seat_pins if Pin(row).owner != owner)
    couples = tuple(row for row in own.pins if Pin(row).owner != owner)
    dropped = len(seats) + len(couples) < len(own.seat_pins) + len(own.pins)
    own.seat_pins, own.pins = seats, couples
    return dropped


def undo(own: Desk) -> None:
    """Take back the last change of seats, a new plan too."""
    _restore(own, own.history.back(own.seats()))
    own.done = say("workspace.undone", "undone")


def redo(own: Desk) -> None:
    """Do again what was undone."""
    _restore(own, own.history.forth(own.seats()))
    own.done = say("workspace.done_again", "done again")


def _restore(own: Desk, state: SeatState) -> None:
    """Go back to a state of the seats; sessions stay as they are, if it asks for the same."""
    assert own.outcome is not None
    now, then = own.outcome, state.outcome
    if (now.plan.mentors, now.plan.pairs) == (then.plan.mentors, then.plan.pairs):
        told, known = now.summary.parts[Part.SESSIONS], now.school
        school = replace(then.school, absences=known.absences, cancellations=known.cancellations)
        context = then.context.within(school)
        then = then.with_part(Part.SESSIONS, now.plan.sessions, told, context)
    own.outcome, own.seat_pins = then, state.pins


def pin_session(own: Desk, row: Session, fixed: bool) -> None:
    """Fix a session where it is, or let it loose."""
    own.pinned = [one for one in own.pinned if one != row] + [row] * fixed
    own.done = say("sessions.pins_changed", "pins of sessions changed")


def take_sessions(own: Desk, context: Context, done: Rescheduled) -> None:
    """Take sessions that were changed by hand, and what the school knows since then."""
    assert own.outcome is not None
    own.outcome = own.outcome.with_part(Part.SESSIONS, done.sessions, done.summary, context)
    own.in_force = done.sessions
    own.done = say("sessions.changed", "sessions changed")
    # Whoever could not stay is pinned no longer.
    own.pinned = [row for row in own.pinned if row in done.sessions]
    known = context.school
    own.school = replace(own.school, absences=known.absences, cancellations=known.cancellations)
