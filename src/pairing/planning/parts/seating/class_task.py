"""One class to be seated: its problem, the search, and what is told of the result."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import NamedTuple

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import Part, Status
from pairing.model.messages.message import say
from pairing.model.plan import Plan, Seating
from pairing.model.points import PER_POINT, Millipoints, points
from pairing.planning.parts.planner import Task
from pairing.planning.parts.registry import pin_words
from pairing.planning.parts.seating.problem import (
    moved_from,
    seat_rules,
    seating_problem,
    seatings,
    seats_now,
)
from pairing.planning.parts.seating.told import class_notes, nowhere, too_many, wishes_granted
from pairing.planning.stop import Step
from pairing.planning.summary import NOT_PLANNED, PartSummary, RuleScore
from pairing.rules.core.book import RuleBook
from pairing.screening import Findings
from pairing.solvers.seating import (
    SeatingResult,
    Watch,
    repairs_of,
    solve_seating,
    upper_bound,
)
from pairing.terms.seating import IntArray, SeatingProblem, Tally, Unary

__all__ = ["ClassTask", "SeatedClass", "judge_class"]

KEEP_CHARGE = 10 * PER_POINT
"""What it costs to move a student from the seat they have in the plan in force."""

_REPAIRS = 3


def judge_class(
    findings: Findings, book: RuleBook, class_id: str, plan: Plan
) -> tuple[RuleScore, ...]:
    """Every seating rule of one class with its matches in the plan."""
    room = ClassRoom.of(findings, class_id, plan)
    if room is None:
        return ()
    seated = Seated.of(room, plan)
    return tuple(RuleScore.of(rule, rule.judge(seated)) for rule in seat_rules(book, class_id))


class SeatedClass(NamedTuple):
    """What came of one class; ``speaking`` are the rules and pins with something to say in it."""

    rows: tuple[Seating, ...]
    summary: PartSummary
    speaking: Collection[str] = ()


@dataclass(frozen=True)
class ClassTask:
    """One class to be seated, and its share of the time and the threads.

    ``number`` of ``classes`` says how far the whole work is.
    """

    task: Task
    class_id: str
    seconds: float
    threads: int
    number: int
    classes: int

    def run(self) -> SeatedClass:
        """Seat the class; no rows where it has no room, or where hard rules cannot hold."""
        room = ClassRoom.of(self.task.context.findings, self.class_id, self.task.given)
        if room is None:
            note = say(
                "seats.class_without_room",
                "{class_id} has no room; name its layout_id in classes",
                class_id=self.class_id,
            )
            return SeatedClass((), replace(NOT_PLANNED, notes=(note,)))
        return self._seat(room)

    def _seat(self, room: ClassRoom) -> SeatedClass:
        started = time.perf_counter()
        task, book = self.task, self.task.context.book
        task.watch.tell(Step(Part.SEATS, self.number, self.classes, self.class_id))
        problem = seating_problem(room, book, task.pins)
        speaking = {term.owner for term in problem.terms}
        start, charge = self._in_force(room)
        charged = replace(problem, terms=(*problem.terms, charge)) if charge else problem
        result = solve_seating(
            charged,
            seed=task.seed,
            start=start,
            effort=task.effort.search,
            proof=0 if charge else task.effort.proof,
            workers=self.threads,
            watch=self._watch(started),
        )
        if result.tally.violations:
            return SeatedClass((), self._failure(room, problem, result, started), speaking)
        rows = seatings(room, result.seat_of)
        given = task.given.with_part(Part.SEATS, rows)
        scores = judge_class(room.findings, book, self.class_id, given)
        # The charge for moving is no part of the plan's score, so its bound is not either.
        limit = result.bound
        if charge:
            reached = sum(score.amount for score in scores)
            limit = upper_bound(problem, task.effort.proof, reached)
        seconds = time.perf_counter() - started
        notes = (*class_notes(room), *nowhere(room, book), *wishes_granted(room, given, scores))
        summary = PartSummary.of(scores, limit, seconds=seconds, notes=notes, cut=result.cut)
        return SeatedClass(rows, summary, speaking)

    def _watch(self, started: float) -> Watch:
        def watch(tally: Tally, bound: Millipoints) -> bool:
            best = points(tally.score), points(bound)
            step = Step(Part.SEATS, self.number, self.classes, self.class_id, *best)
            stop = self.task.watch.tell(step)
            return stop or time.perf_counter() - started > self.seconds

        return watch

    def _in_force(self, room: ClassRoom) -> tuple[IntArray | None, Unary | None]:
        """Where the students sit now, and the charge for moving, if there is one."""
        for plan, charged in ((self.task.keep, True), (self.task.begin, False)):
            start, home = (None, None) if plan is None else seats_now(room, plan)
            if start is not None and home is not None:
                moved = moved_from(home, len(room.layout))
                return start, Unary("keep", -KEEP_CHARGE * moved) if charged else None
        return None, None

    def _failure(
        self, room: ClassRoom, problem: SeatingProblem, result: SeatingResult, started: float
    ) -> PartSummary:
        school = room.school
        words = {rule.key: rule.words(school) for rule in seat_rules(self.task.context.book)}
        words |= pin_words(school, self.task.pins)
        note = (
            too_many(room, result.too_many)
            or say(
                "seats.cannot_hold_together",
                "these cannot hold together in {class_id}",
                class_id=self.class_id,
            )
            if result.conflict
            else say(
                "seats.not_found_in_time",
                "no seating of {class_id} that keeps all hard rules was found in the time given; "
                "none was proved impossible",
                class_id=self.class_id,
            )
        )
        repairs = tuple(
            say("conflict.helps_to_relax", "it helps to relax: {rule}", rule=words[repair.owner])
            for repair in repairs_of(problem, result.conflict, self.task.seed)
        )
        return PartSummary(
            Status.INFEASIBLE,
            seconds=time.perf_counter() - started,
            notes=(note, *repairs[:_REPAIRS], *nowhere(room, self.task.context.book)),
            conflict=tuple(words[owner] for owner in result.conflict),
            owners=result.conflict,
            cut=result.cut,
        )
