"""What groups that have people in common may not do: meet at once, miss too many lessons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pairing.planning.groups.week import GroupWeek, Person
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["Limit", "lessons_missed", "one_at_a_time"]


@dataclass(frozen=True, eq=False)
class Limit:
    """Of some arcs ``most`` are chosen at most, because of these people."""

    people: tuple[Person, ...]
    arcs: BoolArray
    most: int


def one_at_a_time(
    week: GroupWeek, people: Sequence[tuple[Person, ...]], task: IntArray, worker: IntArray
) -> Iterator[Limit]:
    """Whoever is in several groups is in one of them at each moment of the week."""
    groups_of: dict[Person, list[int]] = defaultdict(list)
    for number, own in enumerate(people):
        for one in own:
            groups_of[one].append(number)
    sharing: dict[tuple[int, ...], list[Person]] = defaultdict(list)
    for person, numbers in groups_of.items():
        if len(numbers) > 1:
            sharing[tuple(numbers)].append(person)
    for shared, persons in sharing.items():
        among = np.isin(task, shared)
        for moment in week.moments:
            arcs = among & np.isin(worker, moment)
            if len(np.unique(task[arcs])) > 1:
                yield Limit(tuple(persons), arcs, 1)


def lessons_missed(
    week: GroupWeek, people: Sequence[tuple[Person, ...]], task: IntArray, worker: IntArray
) -> Iterator[Limit]:
    """Nobody in several groups is called from more lessons a week than the rules allow."""
    for kind, student_id in dict.fromkeys(one for own in people for one in own):
        if kind != "student":
            continue
        theirs = [number for number, own in enumerate(people) if (kind, student_id) in own]
        among = np.isin(task, theirs)
        for missing in week.may_miss(student_id) if len(theirs) > 1 else ():
            arcs = among & missing.periods[worker]
            if len(np.unique(task[arcs])) > missing.most:
                yield Limit(((kind, student_id),), arcs, missing.most)
