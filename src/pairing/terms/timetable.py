"""Terms of timetables: meetings into slots, with people who cannot be in two places at once.

A slot is a period of a date. Each meeting takes one of its candidate slots or is left out;
what it is worth there is maximised. All numbers are integers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from pairing.terms.assignment import IntArray

__all__ = ["NOWHERE", "Crowd", "Limit", "Meeting", "TimetableProblem", "TimetableTerm"]

NOWHERE = -1
"""The slot of a meeting that is left out."""


@dataclass(frozen=True, eq=False)
class Meeting:
    """A guest meets a host in one of the ``candidates``; ``values[k]`` is the worth of each.

    Guests of one host with the same ``topic`` may share a slot, ``size`` of them at most; any
    other two meetings of a person take different times.
    """

    host: int
    guest: int
    topic: int
    size: int
    candidates: IntArray
    values: IntArray

    def value_at(self, slot: int) -> int:
        """The worth of the meeting in a slot, 0 where it is left out."""
        return 0 if slot == NOWHERE else int(self.values[np.searchsorted(self.candidates, slot)])


@dataclass(frozen=True, eq=False)
class Limit:
    """Hard: a person is in at most ``most`` of these slots, however many meet in each."""

    owner: str
    person: int
    slots: IntArray
    most: int


@dataclass(frozen=True, eq=False)
class Crowd:
    """Soft: minus ``value`` for each of these slots beyond ``most`` that a person is in."""

    owner: str
    person: int
    slots: IntArray
    most: int
    value: int


TimetableTerm: TypeAlias = Limit | Crowd


@dataclass(frozen=True, eq=False)
class TimetableProblem:
    """Meetings of people (numbered from 0) in ``slots`` slots.

    ``overlaps`` are sets of slots that have a moment in common, each of two or more: nobody is
    in two of them. ``weeks`` gives each slot's week; limits and crowds lie in one week each.
    """

    slots: int
    meetings: tuple[Meeting, ...]
    terms: tuple[TimetableTerm, ...] = ()
    overlaps: tuple[IntArray, ...] = ()
    weeks: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def used(self, slot_of: IntArray) -> dict[int, set[int]]:
        """The slots that each person is in; an empty set for whoever is in none."""
        used: dict[int, set[int]] = defaultdict(set)
        for meeting, slot in zip(self.meetings, slot_of.tolist(), strict=True):
            if slot != NOWHERE:
                used[meeting.host].add(slot)
                used[meeting.guest].add(slot)
        return used

    def score(self, slot_of: IntArray) -> int:
        """What a timetable is worth: its meetings where they are, less what crowds cost."""
        slots = slot_of.tolist()
        total = sum(one.value_at(slot) for one, slot in zip(self.meetings, slots, strict=True))
        used = self.used(slot_of)
        for term in self.terms:
            if isinstance(term, Crowd):
                count = len(used[term.person] & set(term.slots.tolist()))
                total -= term.value * max(0, count - term.most)
        return total

    def violations(self, slot_of: IntArray) -> int:
        """How often somebody is in two places at once, a group too large, or a limit passed."""
        total = 0
        shared: dict[tuple[int, int], list[Meeting]] = {}
        guests: dict[tuple[int, int], int] = {}
        for meeting, slot in zip(self.meetings, slot_of.tolist(), strict=True):
            if slot == NOWHERE:
                continue
            total += slot not in meeting.candidates
            shared.setdefault((meeting.host, slot), []).append(meeting)
            guests[meeting.guest, slot] = guests.get((meeting.guest, slot), 0) + 1
        total += sum(count - 1 for count in guests.values())
        for together in shared.values():
            total += len({one.topic for one in together}) - 1
            total += max(0, len(together) - min(one.size for one in together))
        used = self.used(slot_of)
        for overlap in self.overlaps:
            at_once = set(overlap.tolist())
            total += sum(max(0, len(own & at_once) - 1) for own in used.values())
        for term in self.terms:
            if isinstance(term, Limit):
                count = len(used[term.person] & set(term.slots.tolist()))
                total += max(0, count - term.most)
        return total
