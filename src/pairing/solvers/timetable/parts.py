"""A timetable in parts: weeks that only ties join, each a problem of its own.

A tie between two parts is shared out. Half of its value on every slot from which it could be
earned makes the parts' bounds add up to one of the whole: whoever earns it gets both halves.
Beside a part that is placed already it is worth its whole value at that place, and nothing
elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, Meeting, Tie, TimetableProblem, TimetableTerm

__all__ = ["Part", "parts_of"]


@dataclass(frozen=True, eq=False)
class Part:
    """Some meetings of a problem, with the terms that bear on them alone.

    ``outward`` are the ties to meetings of other parts: (own number, the other's number in the
    whole, value). ``twice`` makes all values even, so that halves are exact.
    """

    whole: TimetableProblem
    members: IntArray
    own: TimetableProblem
    outward: tuple[tuple[int, int, int], ...]

    def beside(self, slot_of: IntArray | None, free: frozenset[int]) -> TimetableProblem:
        """The part's problem, all values doubled, with its outward ties as worth of slots.

        Partners in ``free`` parts are not placed yet: a tie to them is worth its half wherever
        it could be earned, or nothing of it where ``slot_of`` is None means all are free.
        """
        values = [2 * meeting.values for meeting in self.own.meetings]
        times = self.whole.times
        for number, other, value in self.outward:
            meeting = self.own.meetings[number]
            here = times[meeting.candidates]
            if slot_of is None or other in free:
                there = times[self.whole.meetings[other].candidates]
                values[number] = values[number] + value * np.isin(here, there)
            elif slot_of[other] != NOWHERE:
                values[number] = values[number] + 2 * value * (here == times[slot_of[other]])
        meetings = tuple(
            replace(meeting, values=worth)
            for meeting, worth in zip(self.own.meetings, values, strict=True)
        )
        terms = tuple(_doubled(term) for term in self.own.terms)
        return replace(self.own, meetings=meetings, terms=terms)


def _doubled(term: TimetableTerm) -> TimetableTerm:
    value = getattr(term, "value", None)
    return term if value is None else replace(term, value=2 * value)


def parts_of(problem: TimetableProblem) -> tuple[Part, ...]:
    """The parts, in the order of their first week; meetings without a slot come first."""
    home = _homes(problem)
    week_of_term: dict[int, list[TimetableTerm]] = defaultdict(list)
    root = {int(week): int(week) for week in problem.weeks}
    for meeting, own in zip(problem.meetings, home, strict=True):
        for week in np.unique(problem.weeks[meeting.candidates]).tolist():
            root[week] = int(own)
    ties = [term for term in problem.terms if isinstance(term, Tie)]
    for term in problem.terms:
        if not isinstance(term, Tie) and len(term.slots):
            week_of_term[root[int(problem.weeks[term.slots[0]])]].append(term)
    overlaps: dict[int, list[IntArray]] = defaultdict(list)
    for overlap in problem.overlaps:
        overlaps[root[int(problem.weeks[overlap[0]])]].append(overlap)
    tied: dict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        tied[int(home[tie.one])].append(tie)
        if home[tie.one] != home[tie.other]:
            tied[int(home[tie.other])].append(tie)
    return tuple(
        _part(problem, home, name, week_of_term[name], overlaps[name], tied[name])
        for name in np.unique(home).tolist()
    )


def _part(
    problem: TimetableProblem,
    home: IntArray,
    name: int,
    terms: list[TimetableTerm],
    overlaps: list[IntArray],
    ties: list[Tie],
) -> Part:
    members = np.flatnonzero(home == name)
    number = {int(one): place for place, one in enumerate(members)}
    inside: list[Tie] = []
    outward: list[tuple[int, int, int]] = []
    for tie in ties:
        if tie.one in number and tie.other in number:
            inside.append(replace(tie, one=number[tie.one], other=number[tie.other]))
        elif tie.one in number:
            outward.append((number[tie.one], tie.other, tie.value))
        else:
            outward.append((number[tie.other], tie.one, tie.value))
    meetings: tuple[Meeting, ...] = tuple(problem.meetings[one] for one in members.tolist())
    own = replace(problem, meetings=meetings, terms=(*terms, *inside), overlaps=tuple(overlaps))
    return Part(problem, members, own, tuple(outward))


def _homes(problem: TimetableProblem) -> IntArray:
    """The part of each meeting, named by a week; weeks of one meeting's choice are one part."""
    root = {int(week): int(week) for week in problem.weeks}

    def find(week: int) -> int:
        while root[week] != week:
            week = root[week]
        return week

    weeks = [np.unique(problem.weeks[one.candidates]).tolist() for one in problem.meetings]
    for own in weeks:
        for other in own[1:]:
            first, second = sorted((find(other), find(own[0])))
            root[second] = first
    return np.array([find(own[0]) if own else -1 for own in weeks], dtype=np.int64)
