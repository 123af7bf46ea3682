"""What one visitor of the app has in hand: the school, the rules' settings, the plan."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from pairing.files import read_school
from pairing.model.enums import Part, Ruling
from pairing.model.fault import InputError
from pairing.model.plan import Need, Seating, Session
from pairing.model.records import Decision
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import (
    PLANNED,
    Effort,
    Outcome,
    Pin,
    Rescheduled,
    make_plan,
    still_asked,
    with_swap,
)
from pairing.rules.base import SCALE, Rule
from pairing.rules.book import RuleBook
from pairing.screening import Findings, screen
from pairing.ui.history import History
from pairing.ui.job import Job

__all__ = ["Desk", "desk", "sample_folder"]


def sample_folder() -> Path | None:
    """The sample school of a checkout, or None where the package stands alone."""
    folder = Path(__file__).resolve().parents[3] / "data" / "sample"
    return folder if folder.is_dir() else None


_FROM_HERE = 0.3
"""The share of the usual search when a plan in force is bettered."""
_APART = 2
"""How far apart two students sit whom somebody picks on the map."""


class _Seats(NamedTuple):
    """A state of the seats to come back to."""

    outcome: Outcome
    pins: tuple[Seating, ...]


@dataclass
class Desk:
    """Everything on one visitor's desk."""

    school: School
    name: str
    outcome: Outcome | None = None
    job: Job | None = None
    planned_rules: tuple[Rule, ...] = ()
    settings: dict[str, tuple[bool, float]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    pinned: list[Session] = field(default_factory=list)
    """Sessions that a person moved or fixed: they stay."""
    seat_pins: tuple[Seating, ...] = ()
    """Students who keep their seats."""
    history: History[_Seats] = field(default_factory=History)
    news: str = ""
    """What the last plan changed, to be told once."""
    in_force: tuple[Session, ...] | None = None
    """The last sessions there were: new ones stay near to them."""

    @property
    def book(self) -> RuleBook:
        """The school's rules as the visitor has set them."""
        rules = []
        for rule in RuleBook.of(self.school).rules:
            enabled, weight = self.settings.get(rule.key, (rule.enabled, rule.weight))
            rules.append(rule.model_copy(update={"enabled": enabled, "weight": weight}))
        return RuleBook(tuple(rules))

    @property
    def current(self) -> School:
        """The school under the visitor's settings and decisions."""
        entries = tuple(_entry(rule) for rule in self.book.rules)
        school = self.school.with_rules(entries)
        return replace(school, decisions=(*school.decisions, *self.decisions))

    @property
    def findings(self) -> Findings:
        if self.outcome is not None and not self.stale:
            return self.outcome.findings
        return screen(self.current)

    @property
    def stale(self) -> bool:
        """Whether rules or decisions changed since the plan was made."""
        return self.outcome is not None and (
            self.planned_rules != self.book.rules
            or self.outcome.findings.school.decisions != self.current.decisions
        )

    def decide(self, need: Need, ruling: Ruling, by: str) -> None:
        """Keep a person's decision about a need; nothing decided before is lost."""
        decision = Decision(
            student_id=need.student_id,
            need=need.need,
            ruling=ruling,
            by=by,
            at=datetime.now().astimezone().date(),
        )
        self.decisions.append(decision)

    def begin(self, classes: tuple[str, ...], from_here: bool = False) -> None:
        """Start planning all but sessions, with seats for these classes.

        Who asks for seats does not wait for the sessions of the whole school. ``from_here``
        keeps to the plan in force, and is quick: each move must be worth it.
        """
        self.planned_rules = self.book.rules
        current = self.current
        known = None
        if self.outcome is not None:
            # Rules and weights change no need; decisions do.
            found = self.outcome.findings
            known = found if found.school.decisions == current.decisions else None
        parts = tuple(part for part in PLANNED if part is not Part.SESSIONS)
        pins = tuple(pin for class_id in classes for pin in self.pins_of(class_id))
        options: dict[str, Any] = {"findings": known, "pins": pins}
        if from_here and self.outcome is not None:
            options |= {"keep": self.outcome.plan, "effort": Effort(search=_FROM_HERE, proof=0)}
        self._start(current, only=parts, classes=classes, **options)

    def begin_sessions(self) -> None:
        """Start planning the sessions that the plan on the desk asks for."""
        assert self.outcome is not None
        findings = self.outcome.findings
        plan = replace(self.outcome.plan, sessions=self.in_force)
        pins = tuple(map(Pin, still_asked(findings, plan, self.pinned)))
        self._start(findings.school, only=(Part.SESSIONS,), findings=findings, keep=plan, pins=pins)

    def _start(self, school: School, **options: Any) -> None:
        self.job = Job(lambda clock: make_plan(school, clock=clock, **options)).start()

    def has_seats(self, class_id: str) -> bool:
        """Whether the plan on the desk seats a class."""
        return self.outcome is not None and bool(self.outcome.plan.seats_of(class_id))

    # --- seats by hand ----------------------------------------------------------------

    def pins_of(self, class_id: str) -> tuple[Pin, ...]:
        """The pins of a class's seats."""
        return tuple(Pin(row) for row in self.seat_pins if row.class_id == class_id)

    def pinned_in(self, class_id: str) -> frozenset[str]:
        """The students of a class who keep their seats."""
        return frozenset(row.student_id for row in self.seat_pins if row.class_id == class_id)

    def _remember(self) -> None:
        self.history.remember(self._seats())

    def _seats(self) -> _Seats:
        assert self.outcome is not None
        return _Seats(self.outcome, self.seat_pins)

    def swap(self, class_id: str, one: str, other: str) -> None:
        """Let whoever sits on two seats change places."""
        assert self.outcome is not None
        self._remember()
        self.outcome = with_swap(self.outcome, class_id, one, other)

    def pin_seat(self, class_id: str, student_id: str) -> None:
        """Fix a student on their seat, or let them loose."""
        assert self.outcome is not None
        self._remember()
        others = tuple(row for row in self.seat_pins if row.student_id != student_id)
        if len(others) == len(self.seat_pins):
            seat_id = self.outcome.plan.seats_of(class_id)[student_id]
            others = (*others, Seating(class_id, seat_id, student_id))
        self.seat_pins = others

    def keep_apart(self, class_id: str, one: str, other: str) -> bool:
        """A rule of the class: the two sit at least two seats from each other.

        False, with the reason as news, where another rule asks for the opposite.
        """
        rule = RuleEntry.model_validate(
            {
                "id": "keep_apart",
                "level": "hard",
                "scope": [class_id],
                "students": sorted((one, other)),
                "distance": _APART,
            }
        )
        if rule in self.school.rules:
            return True
        school = self.school.with_rules((*self.school.rules, rule))
        try:
            RuleBook.of(school)
        except InputError as error:
            self.news = f"That contradicts another rule: {error.faults[0]}"
            return False
        self.school = school
        return True

    def let_pin_go(self, owner: str) -> bool:
        """Drop the pin that solvers know by this name; False where there is none."""
        others = tuple(row for row in self.seat_pins if Pin(row).owner != owner)
        dropped = len(others) < len(self.seat_pins)
        self.seat_pins = others
        return dropped

    def switch_off(self, rule_key: str) -> None:
        """Switch a rule off, as the visitor could on the left."""
        rule = next(one for one in self.book.rules if one.key == rule_key)
        self.settings[rule_key] = (False, rule.weight)

    def undo(self) -> None:
        """Take back the last change of seats, a new plan too."""
        self._restore(self.history.back(self._seats()))

    def redo(self) -> None:
        """Do again what was undone."""
        self._restore(self.history.forth(self._seats()))

    def _restore(self, state: _Seats) -> None:
        """Go back to a state of the seats; sessions stay as they are, if it asks for the same."""
        assert self.outcome is not None
        now, then = self.outcome, state.outcome
        if (now.plan.mentors, now.plan.pairs) == (then.plan.mentors, then.plan.pairs):
            told = now.summary.parts[Part.SESSIONS]
            known = now.findings.school
            school = replace(
                then.findings.school, absences=known.absences, cancellations=known.cancellations
            )
            findings = replace(then.findings, school=school)
            then = then.with_sessions(findings, now.plan.sessions, told)
        self.outcome, self.seat_pins = then, state.pins

    # --- sessions by hand -------------------------------------------------------------

    def pin(self, row: Session, fixed: bool) -> None:
        """Fix a session where it is, or let it loose."""
        self.pinned = [one for one in self.pinned if one != row] + [row] * fixed

    def reschedule(self, findings: Findings, done: Rescheduled) -> None:
        """Take sessions that were changed by hand, and what the school knows since then."""
        assert self.outcome is not None
        self.outcome = self.outcome.with_sessions(findings, done.sessions, done.summary)
        self.in_force = done.sessions
        # Whoever could not stay is pinned no longer.
        self.pinned = [row for row in self.pinned if row in done.sessions]
        known = findings.school
        self.school = replace(
            self.school, absences=known.absences, cancellations=known.cancellations
        )

    def collect(self) -> Part | None:
        """Take the plan of a job that has ended; answers whether it was for seats or sessions.

        A job that failed stays to be told.
        """
        if self.job is None or self.job.running or self.job.outcome is None:
            return None
        made, before = self.job.outcome, self.outcome
        self.job = None
        if before is None:
            self.outcome = made
            return Part.SEATS
        if made.plan.seats is None:
            told = made.summary.parts[Part.SESSIONS]
            self.outcome = before.with_sessions(made.findings, made.plan.sessions, told)
            self.in_force = made.plan.sessions or self.in_force
            return Part.SESSIONS
        self._remember()
        if before.findings.school == made.findings.school:
            made = made.with_seats_of(before)
        self.outcome = made.with_sessions_of(before)
        self.news = _news(before, self.outcome)
        return Part.SEATS


def _news(before: Outcome, after: Outcome) -> str:
    """How many students of the classes in both plans sit elsewhere now, and what it is worth."""
    old, new = before.summary.parts[Part.SEATS], after.summary.parts[Part.SEATS]
    classes = [one for one in new.details if one in old.details]
    moved = sum(
        seat != before.plan.seats_of(class_id).get(student_id, seat)
        for class_id in classes
        for student_id, seat in after.plan.seats_of(class_id).items()
    )
    was, now = (sum(part.details[one].objective for one in classes) for part in (old, new))
    return f"{moved} student(s) sit elsewhere; {was / SCALE:g} points before, {now / SCALE:g} now."


def _entry(rule: Rule) -> RuleEntry:
    values = rule.model_dump(mode="json", exclude_none=True)
    return RuleEntry.model_validate({"id": rule.id, **values})


def desk() -> Desk | None:
    """The visitor's desk; at first it holds the school given on the command line, or the sample."""
    if "desk" not in st.session_state:
        given = _given()
        if given is None:
            return None
        st.session_state.desk = Desk(read_school(given), given.name)
    found: Desk = st.session_state.desk
    return found


def _given() -> Path | None:
    if len(sys.argv) > 1 and Path(sys.argv[1]).exists():
        return Path(sys.argv[1])
    return sample_folder()


def open_upload(name: str, data: bytes) -> None:
    """Put an uploaded school on the desk.

    Raises InputError with every fault; the desk then keeps what it had.
    """
    suffix = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"school{suffix}"
        file.write_bytes(data)
        school = read_school(file)
    st.session_state.desk = Desk(school, name)


def parts_in_order() -> tuple[Part, ...]:
    """The parts whose rules a visitor can set, the seats first."""
    return (Part.SEATS, Part.PAIRS, Part.MENTORS, Part.TEAMS, Part.SESSIONS)
