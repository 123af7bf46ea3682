"""Terms of timetables: requests into slots, with people who cannot be in two places at once.

A slot is a period of a date. Each request takes one of its candidate slots or is left out;
what it is worth there is maximised. All numbers are integers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np

from pairing.terms.assignment import IntArray

__all__ = [
    "NOWHERE",
    "Covered",
    "Crowd",
    "Limit",
    "Places",
    "Request",
    "Tie",
    "TimetableProblem",
    "TimetableTerm",
    "Wait",
    "moments_of",
]

NOWHERE = -1
"""The slot of a request that is left out."""


def moments_of(overlaps: Iterable[IntArray]) -> Mapping[int, frozenset[int]]:
    """The slots that have a moment in common with each, itself among them, where there are any."""
    found: dict[int, set[int]] = defaultdict(set)
    for overlap in overlaps:
        for slot in overlap.tolist():
            found[slot].update(overlap.tolist())
    return {slot: frozenset(others) for slot, others in found.items()}


@dataclass(frozen=True, eq=False)
class Request:
    """A guest meets a host in one of the ``candidates``; ``values[k]`` is the worth of each.

    Guests of one host with the same ``topic`` may share a slot, ``size`` of them at most; any
    other two requests of a person take different times. ``size`` and whether they take up a
    place (``housed``) are the same for all of a host and topic.
    """

    host: int
    guest: int
    topic: int
    size: int
    candidates: IntArray
    values: IntArray
    housed: bool = True

    def value_at(self, slot: int) -> int:
        """The worth of the request in a slot, 0 where it is left out or cannot be."""
        place = int(np.searchsorted(self.candidates, slot))
        found = place < len(self.candidates) and self.candidates[place] == slot
        return int(self.values[place]) if found else 0

    def only_at(self, slot: int) -> Request:
        """The request with no other slot; it is worth nothing where it could not be."""
        return replace(self, candidates=np.array([slot]), values=np.array([self.value_at(slot)]))


@dataclass(frozen=True, eq=False)
class Limit:
    """Hard: a person is in at most ``most`` of these slots, however many meet in each.

    With ``units``, each some of the slots, it is in slots of at most so many units that they are:
    two slots of one unit count once, a slot of two units twice. Together they are all ``slots``.
    """

    owner: str
    person: int
    slots: IntArray
    most: int
    units: tuple[IntArray, ...] = ()

    def count(self, used: set[int]) -> int:
        """How many of the slots, or units, a person is in who is in the ``used`` slots."""
        if not self.units:
            return len(used & set(self.slots.tolist()))
        return sum(not used.isdisjoint(unit.tolist()) for unit in self.units)


@dataclass(frozen=True, eq=False)
class Crowd:
    """Soft: minus ``value`` for each of these slots beyond ``most`` that a person is in."""

    owner: str
    person: int
    slots: IntArray
    most: int
    value: int


@dataclass(frozen=True, eq=False)
class Covered:
    """Soft: ``value``, not negative, if a person is the guest in one of these slots at least."""

    owner: str
    person: int
    slots: IntArray
    value: int


@dataclass(frozen=True, eq=False)
class Wait:
    """Soft: minus ``value`` for each of these slots, in order of time, spent waiting.

    A person waits in a slot who is in none of its requests, but in a later one and, unless
    ``anchored`` (there anyway before the first of the slots), in an earlier one.
    """

    owner: str
    person: int
    slots: IntArray
    value: int
    anchored: bool = False

    def waited(self, used: set[int]) -> int:
        """In how many of the slots the person waits, who is in the ``used`` ones."""
        places = [place for place, slot in enumerate(self.slots.tolist()) if slot in used]
        if not places:
            return 0
        return places[-1] + 1 - len(places) - (0 if self.anchored else places[0])


@dataclass(frozen=True, eq=False)
class Places:
    """Hard: at most ``most`` housed gatherings (a host and a topic) in these slots together."""

    owner: str
    slots: IntArray
    most: int


@dataclass(frozen=True, eq=False)
class Tie:
    """Soft: ``value`` if the requests ``one`` and ``other`` are at the same time of the week."""

    owner: str
    one: int
    other: int
    value: int


TimetableTerm: TypeAlias = Limit | Crowd | Covered | Wait | Places | Tie


@dataclass(frozen=True, eq=False)
class TimetableProblem:
    """Meetings of people (numbered from 0) in ``slots`` slots.

    ``overlaps`` are sets of slots that have a moment in common, each of two or more: nobody is
    in two of them. ``weeks`` gives each slot's week and ``times`` its time of the week; all
    terms but ties lie in one week each. Raises ValueError where requests of one host and topic
    differ in what all of them share.
    """

    slots: int
    requests: tuple[Request, ...]
    terms: tuple[TimetableTerm, ...] = ()
    overlaps: tuple[IntArray, ...] = ()
    weeks: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    times: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __post_init__(self) -> None:
        shared: dict[tuple[int, int], tuple[int, bool]] = {}
        for one in self.requests:
            own = one.size, one.housed
            if shared.setdefault((one.host, one.topic), own) != own:
                raise ValueError(f"requests of host {one.host} and topic {one.topic} differ")

    def used(self, slot_of: IntArray) -> dict[int, set[int]]:
        """The slots that each person is in; an empty set for whoever is in none."""
        used: dict[int, set[int]] = defaultdict(set)
        for request, slot in zip(self.requests, slot_of.tolist(), strict=True):
            if slot != NOWHERE:
                used[request.host].add(slot)
                used[request.guest].add(slot)
        return used

    def score(self, slot_of: IntArray) -> int:
        """What a timetable is worth: requests, ties, who is covered; less crowds and waiting."""
        slots = slot_of.tolist()
        total = sum(one.value_at(slot) for one, slot in zip(self.requests, slots, strict=True))
        guests = {(one.guest, slot) for one, slot in zip(self.requests, slots, strict=True)}
        used = self.used(slot_of)
        for term in self.terms:
            if isinstance(term, Crowd):
                count = len(used[term.person] & set(term.slots.tolist()))
                total -= term.value * max(0, count - term.most)
            elif isinstance(term, Covered):
                met = any((term.person, slot) in guests for slot in term.slots.tolist())
                total += term.value * met
            elif isinstance(term, Wait):
                total -= term.value * term.waited(used[term.person])
            elif isinstance(term, Tie) and self.same_time(slots[term.one], slots[term.other]):
                total += term.value
        return total

    def loose_bound(self) -> int:
        """What every request is worth at its best, every tie and all who could be covered.

        Other terms only cost.
        """
        could = {(one.guest, slot) for one in self.requests for slot in one.candidates.tolist()}
        covered = sum(
            term.value
            for term in self.terms
            if isinstance(term, Covered)
            and any((term.person, slot) in could for slot in term.slots.tolist())
        )
        ties = sum(term.value for term in self.terms if isinstance(term, Tie))
        return ties + covered + self.worth_at_best()

    def worth_at_best(self) -> int:
        """What every request by itself is worth in the best of its slots."""
        return sum(max(0, int(one.values.max(initial=0))) for one in self.requests)

    def same_time(self, one: int, other: int) -> bool:
        """Whether two slots are at the same time of the week; NOWHERE is at none."""
        return NOWHERE not in (one, other) and bool(self.times[one] == self.times[other])

    def violations(self, slot_of: IntArray) -> int:
        """How often somebody is in two places at once, a group too large, or a limit passed."""
        total = 0
        shared: dict[tuple[int, int], list[Request]] = {}
        at_once: dict[tuple[int, int], set[tuple[str, int]]] = defaultdict(set)
        for number, (request, slot) in enumerate(zip(self.requests, slot_of.tolist(), strict=True)):
            if slot == NOWHERE:
                continue
            total += slot not in request.candidates
            shared.setdefault((request.host, slot), []).append(request)
            at_once[request.host, slot].add(("holds", request.topic))
            at_once[request.guest, slot].add(("comes to", number))
        total += sum(len(own) - 1 for own in at_once.values())
        for together in shared.values():
            total += max(0, len(together) - min(one.size for one in together))
        used = self.used(slot_of)
        for overlap in self.overlaps:
            moment = set(overlap.tolist())
            total += sum(max(0, len(own & moment) - 1) for own in used.values())
        for term in self.terms:
            if isinstance(term, Limit):
                total += max(0, term.count(used[term.person]) - term.most)
            elif isinstance(term, Places):
                moment = set(term.slots.tolist())
                housed = {
                    (host, slot, one.topic)
                    for (host, slot), together in shared.items()
                    for one in together
                    if slot in moment and one.housed
                }
                total += max(0, len(housed) - term.most)
        return total
