"""The seats of many weeks in a visitor's hands: made beside the page, and one put in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

import streamlit as st

from pairing.app.state.edits.school_edits import in_turn
from pairing.app.state.jobs.job import Job
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.model.enums import Part
from pairing.model.messages.message import say
from pairing.model.plan import Plan, Seating
from pairing.model.records import PastSeat
from pairing.model.school import School
from pairing.planning import (
    Fairness,
    Outcome,
    Progress,
    Rotation,
    Stop,
    Week,
    column_shift,
    fairness,
    rotate,
)

__all__ = [
    "Desk",
    "InForce",
    "Way",
    "Weeks",
    "begin",
    "desk_of",
    "in_force",
    "next_monday",
    "plan_of",
    "put_in_force",
    "take_back",
]

_DESK, _USED = "rotation", "week in force"
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Way:
    """One way to change seats week by week, and how it treats people."""

    rotation: Rotation
    fair: Fairness


@dataclass(frozen=True)
class Weeks:
    """The weeks as they are planned, and beside them the shift that schools use."""

    planned: Way
    shift: Way


@dataclass
class Desk:
    """The weeks of one class: asked for, in the making, or made.

    ``basis`` is what they rest on.
    """

    class_id: str
    asked: int
    job: Job[Weeks]
    basis: tuple[object, ...]

    def stale(self, workspace: Workspace) -> bool:
        """Whether the school, its rules or the pairs are others now; its history may be longer."""
        now = _basis(workspace)
        same = (
            a is b or (not isinstance(a, tuple) and a == b)
            for a, b in zip(self.basis, now, strict=True)
        )
        return not all(same)


@dataclass(frozen=True)
class InForce:
    """A week that was put in force, to be taken back as long as the school is the same."""

    since: date
    before: School
    school: School
    outcome: Outcome


def begin(workspace: Workspace, planned: Planned, class_id: str, weeks: int, since: date) -> None:
    """Start planning so many weeks from a Monday on; the seats of now are the week before."""
    seats = _present(planned, class_id)
    school = workspace.school
    history = _with_present(school, class_id, seats, since)
    for other in _others_of(school, class_id):
        # Who sits side by side in another room now is no new neighbour in this one.
        if beside := _present(planned, other):
            school = replace(school, seat_history=history)
            history = _with_present(school, other, beside, since)
    context = workspace.context.within(replace(school, seat_history=history))
    pairs = Plan(pairs=planned.plan.pairs)

    def work(stop: Stop, progress: Progress) -> Weeks:
        made = rotate(
            context, class_id, weeks, since=since, pairs=pairs, stop=stop, progress=progress
        )
        # Its first week is that of now.
        count = 1 + (len(made.weeks) or weeks)
        shift = column_shift(context, class_id, count, since=since - _WEEK, first=seats)
        shift = replace(shift, weeks=shift.weeks[1:])
        return Weeks(*(Way(one, fairness(context, one)) for one in (made, shift)))

    st.session_state[_DESK] = Desk(class_id, weeks, Job(work).start(), _basis(workspace))


def desk_of(class_id: str) -> Desk | None:
    """What was asked for of a class; None where the last was of another."""
    found: Desk | None = st.session_state.get(_DESK)
    return found if found is not None and found.class_id == class_id else None


def next_monday(day: date) -> date:
    """The first Monday after a day."""
    return day + (7 - day.weekday()) * _DAY


def plan_of(planned: Planned, week: Week) -> Plan:
    """The plan with the seats of a week for those of its class."""
    class_ids = {row.class_id for row in week.seats}
    others = (row for row in planned.plan.seats or () if row.class_id not in class_ids)
    return planned.plan.with_part(Part.SEATS, (*others, *week.seats))


def put_in_force(workspace: Workspace, planned: Planned, class_id: str, week: Week) -> None:
    """Make a week the plan's seats; the seats before, and these, enter the seat history."""
    before = workspace.school
    history = _with_present(before, class_id, _present(planned, class_id), week.since)
    new = _rows(week.seats, week.since)
    planned.take_seats(class_id, week.seats)
    workspace.school = replace(before, seat_history=(*history, *new))
    workspace.journal.done = say(
        "rotation.in_force",
        "seats of {class_id} in force from {date}",
        class_id=class_id,
        date=week.since,
    )
    st.session_state[_USED] = InForce(week.since, before, workspace.school, planned.outcome)


def in_force(workspace: Workspace) -> InForce | None:
    """The week that was put in force last, as long as it can be taken back."""
    used: InForce | None = st.session_state.get(_USED)
    return used if used is not None and used.school is workspace.school else None


def take_back(workspace: Workspace, planned: Planned, used: InForce) -> None:
    """Take the last week out of force: seats and seat history are as they were."""
    workspace.school = used.before
    if planned.outcome is used.outcome:
        planned.undo()
    workspace.journal.done = say("workspace.undone", "undone")
    st.session_state.pop(_USED, None)


def _present(planned: Planned, class_id: str) -> tuple[Seating, ...]:
    return tuple(row for row in planned.plan.seats or () if row.class_id == class_id)


def _others_of(school: School, group_id: str) -> tuple[str, ...]:
    """The other classes and sets in which students of this one sit."""
    members = school.group_members[group_id]
    found = dict.fromkeys(one for row in members for one in school.groups_of[row.student_id])
    return tuple(one for one in found if one != group_id)


def _with_present(
    school: School, class_id: str, seats: Iterable[Seating], until: date
) -> tuple[PastSeat, ...]:
    """The seat history in which the seats of now end on the day before ``until``.

    Those that it does not have yet are taken to have begun a week before.
    """
    history = in_turn(school.seat_history, (), until, lambda row: row.class_id == class_id)
    running = {
        (row.student_id, row.seat_id)
        for row in history
        if row.class_id == class_id and row.until == until - _DAY
    }
    present = {(row.student_id, row.seat_id) for row in seats}
    if present == running:
        return history
    history = in_turn(history, (), until - _WEEK, lambda row: row.class_id == class_id)
    return (*history, *_rows(seats, until - _WEEK, until - _DAY))


def _rows(seats: Iterable[Seating], since: date, until: date | None = None) -> tuple[PastSeat, ...]:
    days = {"from": since, "to": until}
    return tuple(
        PastSeat.model_validate(
            {
                "class_id": row.class_id,
                "student_id": row.student_id,
                "seat_id": row.seat_id,
                **days,
            }
        )
        for row in seats
    )


def _basis(workspace: Workspace) -> tuple[object, ...]:
    school = workspace.school
    tables = (getattr(school, one.name) for one in fields(School) if one.name != "seat_history")
    pairs = workspace.planned.plan.pairs if workspace.planned is not None else None
    # Lists that change are compared by what is in them, tables by being the same.
    return (*tables, pairs, dict(workspace.settings), list(workspace.decisions))
