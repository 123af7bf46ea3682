"""What people enter after the plan, as rows that are appended, and from when on it is asked for."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import replace

from pairing.app.state.entries import write
from pairing.app.state.workspace import Workspace
from pairing.model.enums import Cause, GoalKind, GoalMeasure, GoalStatus
from pairing.model.messages.message import say
from pairing.model.records import Goal, Measure, Review

__all__ = [
    "add_goal",
    "add_measure",
    "add_review",
    "agree",
    "close_goal",
    "count_from",
    "end_measure",
    "new_goal",
    "set_causes",
]


def add_measure(
    workspace: Workspace,
    student_id: str,
    need: str,
    text: str,
    by: str,
    since: datetime.date,
    cause: Iterable[Cause] = (),
) -> None:
    """Write down a measure, with the causes that it answers to."""
    row = Measure.model_validate(
        {
            "student_id": student_id,
            "need": need,
            "cause": tuple(cause),
            "measure": text,
            "by": by,
            "from": since,
        }
    )
    write(workspace, [row])


def end_measure(workspace: Workspace, measure: Measure, on: datetime.date) -> None:
    """End a measure on a day, or on its first one where it would begin later."""
    write(workspace, [measure.model_copy(update={"until": max(on, measure.since)})])


def set_causes(workspace: Workspace, measures: Iterable[Measure], cause: Iterable[Cause]) -> None:
    """Correct the causes of a need, which stand in each of its measures."""
    update = {"cause": tuple(cause)}
    write(workspace, [row.model_copy(update=update) for row in measures])


def new_goal(
    student_id: str,
    need: str,
    kind: GoalKind,
    measure: GoalMeasure,
    target: str,
    due: datetime.date,
    baseline: str = "",
    with_id: str | None = None,
) -> Goal:
    """A goal of its own id, agreed with nobody yet.

    Raises a ValidationError where the target of a measured goal is no number.
    """
    return Goal(
        goal_id=f"G-{uuid.uuid4().hex[:12]}",
        student_id=student_id,
        with_id=with_id,
        kind=kind,
        need=need,
        measure=measure,
        baseline=baseline or None,
        target=target,
        due=due,
    )


def add_goal(workspace: Workspace, goal: Goal) -> None:
    """Write down a goal."""
    write(workspace, [goal])


def agree(workspace: Workspace, goal: Goal, whom: str, on: datetime.date) -> None:
    """Write down with whom a goal was agreed, and when."""
    write(workspace, [goal.model_copy(update={"agreed_with": whom or None, "agreed_on": on})])


def close_goal(workspace: Workspace, goal: Goal, status: GoalStatus) -> None:
    """Call a goal reached, missed or given up, or open it again."""
    write(workspace, [goal.model_copy(update={"status": status})])


def add_review(
    workspace: Workspace,
    student_id: str,
    by: str,
    text: str,
    on: datetime.date,
    next_goal: str = "",
) -> None:
    """Write down how things stand with a student."""
    row = Review(student_id=student_id, date=on, by=by, text=text, next_goal=next_goal or None)
    write(workspace, [row])


def count_from(workspace: Workspace, since: datetime.date | None) -> None:
    """Ask for what was to be done from a day on; None: from the beginning of the term."""
    monitoring = workspace.school.monitoring.model_copy(update={"since": since})
    workspace.school = replace(workspace.school, monitoring=monitoring)
    workspace.journal.done = (
        say("monitoring.from_first", "what is due is counted from the beginning of the term")
        if since is None
        else say("monitoring.since", "what is due is counted from {date}", date=since)
    )
