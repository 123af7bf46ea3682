"""A timetable in rows: a literal for each request and slot, one for each open slot.

The rows are written into whatever solves them, CP-SAT's model or a linear program, both of which
know variables by their number.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from pairing.terms.assignment import IntArray
from pairing.terms.timetable import (
    Covered,
    Crowd,
    Limit,
    Places,
    Tie,
    TimetableProblem,
    Wait,
)

__all__ = ["Formulation", "Sink", "Values"]


Values: TypeAlias = dict[int, int]
"""The values of variables by their number."""


class Sink(ABC):
    """Whatever rows are written into. Its variables are whole numbers from 0, literals up to 1.

    All that is said is a row; a sink may have a better way to say some of it.
    """

    @abstractmethod
    def variable(self, most: int = 1) -> int:
        """A new variable from 0 to ``most``."""

    @abstractmethod
    def row(
        self,
        variables: Sequence[int],
        values: Sequence[int],
        low: int | None = None,
        high: int | None = None,
    ) -> None:
        """The sum of values times variables lies between ``low`` and ``high``; None is open."""

    def one_at_most(self, literals: Sequence[int]) -> None:
        """Of these literals one holds at most."""
        self.row(literals, [1] * len(literals), high=1)

    def implies(self, literal: int, other: int) -> None:
        """Where the literal holds, the other does."""
        self.row([other, literal], [-1, 1], high=0)

    def needs(self, literal: int, sources: Sequence[int]) -> None:
        """The literal holds only where one of the sources does."""
        self.row([*sources, literal], [-1] * len(sources) + [1], high=0)


class Formulation:
    """One problem, written into a sink.

    Attributes:
        at: ``at[m][slot]`` is the literal of request m in that slot.
        reward: variables with what a unit of each is worth; their sum is to be maximised.
        follows: variables with how each follows from those before, in that order.
    """

    def __init__(self, problem: TimetableProblem, sink: Sink) -> None:
        self.problem = problem
        self._sink = sink
        self.at: list[dict[int, int]] = [
            {slot: sink.variable() for slot in request.candidates.tolist()}
            for request in problem.requests
        ]
        self.reward: list[tuple[int, int]] = []
        self.follows: list[tuple[int, Callable[[Values], int]]] = []
        self._busy: dict[tuple[int, int], list[int]] = defaultdict(list)
        """The literals of which one holds where a person is in a slot."""
        self._visiting: dict[tuple[int, int], list[int]] = defaultdict(list)
        """The literals of which one holds where a person is the guest in a slot."""
        self._housed: dict[int, list[int]] = defaultdict(list)
        """The literals of the gatherings in each slot that take up a place."""
        self._place()
        self._share()
        self._keep_apart()
        for term in problem.terms:
            match term:
                case Wait():
                    self._wait(term)
                case Covered():
                    self._cover(term)
                case Tie():
                    self._tie(term)
                case Places():
                    self._limit(
                        [one for slot in term.slots.tolist() for one in self._housed[slot]], term
                    )
                case Limit() if term.units:
                    self._limit([self._in_unit(term.person, unit) for unit in term.units], term)
                case Limit() | Crowd():
                    self._limit(self._busy_in(term.person, term.slots), term)

    def _place(self) -> None:
        """Each request in one slot at most."""
        for request, own in zip(self.problem.requests, self.at, strict=True):
            if own:
                self._sink.one_at_most(list(own.values()))
            for (slot, literal), value in zip(own.items(), request.values.tolist(), strict=True):
                self.reward.append((literal, value))
                self._busy[request.guest, slot].append(literal)
                self._visiting[request.guest, slot].append(literal)

    def _share(self) -> None:
        """Guests of one host and topic share an open slot; a host alone with one needs no other."""
        rooms: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for number, request in enumerate(self.problem.requests):
            for slot in request.candidates.tolist():
                rooms[request.host, slot, request.topic].append(number)
        opened_of: dict[tuple[int, int], list[int]] = defaultdict(list)
        asked: dict[tuple[int, int], set[int]] = defaultdict(set)
        for (host, slot, topic), members in rooms.items():
            own = [self.at[number][slot] for number in members]
            size = min(self.problem.requests[number].size for number in members)
            if size > 1:
                asked[host, topic].update(members)
            if size > 1 and len(own) == 1:
                opened_of[host, topic] += own
            if size == 1 or len(own) == 1:
                self._busy[host, slot] += own
                if self.problem.requests[members[0]].housed:
                    self._housed[slot] += own
                continue
            opened = self._sink.variable()
            for literal in own:
                self._sink.implies(literal, opened)
            if len(own) > size:
                self._sink.row([*own, opened], [1] * len(own) + [-size], high=0)
            # An open slot without a guest would be a busy host for nothing.
            self._sink.needs(opened, own)
            self.follows.append((opened, partial(_any, own)))
            self._busy[host, slot].append(opened)
            opened_of[host, topic].append(opened)
            if self.problem.requests[members[0]].housed:
                self._housed[slot].append(opened)
        for key, members_of in asked.items():
            self._fill(sorted(members_of), opened_of[key])

    def _fill(self, members: Sequence[int], opened: Sequence[int]) -> None:
        """Whoever is over when gatherings are full takes one more all the same.

        It follows from the sizes once all is whole; before that it spares the solver most of
        its branching.
        """
        size = min(self.problem.requests[number].size for number in members)
        full, over = divmod(len(members), size)
        if full and over:
            met = [one for number in members for one in self.at[number].values()]
            values = [1] * len(met) + [-over] * len(opened)
            self._sink.row([*met, *opened], values, high=full * (size - over))

    def _keep_apart(self) -> None:
        """Nobody in two places: in one slot, or in slots that have a moment in common."""
        for literals in self._busy.values():
            if len(literals) > 1:
                self._sink.one_at_most(literals)
        people = {person for person, _ in self._busy}
        for overlap in self.problem.overlaps:
            for person in people:
                at_once = [
                    literal
                    for slot in overlap.tolist()
                    for literal in self._busy.get((person, slot), ())
                ]
                if len(at_once) > 1:
                    self._sink.one_at_most(at_once)

    def _busy_in(self, person: int, slots: IntArray) -> list[int]:
        return [one for slot in slots.tolist() for one in self._busy.get((person, slot), ())]

    def _in_unit(self, person: int, unit: IntArray) -> int:
        """A literal that holds where a person is in one of some slots."""
        own = self._busy_in(person, unit)
        if len(own) == 1:
            return own[0]
        there = self._sink.variable()
        for literal in own:
            self._sink.implies(literal, there)
        # Without a reason to be there it would be counted for nothing.
        self._sink.needs(there, own)
        self.follows.append((there, partial(_any, own)))
        return there

    def _limit(self, literals: list[int], term: Limit | Crowd | Places) -> None:
        """So many of the literals at most, or a price for those beyond."""
        if len(literals) <= term.most:
            return
        ones = [1] * len(literals)
        if isinstance(term, Crowd):
            beyond = self._sink.variable(len(literals))
            self._sink.row([beyond, *literals], [1, *(-one for one in ones)], low=-term.most)
            self.reward.append((beyond, -term.value))
            self.follows.append((beyond, partial(_beyond, literals, term.most)))
        else:
            self._sink.row(literals, ones, high=term.most)

    def _cover(self, term: Covered) -> None:
        """A reward where one of the literals at least holds."""
        slots = term.slots.tolist()
        own = [one for slot in slots for one in self._visiting.get((term.person, slot), ())]
        if own:
            met = self._sink.variable()
            self._sink.needs(met, own)
            self.reward.append((met, term.value))
            self.follows.append((met, partial(_any, own)))

    def _wait(self, term: Wait) -> None:
        """A price for each slot without a request between others of the person."""
        busy = [self._busy_in(term.person, term.slots[k : k + 1]) for k in range(len(term.slots))]
        later = self._reached(busy[::-1])[::-1]
        earlier = self._reached(busy)
        for own, after, before in zip(busy, later, earlier, strict=True):
            if after is None or (before is None and not term.anchored):
                continue
            waits = self._sink.variable()
            both = [after] if before is None or term.anchored else [after, before]
            values = [1, *(-1 for _ in both), *(1 for _ in own)]
            self._sink.row([waits, *both, *own], values, low=1 - len(both))
            self.reward.append((waits, -term.value))
            self.follows.append((waits, partial(_all_but, both, own)))

    def _reached(self, busy: Sequence[Sequence[int]]) -> list[int | None]:
        """For each place of a row a literal that holds if one before it does, None if none can."""
        found: list[int | None] = []
        last: int | None = None
        for own in busy:
            found.append(last)
            if own:
                reached = self._sink.variable()
                # At most one of them holds: a row in place of an implication each.
                self._sink.row([reached, *own], [1, *(-1 for _ in own)], low=0)
                sources = list(own)
                if last is not None:
                    self._sink.implies(last, reached)
                    sources.append(last)
                self.follows.append((reached, partial(_any, sources)))
                last = reached
        return found

    def _tie(self, term: Tie) -> None:
        """A reward for two requests at the same time of the week."""
        times = self.problem.times
        partners: dict[int, list[int]] = defaultdict(list)
        for slot, literal in self.at[term.other].items():
            partners[int(times[slot])].append(literal)
        for slot, literal in self.at[term.one].items():
            if own := partners.get(int(times[slot])):
                both = self._sink.variable()
                self._sink.implies(both, literal)
                self._sink.needs(both, own)
                self.reward.append((both, term.value))
                self.follows.append((both, partial(_both, literal, own)))


def _any(literals: Sequence[int], values: Values) -> int:
    return int(any(values[one] for one in literals))


def _both(literal: int, others: Sequence[int], values: Values) -> int:
    return values[literal] and _any(others, values)


def _all_but(literals: Sequence[int], none_of: Sequence[int], values: Values) -> int:
    return int(all(values[one] for one in literals) and not _any(none_of, values))


def _beyond(literals: Sequence[int], most: int, values: Values) -> int:
    return max(0, sum(values[one] for one in literals) - most)
