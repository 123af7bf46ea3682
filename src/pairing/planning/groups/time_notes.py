"""What is told of the times of groups: who is in the way of one without, what is odd of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pairing.model.messages.message import Message, named, say, say_count
from pairing.planning.context import Context
from pairing.planning.groups.time_limits import Limit
from pairing.planning.groups.week import GroupTime, GroupWeek, Person, when
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["in_the_way", "no_time", "oddities"]


def in_the_way(
    week: GroupWeek,
    number: int,
    people: Sequence[tuple[Person, ...]],
    busy: dict[Person, BoolArray],
    task: IntArray,
    worker: IntArray,
    limits: Sequence[Limit],
    chosen: BoolArray,
) -> tuple[int, tuple[Person, ...]] | None:
    """(the period, the people) with fewest people in the way of a group; None without a period.

    Where all are free in some periods, those whom other groups have then.
    """
    own = np.flatnonzero(task == number).tolist()
    found: dict[int, tuple[Person, ...]] = {}
    for arc in own:
        full = (one for one in limits if one.arcs[arc] and chosen[one.arcs].sum() >= one.most)
        taken = {person for limit in full for person in limit.people}
        found[int(worker[arc])] = tuple(one for one in people[number] if one in taken)
    if not own:
        for period in range(len(week.periods)):
            found[period] = tuple(one for one in people[number] if busy[one][period])
    if not found:
        return None
    period = min(found, key=lambda one: (len(found[one]), not week.usual[one], one))
    return period, found[period]


def no_time(
    context: Context,
    week: GroupWeek,
    which: Message,
    found: tuple[int, tuple[Person, ...]] | None,
    all_free: bool,
) -> Message:
    """Why a group has no time: who is in the way where fewest are.

    Args:
        found: what ``in_the_way`` says.
        all_free: whether all of the group are free in some period, which other groups take.
    """
    if found is None:
        return say(
            "group_times.no_period",
            "{group}: no time, for no period of the days planned is long enough for classwork",
            group=which,
        )
    period, people = found
    if not people:
        return say(
            "group_times.not_found",
            "{group}: no time was found, though one was not ruled out",
            group=which,
        )
    facts = {
        "group": which,
        "time": when(week.periods[period]),
        "people": named(_label(context, one) for one in people),
    }
    if all_free:
        return say_count(
            "group_times.other_groups",
            "{group}: no time is left; fewest have other groups {time}: {people}",
            "{group}: no time is left; fewest, {count}, have other groups {time}: {people}",
            len(people),
            **facts,
        )
    return say_count(
        "group_times.busy",
        "{group}: no time is free for all; fewest are busy {time}: {people}",
        "{group}: no time is free for all; fewest, {count}, are busy {time}: {people}",
        len(people),
        **facts,
    )


def _label(context: Context, person: Person) -> str:
    kind, person_id = person
    school = context.school
    return school.teacher_label(person_id) if kind == "teacher" else school.label(person_id)


def oddities(context: Context, which: Message, time: GroupTime) -> Iterator[Message]:
    """What is to be known of a time beside when it is."""
    if not time.usual:
        yield say(
            "group_times.unusual",
            "{group}: {time} is no time that the settings have for classwork",
            group=which,
            time=time.when,
        )
    weeks = len({one.isocalendar()[:2] for one in time.dates})
    planned = context.school.session_settings.weeks
    if weeks < planned:
        yield say(
            "group_times.weeks",
            "{group} meets in {weeks} of {planned} weeks: other days are over or without school",
            group=which,
            weeks=weeks,
            planned=planned,
        )
    if time.missed:
        students = dict.fromkeys(student_id for student_id, _ in time.missed)
        yield say_count(
            "group_times.missed",
            "{group}: {count} student is called from a lesson: {people}",
            "{group}: {count} students are called from lessons: {people}",
            len(students),
            group=which,
            people=named(context.school.label(one) for one in students),
        )
