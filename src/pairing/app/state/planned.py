"""A plan in a visitor's hands: what it rests on, what is pinned in it, what a click changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pairing.app.state.edits.undo import History
from pairing.app.state.journal import Journal
from pairing.app.state.stale import (
    Why,
    part_mark,
    reasons,
    seats_mark,
    sessions_mark,
)
from pairing.model.enums import Part, Status
from pairing.model.messages.message import Message, say, say_count
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Pair, Plan, Seating, Session
from pairing.model.points import points
from pairing.model.records import Absence, Cancellation
from pairing.planning import Context, Outcome, PartSummary, Rescheduled, with_seats, with_swap
from pairing.rules.core.book import RuleBook
from pairing.screening import Findings
from pairing.store.pieces import TABLES_CHANGED

__all__ = ["MARKETS", "Planned", "SeatState", "SessionState"]

MARKETS = (Part.PAIRS, Part.MENTORS, Part.TEAMS)
"""The parts that are planned before seats, and on which seats rest."""


class SeatState(NamedTuple):
    """A state of the seats to come back to."""

    outcome: Outcome
    pins: tuple[Seating, ...]
    marks: dict[str, str]


class SessionState(NamedTuple):
    """A state of the sessions to come back to, with what the school knew of them."""

    rows: tuple[Session, ...] | None
    summary: PartSummary
    pins: tuple[Session, ...]
    absences: tuple[Absence, ...]
    cancellations: tuple[Cancellation, ...]


@dataclass
class Planned:
    """The plan of a workspace, with all that makes sense only where there is one."""

    outcome: Outcome
    journal: Journal
    marks: dict[str, str] = field(default_factory=dict)
    """What each part, and each class's seats, were planned from."""
    seat_pins: tuple[Seating, ...] = ()
    """Students who keep their seats."""
    couple_pins: tuple[Pair | Mentorship, ...] = ()
    """Pairs and mentors who stay together."""
    session_pins: tuple[Session, ...] = ()
    """Sessions that a person moved or fixed: they stay."""
    in_force: tuple[Session, ...] | None = None
    """The last sessions there were: new ones stay near to them."""
    history: History[SeatState] = field(default_factory=History)
    session_history: History[SessionState] = field(default_factory=History)
    """What sessions were before each change by hand; sessions planned anew end it."""

    @property
    def plan(self) -> Plan:
        """The rows of all parts."""
        return self.outcome.plan

    # --- what is out of date ----------------------------------------------------------

    def stale(
        self, book: RuleBook, findings: Findings, class_id: str
    ) -> dict[Part, tuple[Why, ...]]:
        """The parts that rest on other rules or needs, or on another day, and on which of them.

        Of the seats those of this class. What was never planned is not out of date.
        """
        marks = {part: self._part_mark(book, findings, part) for part in (Part.NEEDS, *MARKETS)}
        if self.plan.sessions:
            marks[Part.SESSIONS] = sessions_mark(book, findings, self.outcome)
        known = {
            part: reasons(self.marks.get(part.value), mark)
            for part, mark in marks.items()
            if self.outcome.summary.parts[part].status is not Status.NOT_PLANNED
            # What there was nothing for may be possible now.
            or self.marks.get(part.value) == TABLES_CHANGED
        }
        found = {part: why for part, why in known.items() if why}
        if self.has_seats(class_id):
            mark = seats_mark(book, findings, class_id, self.outcome)
            why = reasons(self.marks.get(f"seats {class_id}"), mark) or found.get(Part.PAIRS)
            if why:
                found[Part.SEATS] = why
        return found

    def _part_mark(self, book: RuleBook, findings: Findings, part: Part) -> str:
        return part_mark(book, findings, part, self.outcome, self.couple_pins)

    def has_seats(self, class_id: str) -> bool:
        """Whether the plan seats a class."""
        return bool(self.plan.seats_of(class_id))

    def note(self, book: RuleBook, parts: Iterable[Part], classes: Iterable[str]) -> None:
        """The plan has these parts, and seats of these classes, by these rules."""
        findings = self.outcome.findings
        new = {part.value: self._part_mark(book, findings, part) for part in parts}
        for class_id in classes:
            new[f"seats {class_id}"] = seats_mark(book, findings, class_id, self.outcome)
        self.marks = self.marks | new

    def note_sessions(self, book: RuleBook) -> None:
        """The plan has its sessions by these rules."""
        mark = sessions_mark(book, self.outcome.findings, self.outcome)
        self.marks = self.marks | {Part.SESSIONS.value: mark}

    # --- a new plan -------------------------------------------------------------------

    def take_plan(self, made: Outcome) -> None:
        """Take what a job has made, and keep the other classes and parts that there were."""
        before = self.outcome
        self.remember()
        self.outcome = made.onto(before)
        self.journal.news = _news(before, self.outcome)

    def take_new_sessions(self, made: Outcome) -> None:
        """Take the sessions that a job has made."""
        summary = made.summary.parts[Part.SESSIONS]
        rows = made.plan.sessions
        self.outcome = self.outcome.with_part(Part.SESSIONS, rows, summary, made.context)
        self.in_force = made.plan.sessions or self.in_force
        self.session_history = History()

    # --- seats ------------------------------------------------------------------------

    def swap(self, class_id: str, seat_id: str, other_id: str) -> None:
        """Let whoever sits on two seats change places."""
        self.remember()
        self.outcome = with_swap(self.outcome, class_id, seat_id, other_id)
        self.journal.done = say(
            "seats.swapped",
            "{one} and {other} swapped in {class_id}",
            one=seat_id,
            other=other_id,
            class_id=class_id,
        )

    def take_seats(self, class_id: str, rows: Sequence[Seating]) -> None:
        """Seat a class as somebody chose among several plans."""
        self.remember()
        self.outcome = with_seats(self.outcome, class_id, rows)
        self.journal.done = say(
            "seats.other_chosen", "other seats chosen in {class_id}", class_id=class_id
        )

    def remember(self) -> None:
        """Keep the seats as they are, before they change."""
        self.history.remember(self._seats())

    def undo(self) -> None:
        """Take back the last change of seats, a new plan too."""
        self._restore(self.history.back(self._seats()))
        self.journal.done = say("workspace.undone", "undone")

    def redo(self) -> None:
        """Do again what was undone."""
        self._restore(self.history.forth(self._seats()))
        self.journal.done = say("workspace.done_again", "done again")

    def _seats(self) -> SeatState:
        return SeatState(self.outcome, self.seat_pins, self.marks)

    def _restore(self, state: SeatState) -> None:
        """Go back to a state of the seats; sessions stay as they are."""
        now, then = self.outcome, state.outcome
        summary, known = now.summary.parts[Part.SESSIONS], now.school
        school = replace(then.school, absences=known.absences, cancellations=known.cancellations)
        context = then.context.within(school)
        self.outcome = then.with_part(Part.SESSIONS, now.plan.sessions, summary, context)
        self.seat_pins = state.pins
        self.marks = state.marks | _of_sessions(self.marks)

    # --- pins -------------------------------------------------------------------------

    def pins_of(self, class_id: str) -> tuple[Pin, ...]:
        """The pins of a class's seats."""
        return tuple(Pin(row) for row in self.seat_pins if row.class_id == class_id)

    def pinned_in(self, class_id: str) -> frozenset[str]:
        """The students of a class who keep their seats."""
        return frozenset(row.student_id for row in self.seat_pins if row.class_id == class_id)

    def pin_seat(self, class_id: str, student_id: str) -> None:
        """Fix a student on their seat, or let them loose."""
        self.remember()
        others = tuple(row for row in self.seat_pins if row.student_id != student_id)
        if len(others) == len(self.seat_pins):
            seat_id = self.plan.seats_of(class_id)[student_id]
            others = (*others, Seating(class_id, seat_id, student_id))
        self.seat_pins = others
        self.journal.done = say(
            "seats.pins_changed", "pins of {class_id} changed", class_id=class_id
        )

    def pin_couple(self, row: Pair | Mentorship) -> None:
        """Keep a couple together, or let it loose."""
        others = tuple(couple for couple in self.couple_pins if couple != row)
        self.couple_pins = others if len(others) < len(self.couple_pins) else (*others, row)
        self.journal.done = say("workspace.pins_changed", "pins changed")

    def pin_session(self, row: Session, fixed: bool) -> None:
        """Fix a session where it is, or let it loose."""
        others = tuple(session for session in self.session_pins if session != row)
        self.session_pins = (*others, row) if fixed else others
        self.journal.done = say("sessions.pins_changed", "pins of sessions changed")

    def let_pin_go(self, owner: str) -> bool:
        """Drop the pin that solvers know by this name; False where there is none."""
        seats = tuple(row for row in self.seat_pins if Pin(row).owner != owner)
        couples = tuple(row for row in self.couple_pins if Pin(row).owner != owner)
        dropped = len(seats) + len(couples) < len(self.seat_pins) + len(self.couple_pins)
        self.seat_pins, self.couple_pins = seats, couples
        return dropped

    # --- sessions ---------------------------------------------------------------------

    def take_sessions(self, context: Context, change: Rescheduled) -> None:
        """Take sessions that were changed by hand, and what the school knows since then."""
        self.outcome = self.outcome.with_part(
            Part.SESSIONS, change.sessions, change.summary, context
        )
        self.in_force = change.sessions
        # Whoever could not stay is pinned no longer.
        self.session_pins = tuple(row for row in self.session_pins if row in change.sessions)
        self.journal.done = say("sessions.changed", "sessions changed")

    def sessions_now(self) -> SessionState:
        """The sessions as they are, to come back to."""
        school = self.outcome.school
        summary = self.outcome.summary.parts[Part.SESSIONS]
        known = school.absences, school.cancellations
        return SessionState(self.plan.sessions, summary, self.session_pins, *known)

    def restore_sessions(self, state: SessionState) -> None:
        """Go back to a state of the sessions; all else stays as it is."""
        known = replace(
            self.outcome.school, absences=state.absences, cancellations=state.cancellations
        )
        context = self.outcome.context.within(known)
        self.outcome = self.outcome.with_part(Part.SESSIONS, state.rows, state.summary, context)
        self.in_force, self.session_pins = state.rows, state.pins


def _of_sessions(marks: dict[str, str]) -> dict[str, str]:
    return {name: mark for name, mark in marks.items() if name == Part.SESSIONS.value}


def _news(before: Outcome, after: Outcome) -> Message:
    """How many students of the classes in both plans sit elsewhere now, and what it is worth."""
    old, new = before.summary.parts[Part.SEATS], after.summary.parts[Part.SEATS]
    classes = [
        class_id
        for class_id in new.details
        if new.details[class_id] is not old.details.get(class_id) and before.plan.seats_of(class_id)
    ]
    moved = 0
    for class_id in classes:
        had = before.plan.seats_of(class_id)
        has = after.plan.seats_of(class_id)
        moved += sum(seat != had.get(student_id, seat) for student_id, seat in has.items())
    was = points(sum(old.details[class_id].reached for class_id in classes))
    now = points(sum(new.details[class_id].reached for class_id in classes))
    return say_count(
        "seats.sit_elsewhere",
        "{count} student sits elsewhere; {was} points before, {now} now.",
        "{count} students sit elsewhere; {was} points before, {now} now.",
        moved,
        was=f"{was:g}",
        now=f"{now:g}",
    )
