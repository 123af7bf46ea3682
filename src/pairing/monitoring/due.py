"""What is owed to students on a day: help this week, visits, reviews, goals, and what is to be
written down.

The rhythm is ``[monitoring]`` of rules.toml; a mentor owes it, or the head of the class where a
student has none.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pairing.language import N_
from pairing.model.enums import GoalStatus, Held, RecordKind, SessionKind
from pairing.model.plan import Plan, Session
from pairing.model.records import Goal, HelpRecord
from pairing.monitoring.log import TermLog
from pairing.monitoring.matching import unrecorded
from pairing.monitoring.term import Term, monday_of, term_of

__all__ = [
    "HELP",
    "OWED_WORDS",
    "Owed",
    "What",
    "goals_beyond_need",
    "owed_on",
    "owing_mentors",
]

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
_VISITS = (RecordKind.HOME_VISIT, RecordKind.FIRST_VISIT)

HELP = frozenset(RecordKind) - {RecordKind.PARENT_CONTACT, RecordKind.OTHER}
"""What counts as help given to a student: a word with the parents alone is none."""


class What(StrEnum):
    """What may be owed."""

    WEEKLY_HELP = "weekly_help"
    HOME_VISIT = "home_visit"
    FIRST_VISIT = "first_visit"
    REVIEW = "review"
    GOAL = "goal"
    RECORD = "record"


OWED_WORDS = {
    What.WEEKLY_HELP: N_("help every week"),
    What.FIRST_VISIT: N_("first visit"),
    What.HOME_VISIT: N_("home visit"),
    What.REVIEW: N_("stage review"),
    What.GOAL: N_("goal"),
    What.RECORD: N_("a session to write down"),
}
"""What people call what may be owed."""


@dataclass(frozen=True, slots=True, order=True)
class Owed:
    """What somebody owes a student. ``days_late`` is 0 until the day on which it is due.

    ``session`` is the session that is to be written down.
    """

    due: datetime.date
    person_id: str
    student_id: str
    what: What
    days_late: int
    session: Session | None = None


def owed_on(
    log: TermLog, plan: Plan, on: datetime.date, only: str | None = None
) -> tuple[Owed, ...]:
    """All that is owed on a day or falls due soon, what is late longest first.

    Args:
        log: what was written down; what is dated after the day counts not.
        plan: who carries whom, and the sessions that are planned.
        on: the day.
        only: the one student who is asked about; None: everybody.
    """
    term = term_of(log.school, plan, log, on)
    found: list[Owed] = []
    carried = dict(_carried(log, plan))
    beyond = goals_beyond_need(log, plan)
    for student_id, person_id in carried.items():
        if only not in (None, student_id):
            continue
        dues = (
            (What.WEEKLY_HELP, _help_due(log, term, student_id, on)),
            (What.FIRST_VISIT, _first_visit_due(log, term, student_id, on)),
            (What.HOME_VISIT, _home_visit_due(log, term, student_id, on)),
            (What.REVIEW, _review_due(log, term, student_id, on)),
            *((What.GOAL, due) for due in _goals_due(log, term, student_id, on, beyond)),
        )
        found += [
            Owed(due, person_id, student_id, what, max(0, (on - due).days))
            for what, due in dues
            if due is not None and _soon(log, what, due, on)
        ]
    found += _last_goals(log, carried, beyond, on, only)
    days = datetime.timedelta(days=log.school.monitoring.record_days)
    if only is not None:
        plan = Plan(sessions=tuple(row for row in plan.sessions or () if row.student_id == only))
    for row in unrecorded(log, plan, term.asked_from, on):
        due = row.date + days
        late = max(0, (on - due).days)
        # A pair writes down its own times, but no child is called late: whoever carries them is.
        person = carried.get(row.student_id, "") if row.tutor_id else row.host_id
        found.append(Owed(due, person, row.student_id, What.RECORD, late, row))
    return tuple(sorted(found, key=lambda row: (row.due, row.what, row.person_id, row.student_id)))


def goals_beyond_need(log: TermLog, plan: Plan) -> tuple[Goal, ...]:
    """The open goals in what none of their people is in need of by the plan, soonest first.

    Who has left need is owed nothing by anybody, and a goal that nobody closes would be late for
    ever. Where needs are not planned nothing is known to be beyond them.
    """
    if plan.needs is None:
        return ()
    needs = {(need.student_id, need.need) for need in plan.needs}
    goals = (row for row in log.goals.values() if row.status is GoalStatus.OPEN)
    beyond = (row for row in goals if not any((one, row.need) in needs for one in row.people))
    return tuple(sorted(beyond, key=lambda row: (row.due, row.goal_id)))


def owing_mentors(plan: Plan) -> dict[str, str]:
    """Who owes each student weekly help: the first of the mentors."""
    found: dict[str, str] = {}
    for row in plan.mentors or ():
        found.setdefault(row.student_id, row.teacher_id)
    return found


def _carried(log: TermLog, plan: Plan) -> Iterator[tuple[str, str]]:
    """Each student who is helped by this plan, with who owes it."""
    mentors = owing_mentors(plan)
    school = log.school
    needy = dict.fromkeys([*mentors, *(need.student_id for need in plan.needs or ())])
    for student_id in needy:
        if student_id in school.student:
            yield student_id, mentors.get(student_id) or _head(log, student_id)


def _head(log: TermLog, student_id: str) -> str:
    school = log.school
    return school.class_[school.student[student_id].class_id].homeroom_teacher_id or ""


def _soon(log: TermLog, what: What, due: datetime.date, on: datetime.date) -> bool:
    """Whether it is told on this day; help is owed in its own week from its first day on."""
    ahead = datetime.timedelta(days=log.school.monitoring.ahead_days)
    return what is What.WEEKLY_HELP or due - ahead <= on


def _help_due(log: TermLog, term: Term, student_id: str, on: datetime.date) -> datetime.date | None:
    """The last open day of the first of the weeks without help that reach up to now."""
    asked = log.school.monitoring.weekly_help
    weeks = Counter(
        monday_of(row.date) for row in _held(log, student_id, term.first, on) if row.kind in HELP
    )
    due = None
    for monday in term.weeks(on):
        days = term.open_days(monday)
        if not days or days[-1] < term.asked_from:
            continue
        if weeks[monday] >= asked:
            due = None
        elif due is None:
            due = days[-1]
    return due


def _first_visit_due(
    log: TermLog, term: Term, student_id: str, on: datetime.date
) -> datetime.date | None:
    weeks = log.school.monitoring.first_visit_weeks
    by = log.school.session_settings.first_visit_by
    visits = _held(log, student_id, datetime.date.min, on)
    if not (weeks or by) or any(row.kind in _VISITS for row in visits):
        return None
    # A day that lies before anything is asked for was of an earlier term.
    if by is not None and by >= term.asked_from:
        return by
    if not weeks:
        return None
    return term.asked_from + weeks * _WEEK - _DAY


def _home_visit_due(
    log: TermLog, term: Term, student_id: str, on: datetime.date
) -> datetime.date | None:
    """The end of the share of the term, as far as it is asked about, of the next visit."""
    settings = log.school.session_settings
    if SessionKind.HOME_VISIT not in settings.enabled:
        return None
    held = sum(row.kind in _VISITS for row in _held(log, student_id, term.first, on))
    if held >= settings.home_visits:
        return None
    weeks = max(1, (term.last + _DAY - term.asked_from) // _WEEK)
    return term.asked_from + weeks * (held + 1) // settings.home_visits * _WEEK - _DAY


def _review_due(
    log: TermLog, term: Term, student_id: str, on: datetime.date
) -> datetime.date | None:
    weeks = log.school.monitoring.review_weeks
    if not weeks:
        return None
    reviews = (row.date for row in log.reviews_of.get(student_id, ()) if row.date <= on)
    return max([term.asked_from, *reviews]) + weeks * _WEEK


def _goals_due(
    log: TermLog,
    term: Term,
    student_id: str,
    on: datetime.date,
    beyond: Collection[Goal],
) -> Iterable[datetime.date]:
    """The days of goals that nobody has called reached or missed, or by when there is to be one."""
    if own := [goal for goal in log.open_goals(student_id) if goal not in beyond]:
        yield from (goal.due for goal in own)
    elif weeks := log.school.monitoring.goal_weeks:
        closed = (goal.due for goal in log.goals_of.get(student_id, ()) if goal.due <= on)
        yield max([term.asked_from, *closed]) + weeks * _WEEK


def _last_goals(
    log: TermLog,
    carried: Mapping[str, str],
    beyond: Iterable[Goal],
    on: datetime.date,
    only: str | None,
) -> Iterator[Owed]:
    """Goals in what is no need any more, asked about once: for as long after as before the day.

    They are asked of whoever carries the student, else of the head of the class.
    """
    ahead = datetime.timedelta(days=log.school.monitoring.ahead_days)
    for goal in beyond:
        if abs(on - goal.due) <= ahead:
            late = max(0, (on - goal.due).days)
            for one in goal.people if only is None else {only}.intersection(goal.people):
                yield Owed(goal.due, carried.get(one) or _head(log, one), one, What.GOAL, late)


def _held(
    log: TermLog, student_id: str, since: datetime.date, until: datetime.date
) -> Iterator[HelpRecord]:
    for row in log.records_of.get(student_id, ()):
        if row.held is Held.YES and since <= row.date <= until:
            yield row
