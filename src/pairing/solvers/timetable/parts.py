"""A timetable in parts: weeks, and people who never meet, are problems of their own.

A tie between two parts is shared out. Half of its value on every slot from which it could be
earned makes the parts' bounds add up to one of the whole: whoever earns it gets both halves.
Beside a part that is placed already it is worth its whole value at that place, and nothing
elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from pairing.terms.assignment import BoolArray, IntArray
from pairing.terms.timetable import NOWHERE, Places, Request, Tie, TimetableProblem, TimetableTerm

__all__ = ["Part", "parts_of", "round_those_left_out", "whole_part"]


@dataclass(frozen=True, eq=False)
class Part:
    """Some requests of a problem, with the terms that bear on them alone.

    ``outward`` are the ties to requests of other parts: (own number, the other's number in the
    whole, value).
    """

    whole: TimetableProblem
    members: IntArray
    own: TimetableProblem
    outward: tuple[tuple[int, int, int], ...]

    def beside(self, slot_of: IntArray, free: Collection[int] = frozenset()) -> TimetableProblem:
        """The part's problem, all values doubled so that halves are exact, with ties as worth.

        Partners among the ``free`` are not placed yet: a tie to them is worth half wherever it
        could be earned.
        """
        values = [2 * request.values for request in self.own.requests]
        times = self.whole.times
        for number, other, value in self.outward:
            request = self.own.requests[number]
            here = times[request.candidates]
            if other in free:
                there = times[self.whole.requests[other].candidates]
                values[number] = values[number] + value * np.isin(here, there)
            elif slot_of[other] != NOWHERE:
                values[number] = values[number] + 2 * value * (here == times[slot_of[other]])
        requests = tuple(
            replace(request, values=worth)
            for request, worth in zip(self.own.requests, values, strict=True)
        )
        terms = tuple(_doubled(term) for term in self.own.terms)
        return replace(self.own, requests=requests, terms=terms)


def _doubled(term: TimetableTerm) -> TimetableTerm:
    value = getattr(term, "value", None)
    return term if value is None else replace(term, value=2 * value)


def parts_of(problem: TimetableProblem) -> tuple[Part, ...]:
    """The parts, in the order of their first week; requests without a slot come first."""
    home, of_person = _homes(problem)
    terms: dict[int, list[TimetableTerm]] = defaultdict(list)
    tied: dict[int, list[Tie]] = defaultdict(list)
    weeks: dict[int, set[int]] = defaultdict(set)
    of_week: dict[int, int] = {}
    for (week, _), name in of_person.items():
        weeks[name].add(week)
        of_week[week] = name
    for term in problem.terms:
        if isinstance(term, Tie):
            for name in {int(home[term.one]), int(home[term.other])}:
                tied[name].append(term)
        elif len(term.slots):
            week = int(problem.weeks[term.slots[0]])
            # Places join all who meet in their week.
            key = (
                of_week.get(week)
                if isinstance(term, Places)
                else of_person.get((week, term.person))
            )
            if key is not None:
                terms[key].append(term)
    found = []
    for name in np.unique(home).tolist():
        overlaps = tuple(
            overlap for overlap in problem.overlaps if int(problem.weeks[overlap[0]]) in weeks[name]
        )
        found.append(_part(problem, home == name, terms[name], overlaps, tied[name]))
    return tuple(found)


def whole_part(problem: TimetableProblem) -> Part:
    """The problem as its only part."""
    return Part(problem, np.arange(len(problem.requests)), problem, ())


def _part(
    problem: TimetableProblem,
    chosen: BoolArray,
    terms: list[TimetableTerm],
    overlaps: tuple[IntArray, ...],
    ties: list[Tie],
) -> Part:
    members = np.flatnonzero(chosen).astype(np.int64)
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
    requests: tuple[Request, ...] = tuple(problem.requests[one] for one in members.tolist())
    own = replace(problem, requests=requests, terms=(*terms, *inside), overlaps=overlaps)
    return Part(problem, members, own, tuple(outward))


def _homes(problem: TimetableProblem) -> tuple[IntArray, dict[tuple[int, int], int]]:
    """The part of each request, -1 without a slot, and of each (week, person) who meets then.

    Two requests are of one part where somebody is in both in a week, where one of them may
    choose between their weeks, and where they share places.
    """
    weeks = [np.unique(problem.weeks[one.candidates]).tolist() for one in problem.requests]
    housed = {
        int(problem.weeks[term.slots[0]])
        for term in problem.terms
        if isinstance(term, Places) and len(term.slots)
    }
    met: list[list[tuple[int, int]]] = []
    for request, own in zip(problem.requests, weeks, strict=True):
        ends = [(week, person) for week in own for person in (request.host, request.guest)]
        met.append(ends + [(week, _EVERYBODY) for week in own if week in housed])
    known = sorted({end for ends in met for end in ends})
    number = {end: place for place, end in enumerate(known)}
    links = [(number[ends[0]], number[end]) for ends in met for end in ends[1:]]
    first, second = np.array(links, dtype=np.int64).reshape(-1, 2).T
    size = (len(known), len(known))
    graph = coo_array((np.ones(len(links), dtype=np.int8), (first, second)), shape=size)
    component = connected_components(graph, directed=False)[1].tolist() if known else []
    # Named by when they begin, so that neighbours come after each other.
    names: dict[int, int] = {}
    for one in component:
        names.setdefault(one, len(names))
    of_person = {end: names[one] for end, one in zip(known, component, strict=True)}
    home = [
        of_person[own[0], request.host] if own else -1
        for request, own in zip(problem.requests, weeks, strict=True)
    ]
    return np.array(home, dtype=np.int64), of_person


_EVERYBODY = -1
"""Who takes up a place of a week, whoever it is."""


def round_those_left_out(problem: TimetableProblem, slot_of: IntArray) -> TimetableProblem:
    """The problem in which only whoever is left out, and sessions of the same people, may move."""
    pairs = list(zip(problem.requests, slot_of.tolist(), strict=True))
    people = {
        person
        for request, slot in pairs
        if slot == NOWHERE and len(request.candidates)
        for person in (request.host, request.guest)
    }
    requests = tuple(
        request
        if slot == NOWHERE or {request.host, request.guest} & people
        else request.only_at(slot)
        for request, slot in pairs
    )
    return replace(problem, requests=requests)
