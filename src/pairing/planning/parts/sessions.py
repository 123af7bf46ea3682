"""Plan sessions: what is asked for, into slots, and in words what could not be held and why."""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from pairing.instances.agenda import Agenda, overlapping_periods
from pairing.model.enums import DayKind, Part, Status
from pairing.model.messages.message import Message, say, say_count
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Session
from pairing.planning.explain.sessions import reason_left_out
from pairing.planning.parts.judge import judge_sessions
from pairing.planning.parts.timetabling import rows_of, timetable_problem
from pairing.planning.stop import Clock, Step
from pairing.planning.summary import PartSummary
from pairing.rules.core.book import RuleBook
from pairing.rules.core.rule import SCALE
from pairing.solvers.timetable import solve_timetable
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, Meeting

__all__ = ["plan_sessions", "session_summary"]

KEEP_CHARGE = 10 * SCALE
"""What it costs to move or drop a session of the plan in force."""
_PINNED = 10**9
"""What a pinned session is worth beside all else, thousandths."""


def plan_sessions(
    agenda: Agenda,
    book: RuleBook,
    pins: Sequence[Pin],
    keep: Plan | None,
    clock: Clock,
) -> tuple[tuple[Session, ...] | None, PartSummary]:
    """Sessions of some weeks, and how they came to be.

    Where a pinned session cannot be held there are none, and the summary names the pins.
    """
    started = time.perf_counter()
    findings = agenda.findings
    problem = timetable_problem(agenda, book)
    own = [pin.row for pin in pins if isinstance(pin.row, Session)]
    pinned = {one.request: one.slot for one in agenda.held(own) if one.request >= 0}
    kept = {
        one.request: one.slot
        for one in agenda.held((keep and keep.sessions) or ())
        if one.request >= 0 and one.request not in pinned
    }
    bent = replace(
        problem,
        meetings=tuple(
            _bent(meeting, kept.get(number), pinned.get(number))
            for number, meeting in enumerate(problem.meetings)
        ),
    )

    def watch(done: float, work: float, score: int, bound: int) -> bool:
        best = (score / SCALE, bound / SCALE) if bound else (None, None)
        return clock.tell(Step(Part.SESSIONS, done, work, "", *best))

    limit = clock.left()
    result = solve_timetable(
        bent, seconds=None if limit == float("inf") else limit, workers=2, watch=watch
    )
    lost = [number for number in pinned if result.slot_of[number] == NOWHERE]
    if lost or len(pinned) < len(own):
        words = [pin.words(findings.school) for pin in pins if isinstance(pin.row, Session)]
        seconds = time.perf_counter() - started
        return None, PartSummary(Status.INFEASIBLE, seconds=seconds, conflict=tuple(words))
    rows = rows_of(agenda, result.slot_of)
    # Without keeping and pins no timetable is worth more than each meeting at its best.
    bound = result.bound if bent.meetings == problem.meetings else problem.loose_bound()
    summary = session_summary(agenda, book, rows, result.slot_of, bound)
    seconds = time.perf_counter() - started
    return rows, replace(summary, seconds=seconds, cut=result.cut)


def session_summary(
    agenda: Agenda, book: RuleBook, rows: Sequence[Session], slot_of: IntArray, bound: int
) -> PartSummary:
    """How the sessions ended that put each request of the agenda into its slot, or nowhere."""
    scores = judge_sessions(agenda, book, rows)
    objective = sum(score.score for score in scores)
    return PartSummary(
        Status.OPTIMAL if objective >= bound else Status.FEASIBLE,
        objective,
        max(bound, objective),
        violations=sum(score.violations for score in scores),
        rules=scores,
        notes=tuple(_notes(agenda, slot_of)),
    )


def _bent(meeting: Meeting, kept: int | None, pinned: int | None) -> Meeting:
    """The meeting with what keeps it in its slot, or leaves it no other."""
    if pinned is not None:
        here = meeting.candidates == pinned
        return replace(
            meeting, candidates=meeting.candidates[here], values=meeting.values[here] + _PINNED
        )
    if kept is not None:
        return replace(meeting, values=meeting.values + KEEP_CHARGE * (meeting.candidates == kept))
    return meeting


def _notes(agenda: Agenda, slot_of: IntArray) -> Iterator[Message]:
    """What could not be held, and whose time is short."""
    school = agenda.findings.school
    if agenda.requests:
        held = int((slot_of != NOWHERE).sum())
        yield say(
            "sessions.held",
            "{held} of {asked} sessions are held, from {start} on",
            held=held,
            asked=len(agenda.requests),
            start=agenda.start.isoformat(),
        )
    for class_id, subject in agenda.untaught:
        yield say(
            "sessions.nobody_teaches",
            "nobody teaches {subject} in {class_id}",
            subject=subject,
            class_id=class_id,
        )
    reasons: Counter[tuple[str, Message]] = Counter()
    for number in np.flatnonzero(slot_of == NOWHERE).tolist():
        request = agenda.requests[number]
        name = school.host_name(request.teacher_id, request.tutor_id)
        reasons[name, reason_left_out(agenda, number)] += 1
    for (name, reason), count in reasons.most_common():
        yield say_count(
            "sessions.cannot_hold",
            "{name} cannot hold {count} session: {reason}",
            "{name} cannot hold {count} sessions: {reason}",
            count,
            name=name,
            reason=reason,
        )
    yield from _odd_times(agenda)


def _odd_times(agenda: Agenda) -> Iterator[Message]:
    """What a person should know of the tables of time: clashes, overlaps, exams elsewhere."""
    school = agenda.findings.school
    twice = Counter((row.teacher_id, row.period_id) for row in school.timetable)
    clashes = sum(count > 1 for count in twice.values())
    if clashes:
        yield say_count(
            "sessions.timetable_clashes",
            "the timetable has a teacher in two classes at once {count} time",
            "the timetable has a teacher in two classes at once {count} times",
            clashes,
        )
    shared = sum(map(bool, overlapping_periods(school.periods).values()))
    if shared:
        yield say_count(
            "sessions.periods_overlap",
            "{count} period overlaps with others: nobody is in two of them",
            "{count} periods overlap with others: nobody is in two of them",
            shared,
        )
    end = agenda.start + datetime.timedelta(weeks=school.meetings.weeks)
    for row in school.calendar:
        if row.kind is DayKind.EXAM and not agenda.start <= row.since < end:
            yield say(
                "sessions.exam_outside",
                "the exam of {day} lies outside the weeks planned: no review follows it",
                day=row.since.isoformat(),
            )
