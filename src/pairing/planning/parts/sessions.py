"""The part sessions: who meets whom for what, and when."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pairing.instances.agenda import Agenda
from pairing.model.enums import Part, Status
from pairing.model.messages.expected import known_in
from pairing.model.messages.message import Message, say, word
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Session
from pairing.model.points import PER_POINT, Millipoints, points
from pairing.model.school import School
from pairing.model.session_times import place_of
from pairing.planning.context import Context
from pairing.planning.parts.planner import Planned, Planner, Task
from pairing.planning.parts.registry import pin_impossible, pin_words
from pairing.planning.parts.tables import PlanTable, Unknown
from pairing.planning.parts.timetable.covers import cover_faults, covers_told
from pairing.planning.parts.timetable.notes import beyond_their_time, session_notes
from pairing.planning.parts.timetable.pinned import barred_pins
from pairing.planning.parts.timetable.problem import rows_of, timetable_problem
from pairing.planning.parts.timetable.tables import session_tables
from pairing.planning.stop import FOREVER, Step
from pairing.planning.summary import PartSummary, RuleScore
from pairing.rules.core.book import RuleBook
from pairing.rules.sessions._base import SessionRule
from pairing.solvers.timetable import solve_timetable
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import Request

__all__ = ["PLANNER", "judge_sessions", "session_summary"]

KEEP_CHARGE = 10 * PER_POINT
"""What it costs to move or drop a session of the plan in force."""
_PINNED: Millipoints = 10**9
"""What a pinned session is worth beside all else."""


class _Sessions(Planner[Session]):
    part = Part.SESSIONS.value
    title = "Sessions"
    order = 50
    row = Session
    rests_on = (Part.MENTORS.value, Part.PAIRS.value)

    def possible(self, school: School) -> bool:
        return bool(school.periods)

    def missing(self, school: School) -> Message | None:
        return say("sessions.no_periods", "the school's periods are missing: when people can meet")

    def plan(self, task: Task) -> Planned[Session]:
        """Sessions of some weeks.

        Where a pinned session cannot be held there are none, and the summary names the pins.
        """
        started = time.perf_counter()
        context = task.context
        pins: list[Any] = [pin.row for pin in task.pins]
        given, standing = task.given, self.rows_of(task.keep or Plan())
        agenda = Agenda.of(
            context.findings,
            given.mentors or (),
            given.pairs or (),
            [*pins, *standing],
            context.pull_outs,
        )
        problem = timetable_problem(agenda, context.book)
        pinned = {
            one.request: agenda.places_of(one) for one in agenda.held(pins) if one.request >= 0
        }
        kept = {
            one.request: agenda.places_of(one)
            for one in agenda.held(standing)
            if one.request >= 0 and one.request not in pinned
        }
        bent = replace(
            problem,
            requests=tuple(
                _bent(request, kept.get(number), pinned.get(number))
                for number, request in enumerate(problem.requests)
            ),
        )

        def watch(done: float, work: float, score: Millipoints, bound: Millipoints) -> bool:
            best = (points(score), points(bound)) if bound else (None, None)
            return task.watch.tell(Step(self.part, done, work, "", *best))

        left = task.watch.left()
        seconds = None if left == FOREVER else left
        result = solve_timetable(bent, seconds=seconds, workers=2, watch=watch)
        if barred := barred_pins(agenda, pins, result.slot_of):
            seconds = time.perf_counter() - started
            return Planned(None, self._impossible(context.school, task.pins, barred, seconds))
        rows = rows_of(agenda, result.slot_of)
        # Without keeping and pins no timetable is worth more than each request at its best.
        limit = result.bound if bent.requests == problem.requests else problem.loose_bound()
        summary = session_summary(
            agenda,
            context.book,
            rows,
            result.slot_of,
            limit,
            # Whoever stopped the search does not wait for what else might be said.
            () if result.cut else beyond_their_time(agenda, context.book, result.slot_of),
            result.cut,
        )
        seconds = time.perf_counter() - started
        return Planned(rows, replace(summary, seconds=seconds, cut=result.cut))

    def _impossible(
        self, school: School, pins: Sequence[Pin], barred: Mapping[int, Message], seconds: float
    ) -> PartSummary:
        """No timetable: the pins that are not held, and what is in the way of each."""
        words = pin_words(school, pins)
        lost = {pins[number].owner: reason for number, reason in barred.items()}
        notes = tuple(pin_impossible(words[owner], reason) for owner, reason in lost.items())
        return PartSummary(
            Status.INFEASIBLE,
            seconds=seconds,
            notes=notes,
            conflict=tuple(words[owner] for owner in lost),
            owners=tuple(lost),
        )

    def judge(self, context: Context, plan: Plan) -> tuple[RuleScore, ...]:
        agenda = context.agenda(plan)
        return judge_sessions(agenda, context.book, self.rows_of(plan))

    def unsound(self, context: Context, plan: Plan) -> Iterator[Message]:
        if not plan.sessions:
            return
        agenda = context.agenda(plan)
        for row in plan.sessions:
            if not agenda.knows(row):
                yield say(
                    "verify.session_nobody",
                    "sessions: no student {student}, or nobody {host} to hold it",
                    student=row.student_id,
                    host=row.host_id,
                )
            elif agenda.grid.slot_of(row) is None:
                yield say(
                    "verify.session_no_period",
                    "sessions: {date} has no period {period} in the weeks planned",
                    date=row.date.isoformat(),
                    period=place_of(context.school, row),
                )
        yield from cover_faults(context.school, plan.sessions)

    def remarks(self, context: Context, plan: Plan) -> Iterator[Message]:
        return covers_told(context.school, plan.sessions or ())

    def words(self, school: School, row: Session, taken: bool = True) -> Message:
        facts = _facts(school, row)
        return (
            say("sessions.meets", "{kind} of {host} with {name} on {date}, {period}", **facts)
            if taken
            else say(
                "sessions.meets_no_longer",
                "no more {kind} of {host} with {name} on {date}, {period}",
                **facts,
            )
        )

    def pin_words(self, school: School, row: Session) -> Message:
        return say(
            "pins.session",
            "{kind} of {host} with {name} is pinned to {date}, {period}",
            **_facts(school, row),
        )

    @property
    def tables(self) -> tuple[PlanTable[Session], ...]:
        return session_tables(self.part)

    def unknown(self, school: School, row: Session) -> Iterator[Unknown]:
        yield from super().unknown(school, row)
        periods = school.period
        if row.period_id not in periods:
            expected = known_in("period_id", "periods")
            yield Unknown("period_id", row.period_id, expected, tuple(periods))


PLANNER = _Sessions()


def _facts(school: School, row: Session) -> dict[str, object]:
    return {
        "kind": word(row.title),
        "host": school.host_name(row.teacher_id, row.tutor_id),
        "name": school.label(row.student_id),
        "date": row.date.isoformat(),
        "period": place_of(school, row),
    }


def judge_sessions(
    agenda: Agenda, book: RuleBook, rows: Sequence[Session]
) -> tuple[RuleScore, ...]:
    """Every rule of sessions with its matches among the rows that are in the agenda."""
    held = agenda.held(rows)
    return tuple(
        RuleScore.of(rule, rule.judge(agenda, held))
        for rule in book.of_part(Part.SESSIONS)
        if isinstance(rule, SessionRule)
    )


def session_summary(
    agenda: Agenda,
    book: RuleBook,
    rows: Sequence[Session],
    slot_of: IntArray,
    limit: Millipoints,
    demand: Sequence[Message] = (),
    cut: bool = False,
) -> PartSummary:
    """How the sessions ended that put each request of the agenda into its slot, or nowhere.

    ``demand`` is told beside it: what is asked of people beyond their time; and whether the
    search was ``cut`` short.
    """
    scores = judge_sessions(agenda, book, rows)
    # A loose limit may lie below what was reached.
    limit = max(limit, sum(score.amount for score in scores))
    return PartSummary.of(scores, limit, notes=(*demand, *session_notes(agenda, slot_of, cut)))


def _bent(request: Request, kept: IntArray | None, pinned: IntArray | None) -> Request:
    """The request with what keeps it in its slots, or leaves it no other."""
    if pinned is not None:
        here = np.isin(request.candidates, pinned)
        return replace(
            request, candidates=request.candidates[here], values=request.values[here] + _PINNED
        )
    if kept is not None:
        stays = np.isin(request.candidates, kept)
        return replace(request, values=request.values + KEEP_CHARGE * stays)
    return request
