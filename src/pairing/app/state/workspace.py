"""What one visitor of the app has in hand: the school, the rules' settings, the plan."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, NamedTuple

from pairing.app.state.job import Job, follow
from pairing.app.state.stale import part_mark, seat_mark
from pairing.app.state.undo import History
from pairing.model.enums import Part, Ruling
from pairing.model.messages.message import Message, say, say_count
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Need, Pair, Plan, Seating, Session
from pairing.model.points import points
from pairing.model.records import Decision
from pairing.model.school import School
from pairing.planning import (
    Context,
    Effort,
    Outcome,
    Progress,
    Stop,
    make_plan,
    overridden,
    still_asked,
)
from pairing.rules.core.book import RuleBook
from pairing.rules.core.rule import Rule
from pairing.screening import Findings
from pairing.store import ClashError, Kept
from pairing.store.pieces import Memo

__all__ = ["PARTS_IN_ORDER", "Desk", "SeatState"]

PARTS_IN_ORDER = (Part.SEATS, Part.PAIRS, Part.MENTORS, Part.TEAMS, Part.SESSIONS)
"""The parts whose rules a visitor can set, the seats first."""

_MARKETS = (Part.PAIRS, Part.MENTORS, Part.TEAMS)
_FROM_HERE = 0.3
"""The share of the usual search when a plan in force is bettered."""
_EDITIONS = itertools.count()


class SeatState(NamedTuple):
    """A state of the seats to come back to."""

    outcome: Outcome
    pins: tuple[Seating, ...]


class _Begun(NamedTuple):
    """The rules under which a job was started, and the parts that it plans beside seats."""

    book: RuleBook
    parts: frozenset[Part]


@dataclass
class Desk:
    """Everything on one visitor's desk."""

    school: School
    name: str
    outcome: Outcome | None = None
    job: Job | None = None
    settings: dict[str, tuple[bool, float]] = field(default_factory=dict)
    """Whether each rule is on, and its weight, by the rule's key."""
    decisions: list[Decision] = field(default_factory=list)
    pinned: list[Session] = field(default_factory=list)
    """Sessions that a person moved or fixed: they stay."""
    seat_pins: tuple[Seating, ...] = ()
    """Students who keep their seats."""
    pins: tuple[Pair | Mentorship, ...] = ()
    """Pairs and mentors who stay together."""
    history: History[SeatState] = field(default_factory=History)
    news: Message | None = None
    """What the last change did, to be told once."""
    done: Message = field(default_factory=lambda: say("workspace.opened", "opened"))
    """What was done last, in words for the list of versions."""
    in_force: tuple[Session, ...] | None = None
    """The last sessions there were: new ones stay near to them."""
    kept: Kept | None = None
    """The version that the desk rests on, or None before anything was kept."""
    clash: ClashError | None = None
    """Somebody else's version that stands in the way of keeping this one."""
    edition: int = field(default_factory=lambda: next(_EDITIONS))
    """Told apart from every other: what a switch on the page remembers is of one edition."""
    known: Context | None = None
    """The context worked out last, for whichever rules and decisions."""
    _base: RuleBook | None = None
    """The school's own rules, before anybody set anything."""
    _asked: tuple[object, ...] = ()
    """What the context was worked out for."""
    planned: dict[str, str] = field(default_factory=dict)
    """A mark of the rules under which each part, and each class's seats, were planned."""
    memo: Memo = field(default_factory=dict)
    """The pieces that were written last."""
    saved: tuple[object, ...] | None = None
    """What was on the desk when it was kept last."""

    @property
    def context(self) -> Context:
        """The school with its findings and rules under the visitor's settings and decisions."""
        asked = (self.school, dict(self.settings), tuple(self.decisions))
        known = self.known
        if known is None or not self._asked or not _alike(asked, self._asked):
            known = self._worked_out(known)
            self.known, self._asked = known, asked
        return known

    def _worked_out(self, known: Context | None) -> Context:
        """The context anew, with whatever can be kept of the one before."""
        self._base = RuleBook.of(self.school)
        if known is None or not _same_tables(known.school, self.school):
            known = Context.of(self.school)
        decisions = (*self.school.decisions, *self.decisions)
        if known.findings.decisions != decisions:
            known = known.decided(decisions)
        return known.under(overridden(self._base, self.settings))

    @property
    def base(self) -> RuleBook:
        """The school's own rules, before anybody set anything."""
        _ = self.context
        assert self._base is not None
        return self._base

    @property
    def book(self) -> RuleBook:
        """The school's rules as the visitor has set them."""
        return self.context.book

    @property
    def findings(self) -> Findings:
        """What screening finds in the school as it is now."""
        return self.context.findings

    # --- what is out of date ----------------------------------------------------------

    def changed(self, class_id: str) -> frozenset[Part]:
        """The parts that rest on other rules or decisions than there are now.

        Of the seats those of this class; before the first plan there are none.
        """
        if self.outcome is None:
            return frozenset()
        if self.outcome.findings.decisions != self.findings.decisions:
            return frozenset((Part.NEEDS, *_MARKETS, Part.SEATS))
        found = {
            part
            for part in _MARKETS
            if self.planned.get(part.value) != part_mark(self.book, part, self.outcome, self.pins)
        }
        if self.has_seats(class_id) and (
            Part.PAIRS in found
            or self.planned.get(f"seats {class_id}") != seat_mark(self.book, class_id, self.outcome)
        ):
            found.add(Part.SEATS)
        return frozenset(found)

    def has_seats(self, class_id: str) -> bool:
        """Whether the plan on the desk seats a class."""
        return self.outcome is not None and bool(self.outcome.plan.seats_of(class_id))

    def _note(self, begun: _Begun, classes: Iterable[str]) -> None:
        """The plan on the desk has these parts, and seats of these classes, by these rules."""
        assert self.outcome is not None
        for part in begun.parts:
            self.planned[part.value] = part_mark(begun.book, part, self.outcome, self.pins)
        for class_id in classes:
            self.planned[f"seats {class_id}"] = seat_mark(begun.book, class_id, self.outcome)

    # --- planning ---------------------------------------------------------------------

    def begin(self, classes: tuple[str, ...], from_here: bool = False) -> None:
        """Start planning seats for these classes, and first what they rest on, if it changed.

        Who asks for seats does not wait for the sessions of the whole school. ``from_here``
        keeps to the plan in force, and is quick: each move must be worth it.
        """
        before = self.outcome
        parts = {Part.NEEDS, *_MARKETS}
        if before is not None:
            parts = set().union(*(self.changed(class_id) for class_id in classes))
        keep = Plan()
        if before is not None and from_here:
            keep = before.plan
        elif before is not None and Part.PAIRS not in parts:
            keep = Plan(pairs=before.plan.pairs)
        self._start(
            self.context,
            _Begun(self.book, frozenset(parts)),
            only=tuple(parts | {Part.SEATS}),
            classes=classes,
            pins=(
                *(Pin(row) for row in self.pins),
                *(pin for class_id in classes for pin in self.pins_of(class_id)),
            ),
            keep=keep,
            effort=Effort(search=_FROM_HERE, proof=0) if from_here else None,
        )

    def begin_sessions(self) -> None:
        """Start planning the sessions that the plan on the desk asks for."""
        assert self.outcome is not None
        context = self.outcome.context
        plan = self.outcome.plan.with_part(Part.SESSIONS, self.in_force)
        pins = tuple(map(Pin, still_asked(context, plan, self.pinned)))
        begun = _Begun(self.book, frozenset())
        self._start(
            context,
            begun,
            only=(Part.SESSIONS,),
            keep=plan,
            pins=pins,
        )

    def _start(self, context: Context, begun: _Begun, **options: Any) -> None:
        def work(stop: Stop, progress: Progress) -> Outcome:
            return make_plan(context, stop=stop, progress=progress, compare=False, **options)

        self.job = Job(work, begun).start()
        if self.kept is not None:
            follow(self.kept.work_id, self.job)

    def pins_of(self, class_id: str) -> tuple[Pin, ...]:
        """The pins of a class's seats."""
        return tuple(Pin(row) for row in self.seat_pins if row.class_id == class_id)

    def pin(self, row: Pair | Mentorship) -> None:
        """Keep a couple together, or let it loose."""
        others = tuple(one for one in self.pins if one != row)
        self.pins = others if len(others) < len(self.pins) else (*others, row)
        self.done = say("workspace.pins_changed", "pins changed")

    def pinned_in(self, class_id: str) -> frozenset[str]:
        """The students of a class who keep their seats."""
        return frozenset(row.student_id for row in self.seat_pins if row.class_id == class_id)

    def collect(self) -> Part | None:
        """Take the plan of a job that has ended; answers whether it was for seats or sessions.

        A job that failed stays to be told.
        """
        if self.job is None or self.job.running or self.job.outcome is None:
            return None
        made, before, begun = self.job.outcome, self.outcome, self.job.about
        self.job = None
        if before is not None and made.plan.seats is None:
            told = made.summary.parts[Part.SESSIONS]
            self.outcome = before.with_part(Part.SESSIONS, made.plan.sessions, told, made.context)
            self.in_force = made.plan.sessions or self.in_force
            self.done = say("sessions.planned", "sessions planned")
            return Part.SESSIONS
        if before is not None:
            self.remember()
        self.outcome = made if before is None else made.onto(before)
        classes = tuple(made.summary.parts[Part.SEATS].details)
        if isinstance(begun, _Begun):
            # The rules may have been changed again meanwhile.
            self._note(begun, classes)
        self.done = say("seats.planned", "planned {classes}", classes=", ".join(classes))
        if before is not None:
            self.news = _news(before, self.outcome)
        return Part.SEATS

    # --- what was before --------------------------------------------------------------

    def seats(self) -> SeatState:
        """The seats as they are."""
        assert self.outcome is not None
        return SeatState(self.outcome, self.seat_pins)

    def remember(self) -> None:
        """Keep the seats as they are, before they change."""
        self.history.remember(self.seats())

    # --- rules ------------------------------------------------------------------------

    def written_rules(self) -> tuple[Rule, ...]:
        """The rules that the school has written itself, in the order of its entries."""
        return self.base.rules[: len(self.school.rules)]

    def set_rule(self, key: str, enabled: bool, weight: float) -> None:
        """Set a rule's switch and weight; nothing is remembered where they are the school's own."""
        own = next(rule for rule in self.base.rules if rule.key == key)
        if (enabled, weight) == (own.enabled, own.weight):
            self.settings.pop(key, None)
        elif self.settings.get(key) != (enabled, weight):
            self.settings[key] = (enabled, weight)
            self.done = say("rules.set", "rule set: {rule}", rule=own.id)

    def new_edition(self) -> None:
        """Forget what switches and sliders on the page say: the rules here are others now."""
        self.edition = next(_EDITIONS)

    # --- decisions --------------------------------------------------------------------

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
        self.done = say(
            "screening.decided",
            "decided about {student_id}, {need}",
            student_id=need.student_id,
            need=need.need,
        )


def _alike(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two questions are the same. Schools never change, and are too big to compare."""
    return one[0] is other[0] and one[1:] == other[1:]


def _same_tables(one: School, other: School) -> bool:
    """Whether two schools have the very same tables, under whichever rules."""
    names = (field.name for field in fields(School) if field.name != "rules")
    return all(getattr(one, name) is getattr(other, name) for name in names)


def _news(before: Outcome, after: Outcome) -> Message:
    """How many students of the classes in both plans sit elsewhere now, and what it is worth."""
    old, new = before.summary.parts[Part.SEATS], after.summary.parts[Part.SEATS]
    classes = [one for one in new.details if new.details[one] is not old.details.get(one)]
    classes = [one for one in classes if before.plan.seats_of(one)]
    moved = 0
    for class_id in classes:
        had = before.plan.seats_of(class_id)
        has = after.plan.seats_of(class_id)
        moved += sum(seat != had.get(student_id, seat) for student_id, seat in has.items())
    was = points(sum(old.details[one].reached for one in classes))
    now = points(sum(new.details[one].reached for one in classes))
    return say_count(
        "seats.sit_elsewhere",
        "{count} student sits elsewhere; {was} points before, {now} now.",
        "{count} students sit elsewhere; {was} points before, {now} now.",
        moved,
        was=f"{was:g}",
        now=f"{now:g}",
    )
