"""First fit: each request into its best free slot, the worthiest and least free ones first.

It is what a teacher with a pencil does, and where the search begins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, Limit, Places, TimetableProblem, moments_of

__all__ = ["first_fit"]


def _by_worth(problem: TimetableProblem) -> list[int]:
    """The requests, the worthiest first; of equals, those with the fewest slots."""

    def rank(number: int) -> tuple[int, int, int]:
        request = problem.requests[number]
        return -int(request.values.max(initial=0)), len(request.candidates), number

    return sorted(range(len(problem.requests)), key=rank)


def first_fit(problem: TimetableProblem, order: Iterable[int] | None = None) -> IntArray:
    """The slot of each request, NOWHERE where none of its slots was free any more.

    Every hard limit is kept. ``order`` is whose turn comes when; by worth where it is None.
    """
    board = _Board(problem)
    slot_of = np.full(len(problem.requests), NOWHERE, dtype=np.int64)
    for number in _by_worth(problem) if order is None else order:
        request = problem.requests[number]
        best = np.argsort(-request.values, kind="stable")
        for slot in request.candidates[best].tolist():
            if board.takes(number, slot):
                board.place(number, slot)
                slot_of[number] = slot
                break
    return slot_of


class _Board:
    """Who is where so far."""

    def __init__(self, problem: TimetableProblem) -> None:
        self.problem = problem
        self.blocked: set[tuple[int, int]] = set()
        """(person, slot) at which somebody is, or would be in two places."""
        self.rooms: dict[tuple[int, int], tuple[int, int]] = {}
        """(host, slot) -> (topic, places left)."""
        limits = [term for term in problem.terms if isinstance(term, Limit)]
        self.left = [term.most for term in limits]
        self.limits: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        """(person, slot) -> (limit, unit) of each that it counts in."""
        self.counted: set[tuple[int, int]] = set()
        """The units of limits that their person is in."""
        for number, term in enumerate(limits):
            units = [unit.tolist() for unit in term.units] or [[one] for one in term.slots.tolist()]
            for unit, slots in enumerate(units):
                for slot in slots:
                    self.limits[term.person, slot].append((number, unit))
        places = [term for term in problem.terms if isinstance(term, Places)]
        self.free = [term.most for term in places]
        self.places: dict[int, list[int]] = defaultdict(list)
        for number, place in enumerate(places):
            for slot in place.slots.tolist():
                self.places[slot].append(number)
        self.moments = moments_of(problem.overlaps)

    def takes(self, number: int, slot: int) -> bool:
        """Whether a request fits into a slot."""
        request = self.problem.requests[number]
        if (request.guest, slot) in self.blocked or not self._has_room(request.guest, slot):
            return False
        room = self.rooms.get((request.host, slot))
        if room is not None:
            return room[0] == request.topic and room[1] > 0
        if request.housed and any(self.free[one] < 1 for one in self.places.get(slot, ())):
            return False
        return (request.host, slot) not in self.blocked and self._has_room(request.host, slot)

    def _has_room(self, person: int, slot: int) -> bool:
        more: Counter[int] = Counter()
        for one in self.limits.get((person, slot), ()):
            more[one[0]] += one not in self.counted
        return all(self.left[limit] >= count for limit, count in more.items())

    def place(self, number: int, slot: int) -> None:
        """Put a request into a slot that takes it."""
        request = self.problem.requests[number]
        self._occupy(request.guest, slot)
        room = self.rooms.get((request.host, slot))
        if room is None:
            self._occupy(request.host, slot)
            if request.housed:
                for one in self.places.get(slot, ()):
                    self.free[one] -= 1
            room = (request.topic, request.size)
        self.rooms[request.host, slot] = (room[0], room[1] - 1)

    def _occupy(self, person: int, slot: int) -> None:
        for other in self.moments.get(slot, (slot,)):
            self.blocked.add((person, other))
        for one in self.limits.get((person, slot), ()):
            self.left[one[0]] -= one not in self.counted
            self.counted.add(one)
