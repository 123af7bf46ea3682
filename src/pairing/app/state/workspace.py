"""What one visitor of the app has in hand: the school, the rules' settings, the plan."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from pairing.app.state.edits.needs_edits import NeedsState
from pairing.app.state.edits.undo import History
from pairing.app.state.jobs.job import Job, follow
from pairing.app.state.journal import Journal
from pairing.app.state.planned import MARKETS, Planned
from pairing.app.state.stale import Why
from pairing.model.enums import Part
from pairing.model.messages.message import say
from pairing.model.pin import Pin
from pairing.model.plan import Plan
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
    planners,
    still_asked,
)
from pairing.rules.core.book import RuleBook, all_rules
from pairing.rules.core.rule import Rule
from pairing.screening import Findings
from pairing.store import ClashError, Kept
from pairing.store.pieces import Memo

__all__ = ["Workspace", "ruled_parts"]

_FROM_HERE = 0.3
"""The share of the usual search when a plan in force is bettered."""
_EDITIONS = itertools.count()


class _Known(NamedTuple):
    """What was worked out last: for which school, settings and decisions, and what it is."""

    asked: tuple[object, ...]
    base: RuleBook
    context: Context


class _Begun(NamedTuple):
    """The rules under which a job was started, and the parts that it plans beside seats."""

    book: RuleBook
    parts: frozenset[Part]


@dataclass
class Workspace:
    """Everything that one visitor works on."""

    school: School
    name: str
    planned: Planned | None = None
    """The plan, once there is one."""
    job: Job[Outcome] | None = None
    settings: dict[str, tuple[bool, float]] = field(default_factory=dict)
    """Whether each rule is on, and its weight, by the rule's key."""
    decisions: list[Decision] = field(default_factory=list)
    needs_history: History[NeedsState] = field(default_factory=History)
    """What decisions, pass marks and the day were before."""
    journal: Journal = field(default_factory=Journal)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What was said of the school's sheets, by shape."""
    kept: Kept | None = None
    """The version that the workspace rests on, or None before anything was kept."""
    clash: ClashError | None = None
    """Somebody else's version that stands in the way of keeping this one."""
    edition: int = field(default_factory=lambda: next(_EDITIONS))
    """Told apart from every other: what a switch on the page remembers is of one edition."""
    known: Context | None = None
    """The context worked out last, for whichever rules and decisions."""
    _known: _Known | None = None
    memo: Memo = field(default_factory=dict)
    """The pieces that were written last."""
    rules_touched: bool = False
    """Whether a rule was set since the page looked last: what may be planned at once is."""
    saved: tuple[object, ...] | None = None
    """What there was when it was kept last."""

    @property
    def outcome(self) -> Outcome | None:
        """The plan with its findings and its summary, once there is one."""
        return None if self.planned is None else self.planned.outcome

    @property
    def context(self) -> Context:
        """The school with its findings and rules under the visitor's settings and decisions."""
        return self._now().context

    @property
    def base(self) -> RuleBook:
        """The school's own rules, before anybody set anything."""
        return self._now().base

    def _now(self) -> _Known:
        asked = (self.school, dict(self.settings), tuple(self.decisions))
        if self._known is None or self.known is None or not _alike(asked, self._known.asked):
            self._known = self._worked_out(asked)
            self.known = self._known.context
        return self._known

    def _worked_out(self, asked: tuple[object, ...]) -> _Known:
        """The context anew, with whatever can be kept of the one before."""
        base, known = RuleBook.of(self.school), self.known
        if known is None or not _same_tables(known.school, self.school):
            known = Context.of(self.school)
        decisions = (*self.school.decisions, *self.decisions)
        if known.findings.decisions != decisions:
            known = known.decided(decisions)
        return _Known(asked, base, known.under(overridden(base, self.settings)))

    @property
    def book(self) -> RuleBook:
        """The school's rules as the visitor has set them."""
        return self.context.book

    @property
    def findings(self) -> Findings:
        """What screening finds in the school as it is now."""
        return self.context.findings

    # --- planning ---------------------------------------------------------------------

    def stale(self, class_id: str) -> dict[Part, tuple[Why, ...]]:
        """The parts that rest on other rules, needs or another day than now, and on which.

        Of the seats those of this class; before the first plan there are none.
        """
        if self.planned is None:
            return {}
        return self.planned.stale(self.book, self.findings, class_id)

    def stale_parts(self, class_id: str) -> frozenset[Part]:
        """The parts that are out of date."""
        return frozenset(self.stale(class_id))

    def begin(self, classes: tuple[str, ...], from_here: bool = False) -> None:
        """Start planning seats for these classes, and first what they rest on, if it changed.

        Who asks for seats does not wait for the sessions of the whole school. ``from_here``
        keeps to the plan in force, and is quick: each move must be worth it.
        """
        planned, parts = self.planned, {Part.NEEDS, *MARKETS}
        keep, pins = Plan(), tuple[Pin, ...]()
        if planned is not None:
            parts = set().union(*(self.stale_parts(class_id) for class_id in classes))
            parts.discard(Part.SESSIONS)
            if from_here:
                keep = planned.plan
            elif Part.PAIRS not in parts:
                keep = Plan(pairs=planned.plan.pairs)
            pins = (
                *map(Pin, planned.couple_pins),
                *(pin for class_id in classes for pin in planned.pins_of(class_id)),
            )
        self._start(
            self.context,
            _Begun(self.book, frozenset(parts)),
            only=tuple(parts | {Part.SEATS}),
            classes=classes,
            pins=pins,
            keep=keep,
            begin=None if planned is None else planned.plan,
            effort=Effort(search=_FROM_HERE, proof=0) if from_here else None,
        )

    def begin_sessions(self, planned: Planned) -> None:
        """Start planning the sessions that the plan asks for."""
        context = planned.outcome.context.under(self.book)
        plan = planned.plan.with_part(Part.SESSIONS, planned.in_force)
        self._start(
            context,
            _Begun(self.book, frozenset()),
            only=(Part.SESSIONS,),
            keep=plan,
            pins=tuple(map(Pin, still_asked(context, plan, planned.session_pins))),
        )

    def _start(self, context: Context, begun: _Begun, **options: Any) -> None:
        def work(stop: Stop, progress: Progress) -> Outcome:
            return make_plan(context, stop=stop, progress=progress, compare=False, **options)

        self.job = Job(work, begun).start()
        if self.kept is not None:
            follow(self.kept.work_id, self.job)

    def collect(self) -> Part | None:
        """Take the plan of a job that has ended; answers whether it was for seats or sessions.

        A job that failed stays to be told.
        """
        if self.job is None or self.job.running or self.job.outcome is None:
            return None
        made, begun = self.job.outcome, self.job.about
        self.job.see()
        self.job = None
        if self.planned is None:
            self.planned = Planned(made, self.journal)
        elif made.plan.seats is None:
            self.planned.take_new_sessions(made)
            if isinstance(begun, _Begun):
                self.planned.note_sessions(begun.book)
            self.journal.done = say("sessions.planned", "sessions planned")
            return Part.SESSIONS
        else:
            self.planned.take_plan(made)
        classes = tuple(made.summary.parts[Part.SEATS].details)
        if isinstance(begun, _Begun):
            # The rules may have been changed again meanwhile.
            self.planned.note(begun.book, begun.parts, classes)
        self.journal.done = say("seats.planned", "planned {classes}", classes=tuple(classes))
        return Part.SEATS

    # --- rules ------------------------------------------------------------------------

    def written_rules(self) -> tuple[Rule, ...]:
        """The rules that the school has written itself, in the order of its entries."""
        return self.base.rules[: len(self.school.rules)]

    def set_rule(self, key: str, enabled: bool, weight: float) -> None:
        """Set a rule's switch and weight; nothing is remembered where they are the school's own."""
        rule = next(rule for rule in self.base.rules if rule.key == key)
        if (enabled, weight) == (rule.enabled, rule.weight):
            self.rules_touched |= self.settings.pop(key, None) is not None
        elif self.settings.get(key) != (enabled, weight):
            self.settings[key] = (enabled, weight)
            self.rules_touched = True
            self.journal.done = say("rules.set", "rule set: {rule}", rule=rule.id)

    def new_edition(self) -> None:
        """Forget what switches and sliders on the page say: the rules here are others now."""
        self.edition = next(_EDITIONS)


def ruled_parts() -> tuple[str, ...]:
    """The parts whose rules a visitor can set, the seats first."""
    ruled = {kind.part for kind in all_rules().values()}
    parts = (planner.part for planner in planners() if planner.part in ruled)
    return tuple(sorted(parts, key=lambda part: part != Part.SEATS))


def _alike(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two questions are the same. Schools never change, and are too big to compare."""
    return one[0] is other[0] and one[1:] == other[1:]


def _same_tables(one: School, other: School) -> bool:
    """Whether two schools have the very same tables, under whichever rules."""
    names = (table.name for table in fields(School) if table.name != "rules")
    return all(getattr(one, name) is getattr(other, name) for name in names)
