"""The part sessions: who meets whom for what, and when."""

from __future__ import annotations

import datetime
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pairing.instances.agenda import Agenda, overlapping_periods
from pairing.model.enums import DayKind, Part, SessionKind, Status
from pairing.model.fields import read_day
from pairing.model.messages.expected import DATE, EMPTY, known_in
from pairing.model.messages.message import Message, say, say_count, some, word
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Session
from pairing.model.points import PER_POINT, Millipoints, points
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.planner import Planned, Planner, Task
from pairing.planning.parts.registry import pin_impossible, pin_words
from pairing.planning.parts.tables import CellError, PlanTable, Unknown
from pairing.planning.parts.timetable.demand import demand_told, people_of
from pairing.planning.parts.timetable.left_out import reason_left_out
from pairing.planning.parts.timetable.pinned import barred_pins
from pairing.planning.parts.timetable.problem import rows_of, timetable_problem
from pairing.planning.stop import FOREVER, Step
from pairing.planning.summary import PartSummary, RuleScore
from pairing.rules.core.book import RuleBook
from pairing.rules.sessions._base import SessionRule
from pairing.solvers.timetable import solve_timetable
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, Request

__all__ = ["PLANNER", "judge_sessions", "session_summary"]

KEEP_CHARGE = 10 * PER_POINT
"""What it costs to move or drop a session of the plan in force."""
_PINNED: Millipoints = 10**9
"""What a pinned session is worth beside all else."""
_COLUMNS = ("student_id", "teacher_id", "subject", "kind", "date", "period_id", "room")
_PEER_COLUMNS = ("tutee_id", "tutor_id", "subject", "date", "period_id", "room")


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
            context.findings, given.mentors or (), given.pairs or (), [*pins, *standing]
        )
        problem = timetable_problem(agenda, context.book)
        pinned = {one.request: one.slot for one in agenda.held(pins) if one.request >= 0}
        kept = {
            one.request: one.slot
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
            () if result.cut else _demand(agenda, context.book, result.slot_of),
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
        agenda = Agenda.of_plan(context.findings, plan)
        return judge_sessions(agenda, context.book, self.rows_of(plan))

    def unsound(self, context: Context, plan: Plan) -> Iterator[Message]:
        if not plan.sessions:
            return
        agenda = Agenda.of_plan(context.findings, plan)
        for row in plan.sessions:
            if not agenda.knows(row):
                yield say(
                    "verify.session_nobody",
                    "sessions: no student {student}, or nobody {host} to hold it",
                    student=row.student_id,
                    host=row.host_id,
                )
            elif (row.date, row.period_id) not in agenda.index:
                yield say(
                    "verify.session_no_period",
                    "sessions: {date} has no period {period} in the weeks planned",
                    date=row.date.isoformat(),
                    period=row.period_id,
                )

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
        """A pair's times have no teacher, and so a table of their own."""
        filled = ("student_id", "subject", "kind", "date")
        needed = (*filled, "teacher_id")
        peers = PlanTable(
            "peer_times",
            _PEER_COLUMNS,
            ("tutee_id", "tutor_id", "subject", "date"),
            _parse_peers,
            needed=_PEER_COLUMNS[:-1],
            takes=lambda row: bool(row.tutor_id),
            cells=lambda row: [
                row.student_id,
                row.tutor_id,
                row.subject,
                row.date,
                row.period_id,
                row.room,
            ],
            optional=True,
        )
        return (
            PlanTable(
                self.part,
                _COLUMNS,
                filled,
                _parse,
                needed=needed,
                takes=lambda row: not row.tutor_id,
            ),
            peers,
        )

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
        "period": row.period_id,
    }


def _parse(cells: Mapping[str, str]) -> Session:
    day = cells["date"]
    if not (cells.get("teacher_id") or cells.get("tutor_id")):
        raise CellError("teacher_id", "", EMPTY)
    try:
        date = read_day(day)
    except ValueError:
        raise CellError("date", day, DATE) from None
    return Session(
        cells["student_id"],
        cells.get("teacher_id", ""),
        cells["subject"],
        cells["kind"],
        date,
        cells.get("period_id", ""),
        cells.get("tutor_id", ""),
        cells.get("room", ""),
    )


def _parse_peers(cells: Mapping[str, str]) -> Session:
    kind = SessionKind.PEER_TUTORING.value
    return _parse({**cells, "student_id": cells["tutee_id"], "kind": kind})


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
    return PartSummary.of(scores, limit, notes=(*demand, *_notes(agenda, slot_of, cut)))


def _bent(request: Request, kept: int | None, pinned: int | None) -> Request:
    """The request with what keeps it in its slot, or leaves it no other."""
    if pinned is not None:
        here = request.candidates == pinned
        return replace(
            request, candidates=request.candidates[here], values=request.values[here] + _PINNED
        )
    if kept is not None:
        return replace(request, values=request.values + KEEP_CHARGE * (request.candidates == kept))
    return request


def _demand(agenda: Agenda, book: RuleBook, slot_of: IntArray) -> tuple[Message, ...]:
    """What is asked beyond the time of those who have not all of their sessions."""
    left_out = np.flatnonzero(slot_of == NOWHERE).tolist()
    people = {key for number in left_out for key in people_of(agenda.requests[number])}
    return tuple(demand_told(agenda, book, people)) if people else ()


def _notes(agenda: Agenda, slot_of: IntArray, cut: bool) -> Iterator[Message]:
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
    if agenda.past and school.today is not None:
        yield say_count(
            "sessions.past",
            "{count} session lies before {today} and is not planned any more",
            "{count} sessions lie before {today} and are not planned any more",
            agenda.past,
            today=school.today.isoformat(),
        )
    yield from _put_off(agenda)
    for class_id, subject in agenda.untaught:
        yield say(
            "sessions.nobody_teaches",
            "nobody teaches {subject} in {class_id}",
            subject=subject,
            class_id=class_id,
        )
    reasons: dict[Message, Counter[str]] = defaultdict(Counter)
    for number in np.flatnonzero(slot_of == NOWHERE).tolist():
        request = agenda.requests[number]
        name = school.host_name(request.teacher_id, request.tutor_id)
        reasons[reason_left_out(agenda, number, cut)][name] += 1
    for reason, hosts in sorted(reasons.items(), key=lambda item: -item[1].total()):
        cases = [
            say("sessions.of_host", "{name}: {number}", name=name, number=number)
            for name, number in hosts.most_common()
        ]
        yield say_count(
            "sessions.cannot_be_held",
            "{count} session cannot be held: {reason} ({hosts})",
            "{count} sessions cannot be held: {reason} ({hosts})",
            hosts.total(),
            reason=reason,
            hosts=some(cases),
        )
    yield from _odd_times(agenda)


def _put_off(agenda: Agenda) -> Iterator[Message]:
    """What comes later than it would: out of closed weeks, and visits later in the term."""
    moved = Counter(
        (one.moved_from, one.first, one.kind) for one in agenda.requests if one.moved_from
    )
    for (week, to, kind), count in sorted(moved.items()):
        yield say_count(
            "sessions.moved_on",
            "{count} session moves to the week of {to}, for that of {week} has no open period "
            "for it: {kind}",
            "{count} sessions move to the week of {to}, for that of {week} has no open period "
            "for them: {kind}",
            count,
            to=to.isoformat(),
            week=week.isoformat() if week else "",
            kind=word(kind.value.replace("_", " ")),
        )
    visits = agenda.visits
    if later := sum(visits.later(student_id) for student_id in agenda.visited):
        yield say_count(
            "sessions.visits_later",
            "{count} first home visit falls after the weeks planned, in a term from {start} on",
            "{count} first home visits fall after the weeks planned, in a term from {start} on",
            later,
            start=visits.term_start.isoformat(),
        )


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
    end = agenda.start + datetime.timedelta(weeks=school.session_settings.weeks)
    for row in school.calendar:
        if row.kind is DayKind.EXAM and not agenda.start <= row.since < end:
            yield say(
                "sessions.exam_outside",
                "the exam of {day} lies outside the weeks planned: no review follows it",
                day=row.since.isoformat(),
            )
