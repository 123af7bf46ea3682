"""Where a goal stands by the marks, and whether it seems reached or missed: the teacher decides."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from pairing.language import N_, day
from pairing.model.enums import GoalKind, GoalMeasure, GoalStatus
from pairing.model.messages.message import Message, say
from pairing.model.records import Goal
from pairing.model.records.term import number_of
from pairing.model.school import School
from pairing.monitoring.progress.marks import Point, rank_points, shared_points

__all__ = [
    "GOAL_KINDS",
    "GOAL_STATUSES",
    "GoalStand",
    "goal_now",
    "goal_stand",
    "goal_words",
    "points_of",
    "together",
]

GOAL_KINDS = {
    GoalKind.SHORT: N_("short goal"),
    GoalKind.LONG: N_("long goal"),
    GoalKind.STANDARD: N_("own standard, to be kept up"),
}
"""What people call each kind."""
GOAL_STATUSES = {
    GoalStatus.OPEN: N_("open"),
    GoalStatus.REACHED: N_("reached"),
    GoalStatus.MISSED: N_("not reached"),
    GoalStatus.DROPPED: N_("given up"),
}
"""What people call how a goal stands."""


@dataclass(frozen=True, slots=True)
class GoalStand:
    """Where a goal stands on a day, in its own measure; of a pair's goal as the mean of the two.

    Args:
        goal: the goal as it counts now.
        baseline: as the goal tells it, else by the last exam up to the agreement; None: unknown.
        last: the newest exam since the agreement and up to the day on which the goal is due.
        target: what is to be reached; None where it is told in words.
        way: the share of the way from baseline to target that is gone, 0 to 1; None: unknown.
        met: whether the last exam meets the target; None where nothing measures it.
        proposal: what it seems to be, reached or missed; None while that is open, or the goal's
            own words have to be judged by people.
        days_late: since when it is due; 0 before.
        notes: what could not be known.
    """

    goal: Goal
    baseline: float | None = None
    last: Point | None = None
    target: float | None = None
    way: float | None = None
    met: bool | None = None
    proposal: GoalStatus | None = None
    days_late: int = 0
    notes: tuple[Message, ...] = ()


def goal_stand(school: School, goal: Goal, on: datetime.date) -> GoalStand:
    """Where a goal stands on a day.

    A goal counts as reached by the first exam since it was agreed that meets its target; a
    standard, which is to be kept up, when it is due and each exam since met it. It counts as missed
    when it is due and was not. Without any exam since nothing is proposed.
    """
    late = max(0, (on - goal.due).days)
    target = goal.reach
    if target is None:
        return GoalStand(goal, days_late=late)
    points = points_of(school, goal, min(on, goal.due))
    since, notes = goal.agreed_on, []
    before = [one for one in points if since is None or one.date <= since]
    after = [one for one in points if since is None or one.date > since]
    baseline = None if goal.baseline is None else number_of(goal.baseline)
    if since is None:
        notes.append(say("goals.no_day", "the day of the agreement is not told: every exam counts"))
    elif baseline is None and before:
        baseline = before[-1].value
    if baseline is None:
        notes.append(say("goals.no_baseline", "where it began is not known"))
    if not after:
        notes.append(say("goals.no_mark", "no exam since the agreement measures it"))
    met = [_meets(goal, one.value, target) for one in after]
    last = after[-1] if after else None
    return GoalStand(
        goal,
        baseline,
        last,
        target,
        _way(baseline, last, target),
        met[-1] if met else None,
        _proposal(goal, met, on) if goal.status is GoalStatus.OPEN else None,
        late,
        tuple(notes),
    )


def points_of(school: School, goal: Goal, on: datetime.date) -> tuple[Point, ...]:
    """The exams up to a day that measure a goal; none where words do, or somebody has left."""
    if goal.measure is GoalMeasure.WORDS or any(one not in school.student for one in goal.people):
        return ()
    measured = rank_points if goal.measure is GoalMeasure.RANK else shared_points
    return measured(school, goal.people, goal.need, on)


def together(goal: Goal) -> bool:
    """Whether a goal is shared by two.

    Its numbers are means of both: beside the marks of one half, where it began and where it stands
    would tell the marks of the other. So they are not told, and it stands on nobody's curve.
    """
    return goal.with_id is not None


def goal_now(stand: GoalStand) -> Message | None:
    """Where a goal stands by the last exam; of one that two share only whether that reached it."""
    if stand.last is None:
        return None
    exam, date = stand.last.exam, day(stand.last.date)
    if not together(stand.goal):
        value = _value(stand.goal, stand.last.value)
        return say("goals.now", "now {value} ({exam}, {date})", value=value, exam=exam, date=date)
    if stand.met:
        return say(
            "goals.both_met", "both together reach it ({exam}, {date})", exam=exam, date=date
        )
    return say(
        "goals.both_not_yet", "both together are on the way ({exam}, {date})", exam=exam, date=date
    )


def goal_words(goal: Goal) -> Message:
    """What is to be reached and by when; from where, unless that told another student's mark."""
    due = day(goal.due)
    if goal.reach is None:
        return say("goals.in_words", "{target}, by {date}", target=goal.target, date=due)
    target = _value(goal, goal.reach)
    if together(goal):
        return say("goals.together", "reach {target} together by {date}", target=target, date=due)
    first = None if goal.baseline is None else number_of(goal.baseline)
    if first is None:
        return say("goals.to", "reach {target} by {date}", target=target, date=due)
    before = _value(goal, first)
    return say(
        "goals.from_to",
        "from {baseline} to {target} by {date}",
        baseline=before,
        target=target,
        date=due,
    )


def _value(goal: Goal, value: float) -> Message:
    """A number in a goal's measure."""
    told = f"{round(value, 1):g}"
    if goal.measure is GoalMeasure.RANK:
        return say("goals.rank", "rank {value}", value=told)
    return say("goals.percent", "{value} %", value=told)


def _meets(goal: Goal, value: float, target: float) -> bool:
    """Of ranks the lower is the better one."""
    return value <= target if goal.measure is GoalMeasure.RANK else value >= target


def _way(baseline: float | None, last: Point | None, target: float) -> float | None:
    if baseline is None or last is None:
        return None
    if baseline == target:
        return float(last.value == target)
    return min(1.0, max(0.0, (last.value - baseline) / (target - baseline)))


def _proposal(goal: Goal, met: list[bool], on: datetime.date) -> GoalStatus | None:
    due = on >= goal.due
    if not met:
        return None
    if goal.kind is GoalKind.STANDARD:
        return (GoalStatus.REACHED if all(met) else GoalStatus.MISSED) if due else None
    if any(met):
        return GoalStatus.REACHED
    return GoalStatus.MISSED if due else None
