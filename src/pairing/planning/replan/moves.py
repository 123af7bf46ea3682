"""Change sessions of a plan in force: another time, a move, whatever can no longer be held.

What lies before ``since`` is past and stays as it is; the rest changes as little as can be.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pairing.errors import NoAnswerError
from pairing.instances.agenda import Agenda, HeldSession, SessionRequest
from pairing.model.messages.message import Message, say, word
from pairing.model.plan import Plan, Session
from pairing.model.points import points
from pairing.planning.context import Context
from pairing.planning.parts.sessions import session_summary
from pairing.planning.parts.timetable.busy import who_is_busy
from pairing.planning.parts.timetable.problem import rows_of, slots_of, timetable_problem
from pairing.planning.summary import PartSummary
from pairing.rules.core.book import RuleBook
from pairing.solvers.timetable import replan_timetable
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, TimetableProblem, moments_of

__all__ = [
    "Move",
    "OtherTime",
    "Rescheduled",
    "find_session",
    "other_times",
    "reschedule",
    "still_asked",
]


@dataclass(frozen=True, slots=True)
class OtherTime:
    """A slot in which a session could be, all others staying: ``change`` in points of the score.

    ``barred`` says what is in the way, where anything is. From ``start`` to ``end`` it is, which
    is the whole period or a part of it.
    """

    date: datetime.date
    period_id: str
    start: datetime.time
    end: datetime.time
    change: float
    barred: tuple[Message, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether nobody else need move."""
        return not self.barred


Move = tuple[Session, datetime.date, str] | tuple[Session, datetime.date, str, datetime.time | None]
"""A session, and where it must go: a day, a period, and when in it, where that matters."""


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
class _InForce:
    """A plan's sessions on its agenda: each request's slot so far."""

    agenda: Agenda
    book: RuleBook
    problem: TimetableProblem
    held: tuple[HeldSession, ...]
    slot_of: IntArray

    @classmethod
    def of(cls, context: Context, plan: Plan) -> _InForce:
        agenda = context.agenda(plan)
        book = context.book
        problem = timetable_problem(agenda, book)
        held = agenda.held(plan.sessions or ())
        return cls(agenda, book, problem, held, slots_of(agenda, held))

    def request_of(self, row: Session) -> int:
        """The number of the request that a session of the plan answers.

        Raises NoAnswerError where it answers none.
        """
        found = next((one.request for one in self.held if one.row == row), -1)
        if found < 0:
            raise NoAnswerError(
                say(
                    "replan.not_asked",
                    "nobody asks for this session any more: plan the sessions anew",
                )
            )
        return found

    def place_for(
        self, number: int, date: datetime.date, period_id: str, start: datetime.time | None
    ) -> int:
        """The slot of a period that suits a request best, all else staying; or NOWHERE.

        Of parts of one period the one in which fewest are in the way, then the best.
        """

        def rank(slot: int) -> tuple[int, int, int]:
            trial = self.slot_of.copy()
            trial[number] = slot
            return self.problem.violations(trial), -self.problem.score(trial), slot

        slots = self.agenda.grid.slots
        found = [
            slot
            for slot in self.problem.requests[number].candidates.tolist()
            if (slots[slot].date, slots[slot].period.period_id) == (date, period_id)
            and start in (None, slots[slot].start)
        ]
        return min(found, key=rank) if len(found) > 1 else next(iter(found), NOWHERE)

    def settled(self, since: datetime.date | None, pins: Collection[Session]) -> frozenset[int]:
        """The requests whose slots are past, or pinned where both people still can be."""
        days, slots = self.agenda.grid.days, self.slot_of
        first = (since - self.agenda.grid.start).days if since else 0
        past = np.flatnonzero((slots != NOWHERE) & (days[slots] < first))
        pinned = map(self.request_of, pins)
        requests = self.problem.requests
        return frozenset(past.tolist()) | {n for n in pinned if slots[n] in requests[n].candidates}

    def limited(self, since: datetime.date | None, settled: Collection[int]) -> TimetableProblem:
        """The problem in which settled requests stay and no other goes before a day."""
        first = (since - self.agenda.grid.start).days if since else 0
        requests = []
        for number, request in enumerate(self.problem.requests):
            if number in settled:
                requests.append(request.only_at(int(self.slot_of[number])))
            else:
                open_ = self.agenda.grid.days[request.candidates] >= first
                requests.append(
                    replace(
                        request,
                        candidates=request.candidates[open_],
                        values=request.values[open_],
                    )
                )
        return replace(self.problem, requests=tuple(requests))


def find_session(
    plan: Plan,
    student_id: str,
    host_id: str,
    date: datetime.date,
    period_id: str | None = None,
    start: datetime.time | None = None,
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
            and start in (None, row.start)
        ),
        None,
    )


def still_asked(context: Context, plan: Plan, rows: Sequence[Session]) -> tuple[Session, ...]:
    """The sessions that answer a request of the school as it is now."""
    held = context.agenda(plan).held(rows)
    return tuple(one.row for one in held if one.request >= 0)


def other_times(
    context: Context, plan: Plan, row: Session, since: datetime.date | None = None
) -> tuple[OtherTime, ...]:
    """Every other slot of a session's days, the best first, those that are barred last.

    All other sessions stay where they are. Raises NoAnswerError where nobody asks for the session.
    """
    in_force = _InForce.of(context, plan)
    number = in_force.request_of(row)
    agenda, request = in_force.agenda, in_force.agenda.requests[number]
    here = int(in_force.slot_of[number])
    score = in_force.problem.score(in_force.slot_of)
    broken = in_force.problem.violations(in_force.slot_of)
    candidates = set(in_force.problem.requests[number].candidates.tolist())
    found = []
    for slot in np.flatnonzero(agenda.open_to(request)).tolist():
        time = agenda.grid.slots[slot]
        if slot == here or (since is not None and time.date < since):
            continue
        barred = list(_barred(in_force, request, slot))
        change = 0.0
        if slot in candidates:
            trial = in_force.slot_of.copy()
            trial[number] = slot
            change = points(in_force.problem.score(trial) - score)
            if in_force.problem.violations(trial) > broken and not barred:
                barred.append(
                    say("replan.too_many", "too many sessions that day, that week or at that time")
                )
        found.append(
            OtherTime(time.date, time.period.period_id, time.start, time.end, change, tuple(barred))
        )
    # Barred ones stay in the order of time.
    return tuple(sorted(found, key=lambda one: (not one.possible, -one.change * one.possible)))


def _barred(in_force: _InForce, request: SessionRequest, slot: int) -> list[Message]:
    """Who of the two is elsewhere in a slot, and where."""
    agenda = in_force.agenda
    school = agenda.findings.school
    host = school.host_name(request.teacher_id, request.tutor_id)
    student = school.label(request.student_id)
    told = list(who_is_busy(agenda, request, slot))
    moment = moments_of(agenda.grid.apart).get(slot, (slot,))
    people = {agenda.host(request): host, agenda.student(request.student_id): student}
    group = school.session_settings.of(request.kind).group
    for one in in_force.held:
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
            guest = school.label(other.student_id)
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
    context: Context,
    plan: Plan,
    *,
    since: datetime.date | None = None,
    moves: Collection[Move] = (),
    pins: Collection[Session] = (),
) -> Rescheduled:
    """The sessions of a plan under its school as it is now, with the fewest changes.

    Args:
        context: the school as it is now: with absences, special days and cancellations that
            the plan does not know yet.
        plan: the plan in force, with its mentors and pairs.
        since: the first day on which anything may change; all days if None.
        moves: sessions that must go to a (date, period_id), or a (date, period_id, start). Where
            a session takes a part of the period and no start is said, it is the best of them.
        pins: sessions that must stay. One that is also moved is moved, and where one of the two
            is away now it stays no longer.

    Raises NoAnswerError where a session that must move or stay is asked for by nobody, or cannot be
    there.
    """
    in_force = _InForce.of(context, plan)
    rows = [move[0] for move in moves]
    settled = in_force.settled(since, [pin for pin in pins if pin not in rows])
    problem = in_force.limited(since, settled)
    requests = list(problem.requests)
    moved = []
    for row, date, period_id, *start in moves:
        number = in_force.request_of(row)
        slot = in_force.place_for(number, date, period_id, next(iter(start), None))
        if slot == NOWHERE:
            raise NoAnswerError(
                say(
                    "replan.not_free",
                    "the two are not both free then, or it is no period for that",
                )
            )
        requests[number] = in_force.problem.requests[number].only_at(slot)
        moved.append(number)
    problem = replace(problem, requests=tuple(requests))
    worth = np.array([one.worth for one in in_force.agenda.requests], dtype=np.int64)
    answer = replan_timetable(problem, in_force.slot_of, worth, moved, settled)
    if answer is None:
        raise NoAnswerError(
            say(
                "replan.in_the_way",
                "a pin, or too many sessions that day or week, is in the way",
            )
        )
    return _told(in_force, plan, answer.slot_of, answer.least)


def _told(in_force: _InForce, plan: Plan, slot_of: IntArray, least: bool) -> Rescheduled:
    """What changed from the plan in force."""
    rows = rows_of(in_force.agenda, slot_of)
    now = {one.request: one.row for one in in_force.agenda.held(rows)}
    before = {one.request: one.row for one in in_force.held if one.request >= 0}
    # Whatever nobody asks for any more is lost too: a cancelled session.
    asked = set(before.values())
    gone = [row for row in plan.sessions or () if row not in asked]
    # Older plans do not say when their sessions are: a slot is where one is, whatever is written.
    moved = [
        (before[number], now[number])
        for number in sorted(set(before) & set(now))
        if in_force.slot_of[number] != slot_of[number]
    ]
    gained = [now[number] for number in sorted(set(now) - set(before))]
    # What an absence has put off to another week is asked for anew there: it has moved.
    for row in tuple(gone):
        later = next((one for one in gained if _same(row, one)), None)
        if later is not None:
            gone.remove(row)
            gained.remove(later)
            moved.append((row, later))
    change = None
    if in_force.problem.violations(in_force.slot_of) == 0:
        change = points(in_force.problem.score(slot_of) - in_force.problem.score(in_force.slot_of))
    return Rescheduled(
        rows,
        tuple(moved),
        (*gone, *(before[number] for number in sorted(set(before) - set(now)))),
        tuple(gained),
        change,
        least,
        session_summary(
            in_force.agenda, in_force.book, rows, slot_of, in_force.problem.loose_bound()
        ),
    )


def _same(one: Session, other: Session) -> bool:
    """Whether two sessions are of the same people about the same."""
    return replace(one, date=other.date, period_id=other.period_id) == other
