"""When teaching groups meet: one period of the week for each, free for all who are in it.

Groups are tasks and periods workers of an assignment: as many groups as can be; of those choices
first the one with most groups at times that classwork would have, then in most weeks, then with
fewest lessons missed, then early in the day. Whoever is in several is in one at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pairing.model.messages.message import Message, say, say_count, word
from pairing.model.plan import Plan
from pairing.planning.context import Context
from pairing.planning.groups.teaching import TeachingGroup
from pairing.planning.groups.time_limits import Limit, lessons_missed, one_at_a_time
from pairing.planning.groups.time_notes import in_the_way, no_time, oddities
from pairing.planning.groups.week import GroupTime, GroupWeek, Person
from pairing.solvers.assignment import solve_assignment
from pairing.terms.assignment import (
    ArcValue,
    AssignmentProblem,
    AssignmentTerm,
    BoolArray,
    Count,
    IntArray,
    Sized,
)

__all__ = ["GroupTimes", "group_times"]


@dataclass(frozen=True)
class GroupTimes:
    """The time of each group in their order, None where it has none.

    ``optimal``: whether no choice of times is proved better. ``notes`` say why a group has no
    time, and what is odd about the times of others.
    """

    times: tuple[GroupTime | None, ...]
    optimal: bool
    notes: tuple[Message, ...]


def group_times(
    context: Context, groups: Sequence[TeachingGroup], plan: Plan | None = None
) -> GroupTimes:
    """A period of the week for each group, in which all its people are free in every week planned.

    Students may be called from lessons as the rules allow it for classwork. Where a plan is
    given, its sessions stay where they are.
    """
    week = GroupWeek(context, plan)
    people = [_people(group) for group in groups]
    busy = {one: week.busy(one) for own in people for one in own}
    task, worker = _arcs(week, people, busy)
    limits = (
        *one_at_a_time(week, people, task, worker),
        *lessons_missed(week, people, task, worker),
    )
    missed = _missed(week, people)
    chosen, optimal = _choose(week, len(groups), task, worker, limits, missed)
    of_group = dict(zip(task[chosen].tolist(), worker[chosen].tolist(), strict=True))
    times = tuple(
        week.time(group.students, of_group[number]) if number in of_group else None
        for number, group in enumerate(groups)
    )
    notes: list[Message] = []
    if week.unknown:
        notes.append(
            say_count(
                "group_times.unknown",
                "{count} session of the plan is in no known period, and was not looked at",
                "{count} sessions of the plan are in no known period, and were not looked at",
                week.unknown,
            )
        )
    for number, (group, time) in enumerate(zip(groups, times, strict=True)):
        which = say(
            "group_times.which",
            "group {number} ({subject}, grade {grade})",
            number=number + 1,
            subject=word(group.subject),
            grade=group.grade,
        )
        if time is not None:
            notes += oddities(context, which, time)
            continue
        blocked = in_the_way(week, number, people, busy, task, worker, limits, chosen)
        notes.append(no_time(context, week, which, blocked, (task == number).any()))
    if not optimal:
        notes.append(
            say("group_times.maybe_better", "better times for the groups were not ruled out")
        )
    return GroupTimes(times, optimal, tuple(notes))


def _people(group: TeachingGroup) -> tuple[Person, ...]:
    return ("teacher", group.teacher_id), *(("student", one) for one in group.students)


def _arcs(
    week: GroupWeek, people: Sequence[tuple[Person, ...]], busy: dict[Person, BoolArray]
) -> tuple[IntArray, IntArray]:
    """The (group, period) in which all of a group are free."""
    free = np.ones((len(people), len(week.periods)), dtype=bool)
    for number, own in enumerate(people):
        for one in own:
            free[number] &= ~busy[one]
    task, worker = np.nonzero(free)
    return task.astype(np.int64), worker.astype(np.int64)


def _missed(week: GroupWeek, people: Sequence[tuple[Person, ...]]) -> IntArray:
    """(groups, periods): the lessons that a group's students are called from."""
    found = np.zeros((len(people), len(week.periods)), dtype=np.int64)
    for number, own in enumerate(people):
        for kind, person_id in own:
            if kind == "student":
                for periods in week.missed(person_id).values():
                    found[number] += periods
    return found


def _choose(
    week: GroupWeek,
    groups: int,
    task: IntArray,
    worker: IntArray,
    limits: Sequence[Limit],
    missed: IntArray,
) -> tuple[BoolArray, bool]:
    """(which arcs are chosen, whether that is proved the best)."""
    if not len(task):
        return np.zeros(0, dtype=bool), True
    clock = {start: rank for rank, start in enumerate(sorted({p.start for p in week.periods}))}
    late = np.array([clock[one.start] for one in week.periods], dtype=np.int64)
    meets = np.zeros(len(task), dtype=np.int64)
    unit = 1
    # From the least to the most: each outweighs all before it, of all groups together.
    for cost in (late[worker], missed[task, worker], week.lost[worker], ~week.usual[worker]):
        meets -= unit * cost.astype(np.int64)
        unit = 1 + groups * int(-meets.min())
    meets += unit
    one, none = np.ones(groups, dtype=np.int64), np.zeros(groups, dtype=np.int64)
    terms: list[AssignmentTerm] = [
        ArcValue("meets", meets),
        Count("once", "task", none, one),
    ]
    single = np.ones(1, dtype=np.int64)
    terms += [
        Sized("people", np.where(limit.arcs, 0, -1).astype(np.int64), single, limit.most * single)
        for limit in limits
    ]
    problem = AssignmentProblem(groups, len(week.periods), task, worker, tuple(terms))
    result = solve_assignment(problem)
    if result.chosen is None:
        raise RuntimeError("no time at all is a choice that always holds")
    return result.chosen, result.score >= result.bound
