"""Change sessions of a plan in force: another time, a move, whatever can no longer be held.

What lies before ``since`` is past and stays as it is; the rest changes as little as can be.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pairing.instances.agenda import Agenda, Held, Request
from pairing.model.messages.message import Message, say, word
from pairing.model.plan import Plan, Session
from pairing.planning.parts.sessions import session_summary
from pairing.planning.parts.timetabling import rows_of, slots_of, timetable_problem
from pairing.planning.summary import PartSummary
from pairing.rules.core.book import RuleBook
from pairing.rules.core.rule import SCALE
from pairing.screening import Findings
from pairing.solvers.timetable import replan_timetable
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, TimetableProblem, moments_of

__all__ = ["OtherTime", "Rescheduled", "find_session", "other_times", "reschedule", "still_asked"]


@dataclass(frozen=True, slots=True)
class OtherTime:
    """A slot in which a session could be, all others staying: ``change`` in points of the score.

    ``barred`` says what is in the way, where anything is.
    """

    date: datetime.date
    period_id: str
    change: float
    barred: tuple[Message, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether nobody else need move."""
        return not self.barred


@dataclass(frozen=True)
class Rescheduled:
    """The sessions anew: ``moved`` (before, after), those ``lost`` and those ``gained``.

    ``change`` is in points of the score; None where some could not stay, for what those were
    worth is not to be compared. ``least`` says that fewer changes are proved impossible
    with as much held.
    """

    sessions: tuple[Session, ...]
    moved: tuple[tuple[Session, Session], ...]
    lost: tuple[Session, ...]
    gained: tuple[Session, ...]
    change: float | None
    least: bool
    summary: PartSummary


@dataclass(frozen=True, eq=False)
class _Desk:
    """A plan's sessions on its agenda: each request's slot so far."""

    agenda: Agenda
    book: RuleBook
    problem: TimetableProblem
    held: tuple[Held, ...]
    slot_of: IntArray

    @classmethod
    def of(cls, findings: Findings, plan: Plan) -> _Desk:
        agenda = Agenda.of_plan(findings, plan)
        book = RuleBook.of(findings.school)
        problem = timetable_problem(agenda, book)
        held = agenda.held(plan.sessions or ())
        return cls(agenda, book, problem, held, slots_of(agenda, held))

    def request_of(self, row: Session) -> int:
        """The number of the request that a session of the plan answers.

        Raises ValueError where it answers none.
        """
        found = next((one.request for one in self.held if one.row == row), -1)
        if found < 0:
            raise ValueError("nobody asks for this session any more: plan the sessions anew")
        return found

    def settled(self, since: datetime.date | None, pins: Collection[Session]) -> frozenset[int]:
        """The requests whose slots are past, or pinned where both people still can be."""
        days, slots = self.agenda.days, self.slot_of
        first = (since - self.agenda.start).days if since else 0
        past = np.flatnonzero((slots != NOWHERE) & (days[slots] < first))
        pinned = map(self.request_of, pins)
        meetings = self.problem.meetings
        return frozenset(past.tolist()) | {n for n in pinned if slots[n] in meetings[n].candidates}

    def limited(self, since: datetime.date | None, settled: Collection[int]) -> TimetableProblem:
        """The problem in which settled meetings stay and no other goes before a day."""
        first = (since - self.agenda.start).days if since else 0
        meetings = []
        for number, meeting in enumerate(self.problem.meetings):
            if number in settled:
                meetings.append(meeting.only_at(int(self.slot_of[number])))
            else:
                open_ = self.agenda.days[meeting.candidates] >= first
                meetings.append(
                    replace(
                        meeting,
                        candidates=meeting.candidates[open_],
                        values=meeting.values[open_],
                    )
                )
        return replace(self.problem, meetings=tuple(meetings))


def find_session(
    plan: Plan,
    student_id: str,
    host_id: str,
    date: datetime.date,
    period_id: str | None = None,
) -> Session | None:
    """The session of a plan between two people on a day, if there is one."""
    return next(
        (
            row
            for row in plan.sessions or ()
            if row.student_id == student_id
            and host_id == row.host_id
            and row.date == date
            and period_id in (None, row.period_id)
        ),
        None,
    )


def still_asked(findings: Findings, plan: Plan, rows: Sequence[Session]) -> tuple[Session, ...]:
    """The sessions that answer a request of the school as it is now."""
    held = Agenda.of_plan(findings, plan).held(rows)
    return tuple(one.row for one in held if one.request >= 0)


def other_times(
    findings: Findings, plan: Plan, row: Session, since: datetime.date | None = None
) -> tuple[OtherTime, ...]:
    """Every other slot of a session's days, the best first, those that are barred last.

    All other sessions stay where they are. Raises ValueError where nobody asks for the session.
    """
    desk = _Desk.of(findings, plan)
    number = desk.request_of(row)
    agenda, request = desk.agenda, desk.agenda.requests[number]
    here = int(desk.slot_of[number])
    score = desk.problem.score(desk.slot_of)
    broken = desk.problem.violations(desk.slot_of)
    candidates = set(desk.problem.meetings[number].candidates.tolist())
    found = []
    for slot in np.flatnonzero(agenda.in_time(request)).tolist():
        day, period = agenda.slots[slot].date, agenda.slots[slot].period
        if slot == here or (since is not None and day < since):
            continue
        if not agenda.suits(request.kind)[slot]:
            continue
        barred = list(_barred(desk, request, slot))
        change = 0.0
        if slot in candidates:
            trial = desk.slot_of.copy()
            trial[number] = slot
            change = (desk.problem.score(trial) - score) / SCALE
            if desk.problem.violations(trial) > broken and not barred:
                barred.append(
                    say("replan.too_many", "too many sessions that day, that week or at that time")
                )
        found.append(OtherTime(day, period.period_id, change, tuple(barred)))
    # Barred ones stay in the order of time.
    return tuple(sorted(found, key=lambda one: (not one.possible, -one.change * one.possible)))


def _barred(desk: _Desk, request: Request, slot: int) -> list[Message]:
    """Who of the two is elsewhere in a slot, and where."""
    agenda = desk.agenda
    school = agenda.findings.school
    host = school.host_name(request.teacher_id, request.tutor_id)
    student = school.student[request.student_id].name
    told = []
    if not agenda.host_free(request)[slot]:
        told.append(say("replan.busy", "{name} has a lesson or is away", name=host))
    if not agenda.free.student(request.student_id)[slot]:
        told.append(say("replan.busy", "{name} has a lesson or is away", name=student))
    moment = moments_of(agenda.overlaps).get(slot, (slot,))
    people = {agenda.host(request): host, agenda.student(request.student_id): student}
    group = school.meetings.of(request.kind).group
    for one in desk.held:
        if one.slot not in moment or one.request < 0:
            continue
        other = agenda.requests[one.request]
        if other is request:
            continue
        both = agenda.host(other) == agenda.host(request), other.kind == request.kind
        if all(both) and other.subject == request.subject and group > 1 and one.slot == slot:
            continue  # They may come together.
        for person in {agenda.host(other), agenda.student(other.student_id)} & set(people):
            who = school.host_name(other.teacher_id, other.tutor_id)
            guest = school.student[other.student_id].name
            told.append(
                say(
                    "replan.elsewhere",
                    "{name} is at {kind} then ({host}, {guest})",
                    name=people[person],
                    kind=word(other.kind.value.replace("_", " ")),
                    host=who,
                    guest=guest,
                )
            )
    return told


def reschedule(
    findings: Findings,
    plan: Plan,
    *,
    since: datetime.date | None = None,
    moves: Collection[tuple[Session, datetime.date, str]] = (),
    pins: Collection[Session] = (),
) -> Rescheduled:
    """The sessions of a plan under its school as it is now, with the fewest changes.

    Args:
        findings: of the school as it is now: with absences, special days and cancellations that
            the plan does not know yet.
        plan: the plan in force, with its mentors and pairs.
        since: the first day on which anything may change; all days if None.
        moves: sessions that must go to a (date, period_id).
        pins: sessions that must stay. One that is also moved is moved, and where one of the two
            is away now it stays no longer.

    Raises ValueError where a session that must move or stay is asked for by nobody, or cannot be
    there.
    """
    desk = _Desk.of(findings, plan)
    rows = [row for row, _, _ in moves]
    settled = desk.settled(since, [pin for pin in pins if pin not in rows])
    problem = desk.limited(since, settled)
    meetings = list(problem.meetings)
    moved = []
    for row, date, period_id in moves:
        number = desk.request_of(row)
        slot = desk.agenda.index.get((date, period_id), NOWHERE)
        if slot not in desk.problem.meetings[number].candidates:
            raise ValueError("the two are not both free then, or it is no period for that")
        meetings[number] = desk.problem.meetings[number].only_at(slot)
        moved.append(number)
    problem = replace(problem, meetings=tuple(meetings))
    worth = np.array([one.worth for one in desk.agenda.requests], dtype=np.int64)
    answer = replan_timetable(problem, desk.slot_of, worth, moved, settled)
    if answer is None:
        raise ValueError("a pin, or too many sessions that day or week, is in the way")
    return _told(desk, plan, answer.slot_of, answer.least)


def _told(desk: _Desk, plan: Plan, slot_of: IntArray, least: bool) -> Rescheduled:
    """What changed from the plan in force."""
    rows = rows_of(desk.agenda, slot_of)
    now = {one.request: one.row for one in desk.agenda.held(rows)}
    before = {one.request: one.row for one in desk.held if one.request >= 0}
    # Whatever nobody asks for any more is lost too: a cancelled session.
    asked = set(before.values())
    gone = [row for row in plan.sessions or () if row not in asked]
    moved = [
        (before[number], now[number])
        for number in sorted(set(before) & set(now))
        if before[number] != now[number]
    ]
    change = None
    if desk.problem.violations(desk.slot_of) == 0:
        change = (desk.problem.score(slot_of) - desk.problem.score(desk.slot_of)) / SCALE
    return Rescheduled(
        rows,
        tuple(moved),
        (*gone, *(before[number] for number in sorted(set(before) - set(now)))),
        tuple(now[number] for number in sorted(set(now) - set(before))),
        change,
        least,
        session_summary(desk.agenda, desk.book, rows, slot_of, desk.problem.loose_bound()),
    )
