"""Make a plan: screen, then part after part, each with what it reached."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pairing.instances.agenda import Agenda
from pairing.model.enums import Part, Status
from pairing.model.messages.message import Message, say_count
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Seating, Session
from pairing.model.school import School
from pairing.planning.parts.assignment import plan_mentors, plan_pairs, plan_teams
from pairing.planning.parts.seats import Effort, plan_seats, total_summary
from pairing.planning.parts.sessions import plan_sessions
from pairing.planning.stop import Clock, Step
from pairing.planning.summary import PartSummary, Summary
from pairing.rules.core.book import RuleBook
from pairing.rules.core.rule import SCALE
from pairing.screening import Findings, screen
from pairing.version import __version__

__all__ = ["PLANNED", "Outcome", "make_plan"]

PLANNED = tuple(Part)
"""The parts that can be planned."""

_NOT_PLANNED = PartSummary(Status.NOT_PLANNED)


@dataclass(frozen=True)
class Outcome:
    """A plan, what it reached, and the findings that it rests on."""

    plan: Plan
    summary: Summary
    findings: Findings

    def with_sessions(
        self, findings: Findings, rows: tuple[Session, ...] | None, told: PartSummary
    ) -> Outcome:
        """The same outcome with other sessions; the school may know of absences by now."""
        parts = {**self.summary.parts, Part.SESSIONS: told}
        summary = replace(self.summary, parts=parts)
        return Outcome(replace(self.plan, sessions=rows), summary, findings)

    def onto(self, earlier: Outcome) -> Outcome:
        """What this outcome planned, and of ``earlier`` all that it did not: seats by class.

        Sessions of ``earlier`` stay only where the two ask for the same: the mentors, the pairs,
        the needs and all that sessions depend on.
        """
        seats = self._seats_onto(earlier)
        parts, plan = dict(self.summary.parts), self.plan
        for part, told in earlier.summary.parts.items():
            if parts[part].status is Status.NOT_PLANNED and part is not Part.SESSIONS:
                parts[part] = told
                plan = plan.with_part(part, earlier.plan.part(part))
        parts[Part.SEATS] = seats
        plan = replace(plan, seats=self._seat_rows_onto(earlier))
        if parts[Part.SESSIONS].status is Status.NOT_PLANNED and _asks_the_same(
            (plan, self.findings), (earlier.plan, earlier.findings)
        ):
            parts[Part.SESSIONS] = earlier.summary.parts[Part.SESSIONS]
            plan = replace(plan, sessions=earlier.plan.sessions)
        return Outcome(plan, replace(self.summary, parts=parts), self.findings)

    def _seats_onto(self, earlier: Outcome) -> PartSummary:
        mine, theirs = self.summary.parts[Part.SEATS], earlier.summary.parts[Part.SEATS]
        if not (mine.details and theirs.details):
            return mine if mine.details else theirs
        details = {**theirs.details, **mine.details}
        book = RuleBook.of(self.findings.school)
        return total_summary(book, details, mine.seconds + theirs.seconds)

    def _seat_rows_onto(self, earlier: Outcome) -> tuple[Seating, ...] | None:
        if self.plan.seats is None:
            return earlier.plan.seats
        mine = self.summary.parts[Part.SEATS].details
        kept = (row for row in earlier.plan.seats or () if row.class_id not in mine)
        return (*kept, *self.plan.seats)


def _asks_the_same(now: tuple[Plan, Findings], then: tuple[Plan, Findings]) -> bool:
    """Whether two plans ask for the same sessions under the same rules."""
    (mine, found), (theirs, known) = now, then
    return (
        (mine.mentors, mine.pairs) == (theirs.mentors, theirs.pairs)
        and found.needs == known.needs
        and found.school.with_rules(()) == known.school.with_rules(())
        and RuleBook.of(found.school).of_part(Part.SESSIONS)
        == RuleBook.of(known.school).of_part(Part.SESSIONS)
    )


def make_plan(
    school: School,
    *,
    seed: int = 0,
    only: Collection[Part] = PLANNED,
    classes: Sequence[str] | None = None,
    keep: Plan | None = None,
    pins: Sequence[Pin] = (),
    clock: Clock | None = None,
    effort: Effort | None = None,
    findings: Findings | None = None,
) -> Outcome:
    """Plan the parts in ``only``.

    Args:
        school: whom to plan for, under its own rules.
        seed: the same school, seed and version give the same plan unless time cuts it.
        only: the parts to plan. Seats take the pairs of ``keep`` where pairs are left out, and
            sessions its mentors and pairs.
        classes: the classes to seat; all if None.
        keep: the plan in force; each decision that differs from it is charged for.
        pins: decisions that must stay.
        clock: who watches, and how long it may take.
        effort: how hard to work for seats.
        findings: what screening found, where only rules, pins or the plan in force changed since.

    Raises InputError with every fault where the school's rules cannot be read.
    """
    clock = clock or Clock()
    book = RuleBook.of(school)
    parts = dict.fromkeys(Part, _NOT_PLANNED)
    started = time.perf_counter()
    clock.tell(Step(Part.NEEDS, 0, 1))
    findings = screen(school) if findings is None else findings.under(school)
    plan = Plan()
    if Part.NEEDS in only:
        plan = replace(plan, needs=findings.needs)
        parts[Part.NEEDS] = _needs_summary(findings, time.perf_counter() - started)
    if Part.PAIRS in only:
        clock.tell(Step(Part.PAIRS, 0, 1))
        pairs, parts[Part.PAIRS] = plan_pairs(findings, book, pins, keep)
        plan = replace(plan, pairs=pairs)
    if Part.MENTORS in only:
        clock.tell(Step(Part.MENTORS, 0, 1))
        mentors, parts[Part.MENTORS] = plan_mentors(findings, book, pins, keep)
        plan = replace(plan, mentors=mentors)
    if Part.TEAMS in only and school.units:
        clock.tell(Step(Part.TEAMS, 0, 1))
        teams, parts[Part.TEAMS] = plan_teams(findings, book, pins, keep)
        plan = replace(plan, teams=teams)
    if Part.SESSIONS in only and school.periods:
        before = keep or Plan()
        mentors = plan.mentors if Part.MENTORS in only else before.mentors
        pairs = plan.pairs if Part.PAIRS in only else before.pairs
        agenda = Agenda.of(findings, mentors or (), pairs or ())
        sessions, parts[Part.SESSIONS] = plan_sessions(agenda, book, pins, keep, clock)
        plan = replace(plan, sessions=sessions)
    if Part.SEATS in only:
        given = plan if Part.PAIRS in only else replace(plan, pairs=keep.pairs if keep else None)
        seats, parts[Part.SEATS] = plan_seats(
            findings,
            book,
            given,
            classes=classes if classes is not None else tuple(school.class_),
            pins=pins,
            keep=keep,
            seed=seed,
            clock=clock,
            effort=effort or Effort(),
        )
        plan = replace(plan, seats=seats)
    return Outcome(plan, Summary(__version__, seed, parts), findings)


def _needs_summary(findings: Findings, seconds: float) -> PartSummary:
    """Screening chooses nothing, so it is as good as its tables: score and bound agree."""
    count = len(findings.needs) * SCALE
    return PartSummary(Status.OPTIMAL, count, count, seconds, notes=tuple(_told(findings)))


def _told(findings: Findings) -> list[Message]:
    notes = []
    if near := len(findings.near_line):
        notes.append(
            say_count(
                "screening.near_line",
                "{count} more near a line waits for a person's decision",
                "{count} more near a line wait for a person's decision",
                near,
            )
        )
    if dismissed := len(findings.dismissed):
        notes.append(
            say_count(
                "screening.dismissed",
                "{count} was dismissed by a person",
                "{count} were dismissed by a person",
                dismissed,
            )
        )
    absent = sum(score.score is None for score in findings.school.scores)
    if absent:
        notes.append(
            say_count(
                "screening.absent_results",
                "{count} exam result is absent and counts nowhere",
                "{count} exam results are absent and count nowhere",
                absent,
            )
        )
    return notes
