"""A timetable as a CP-SAT model: a literal for each request and slot, one for each open slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

import numpy as np
from ortools.sat.python import cp_model

from pairing.terms.assignment import IntArray
from pairing.terms.timetable import (
    NOWHERE,
    Covered,
    Crowd,
    Limit,
    Places,
    Tie,
    TimetableProblem,
    Wait,
)

__all__ = ["TimetableModel"]


Values: TypeAlias = dict[int, int]
"""The values of variables by their index."""


class TimetableModel:
    """``at[m][slot]``: request m is in that slot. ``open[host, slot, topic]``: the host is too."""

    def __init__(self, problem: TimetableProblem) -> None:
        self.problem = problem
        self.model = model = cp_model.CpModel()
        self.at: list[dict[int, cp_model.IntVar]] = [
            {slot: model.new_bool_var("") for slot in request.candidates.tolist()}
            for request in problem.requests
        ]
        self._busy: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        """The literals of which one holds where a person is in a slot."""
        self._visiting: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        """The literals of which one holds where a person is the guest in a slot."""
        self._reward: list[tuple[cp_model.IntVar, int]] = []
        self._housed: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        """The literals of the gatherings in each slot that take up a place."""
        self._follows: list[tuple[cp_model.IntVar, Callable[[Values], int]]] = []
        """What follows from the literals of requests, in an order in which it can be worked out."""
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
        self.objective = self.total(self._reward)
        model.maximize(self.objective)

    @staticmethod
    def total(rewards: Sequence[tuple[cp_model.IntVar, int]]) -> cp_model.LinearExpr:
        """The weighted sum of some variables."""
        variables = [variable for variable, _ in rewards]
        return cp_model.LinearExpr.weighted_sum(variables, [value for _, value in rewards])

    def _place(self) -> None:
        """Each request in one slot at most."""
        for request, own in zip(self.problem.requests, self.at, strict=True):
            if own:
                self.model.add_at_most_one(own.values())
            for (slot, literal), value in zip(own.items(), request.values.tolist(), strict=True):
                self._reward.append((literal, value))
                self._busy[request.guest, slot].append(literal)
                self._visiting[request.guest, slot].append(literal)

    def _share(self) -> None:
        """Guests of one host and topic share an open slot; a host alone with one needs no other."""
        rooms: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for number, request in enumerate(self.problem.requests):
            for slot in request.candidates.tolist():
                rooms[request.host, slot, request.topic].append(number)
        opened_of: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
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
            opened = self.model.new_bool_var("")
            for literal in own:
                self.model.add_implication(literal, opened)
            if len(own) > size:
                self.model.add(cp_model.LinearExpr.sum(own) <= size * opened)
            # An open slot without a guest would be a busy host for nothing.
            self.model.add_bool_or([*own, opened.negated()])
            self._follows.append((opened, partial(_any, own)))
            self._busy[host, slot].append(opened)
            opened_of[host, topic].append(opened)
            if self.problem.requests[members[0]].housed:
                self._housed[slot].append(opened)
        for key, members_of in asked.items():
            self._fill(sorted(members_of), opened_of[key])

    def _fill(self, members: Sequence[int], opened: Sequence[cp_model.IntVar]) -> None:
        """Whoever is over when gatherings are full takes one more all the same.

        It follows from the sizes once all is whole; before that it spares the solver most of
        its branching.
        """
        size = min(self.problem.requests[number].size for number in members)
        full, over = divmod(len(members), size)
        if full and over:
            met = [one for number in members for one in self.at[number].values()]
            total = cp_model.LinearExpr.sum(met) - over * cp_model.LinearExpr.sum(opened)
            self.model.add(total <= full * (size - over))

    def _keep_apart(self) -> None:
        """Nobody in two places: in one slot, or in slots that have a moment in common."""
        for literals in self._busy.values():
            if len(literals) > 1:
                self.model.add_at_most_one(literals)
        people = {person for person, _ in self._busy}
        for overlap in self.problem.overlaps:
            for person in people:
                at_once = [
                    literal
                    for slot in overlap.tolist()
                    for literal in self._busy.get((person, slot), ())
                ]
                if len(at_once) > 1:
                    self.model.add_at_most_one(at_once)

    def _busy_in(self, person: int, slots: IntArray) -> list[cp_model.IntVar]:
        return [one for slot in slots.tolist() for one in self._busy.get((person, slot), ())]

    def _in_unit(self, person: int, unit: IntArray) -> cp_model.IntVar:
        """A literal that holds where a person is in one of some slots."""
        own = self._busy_in(person, unit)
        if len(own) == 1:
            return own[0]
        there = self.model.new_bool_var("")
        for literal in own:
            self.model.add_implication(literal, there)
        # Without a reason to be there it would be counted for nothing.
        self.model.add_bool_or([*own, there.negated()])
        self._follows.append((there, partial(_any, own)))
        return there

    def _limit(self, literals: list[cp_model.IntVar], term: Limit | Crowd | Places) -> None:
        """So many of the literals at most, or a price for those beyond."""
        if len(literals) <= term.most:
            return
        total = cp_model.LinearExpr.sum(literals)
        if isinstance(term, Crowd):
            beyond = self.model.new_int_var(0, len(literals), "beyond")
            self.model.add(beyond >= total - term.most)
            self._reward.append((beyond, -term.value))
            self._follows.append((beyond, partial(_beyond, literals, term.most)))
        else:
            self.model.add(total <= term.most)

    def _cover(self, term: Covered) -> None:
        """A reward where one of the literals at least holds."""
        slots = term.slots.tolist()
        own = [one for slot in slots for one in self._visiting.get((term.person, slot), ())]
        if own:
            met = self.model.new_bool_var("")
            self.model.add_bool_or([*own, met.negated()])
            self._reward.append((met, term.value))
            self._follows.append((met, partial(_any, own)))

    def _wait(self, term: Wait) -> None:
        """A price for each slot without a request between others of the person."""
        busy = [self._busy_in(term.person, term.slots[k : k + 1]) for k in range(len(term.slots))]
        later = self._reached(busy[::-1])[::-1]
        earlier = self._reached(busy)
        for own, after, before in zip(busy, later, earlier, strict=True):
            if after is None or (before is None and not term.anchored):
                continue
            waits = self.model.new_bool_var("")
            ends = after if before is None or term.anchored else after + before - 1
            self.model.add(waits >= ends - cp_model.LinearExpr.sum(own))
            self._reward.append((waits, -term.value))
            both = [after] if before is None or term.anchored else [after, before]
            self._follows.append((waits, partial(_all_but, both, own)))

    def _reached(self, busy: Sequence[Sequence[cp_model.IntVar]]) -> list[cp_model.IntVar | None]:
        """For each place of a row a literal that holds if one before it does, None if none can."""
        found: list[cp_model.IntVar | None] = []
        last: cp_model.IntVar | None = None
        for own in busy:
            found.append(last)
            if own:
                reached = self.model.new_bool_var("")
                # At most one of them holds: a row in place of an implication each.
                self.model.add(reached >= cp_model.LinearExpr.sum(own))
                sources = list(own)
                if last is not None:
                    self.model.add_implication(last, reached)
                    sources.append(last)
                self._follows.append((reached, partial(_any, sources)))
                last = reached
        return found

    def _tie(self, term: Tie) -> None:
        """A reward for two requests at the same time of the week."""
        times = self.problem.times
        partners: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for slot, literal in self.at[term.other].items():
            partners[int(times[slot])].append(literal)
        for slot, literal in self.at[term.one].items():
            if own := partners.get(int(times[slot])):
                both = self.model.new_bool_var("")
                self.model.add_implication(both, literal)
                self.model.add_bool_or([*own, both.negated()])
                self._reward.append((both, term.value))
                self._follows.append((both, partial(_both, literal, own)))

    def hint(self, slot_of: IntArray) -> None:
        """Begin the search at a timetable, with all that follows from it.

        Told of its requests alone, the solver may spend all its effort on the rest.
        """
        values: Values = {}
        for own, slot in zip(self.at, slot_of.tolist(), strict=True):
            for place, literal in own.items():
                values[literal.index] = int(place == slot)
                self.model.add_hint(literal, values[literal.index])
        for variable, follows in self._follows:
            values[variable.index] = follows(values)
            self.model.add_hint(variable, values[variable.index])

    def slot_of(self, solver: cp_model.CpSolver) -> IntArray:
        """The slot of each request in a solution."""
        found = [
            next((slot for slot, literal in own.items() if solver.boolean_value(literal)), NOWHERE)
            for own in self.at
        ]
        return np.array(found, dtype=np.int64)


def _any(literals: Sequence[cp_model.IntVar], values: Values) -> int:
    return int(any(values[one.index] for one in literals))


def _both(literal: cp_model.IntVar, others: Sequence[cp_model.IntVar], values: Values) -> int:
    return values[literal.index] and _any(others, values)


def _all_but(
    literals: Sequence[cp_model.IntVar], none_of: Sequence[cp_model.IntVar], values: Values
) -> int:
    return int(all(values[one.index] for one in literals) and not _any(none_of, values))


def _beyond(literals: Sequence[cp_model.IntVar], most: int, values: Values) -> int:
    return max(0, sum(values[one.index] for one in literals) - most)
