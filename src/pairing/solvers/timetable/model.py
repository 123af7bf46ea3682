"""A timetable as a CP-SAT model: a literal for each meeting and slot, one for each open slot."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from ortools.sat.python import cp_model

from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, Crowd, TimetableProblem

__all__ = ["TimetableModel"]


class TimetableModel:
    """``at[m][slot]``: meeting m is in that slot. ``open[host, slot, topic]``: the host is too."""

    def __init__(self, problem: TimetableProblem) -> None:
        self.problem = problem
        self.model = model = cp_model.CpModel()
        self.at: list[dict[int, cp_model.IntVar]] = [
            {slot: model.new_bool_var("") for slot in meeting.candidates.tolist()}
            for meeting in problem.meetings
        ]
        self._busy: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        """The literals of which one holds where a person is in a slot."""
        self._reward: list[tuple[cp_model.IntVar, int]] = []
        self._place()
        self._share()
        self._keep_apart()
        for term in problem.terms:
            literals = [
                literal
                for slot in term.slots.tolist()
                for literal in self._busy.get((term.person, slot), ())
            ]
            if len(literals) <= term.most:
                continue
            total = cp_model.LinearExpr.sum(literals)
            if isinstance(term, Crowd):
                beyond = model.new_int_var(0, len(literals), "beyond")
                model.add(beyond >= total - term.most)
                self._reward.append((beyond, -term.value))
            else:
                model.add(total <= term.most)
        columns = zip(*self._reward, strict=True) if self._reward else ((), ())
        literals_, values = (list(column) for column in columns)
        model.maximize(cp_model.LinearExpr.weighted_sum(literals_, values))

    def _place(self) -> None:
        """Each meeting in one slot at most."""
        for meeting, own in zip(self.problem.meetings, self.at, strict=True):
            if own:
                self.model.add_at_most_one(own.values())
            for (slot, literal), value in zip(own.items(), meeting.values.tolist(), strict=True):
                self._reward.append((literal, value))
                self._busy[meeting.guest, slot].append(literal)

    def _share(self) -> None:
        """Guests of one host and topic share an open slot; a host alone with one needs no other."""
        rooms: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for number, meeting in enumerate(self.problem.meetings):
            for slot in meeting.candidates.tolist():
                rooms[meeting.host, slot, meeting.topic].append(number)
        for (host, slot, _), members in rooms.items():
            own = [self.at[number][slot] for number in members]
            size = min(self.problem.meetings[number].size for number in members)
            if size == 1 or len(own) == 1:
                self._busy[host, slot] += own
                continue
            opened = self.model.new_bool_var("")
            for literal in own:
                self.model.add_implication(literal, opened)
            if len(own) > size:
                self.model.add(cp_model.LinearExpr.sum(own) <= size * opened)
            # An open slot without a guest would be a busy host for nothing.
            self.model.add_bool_or([*own, opened.negated()])
            self._busy[host, slot].append(opened)

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

    def hint(self, slot_of: IntArray) -> None:
        """Begin the search at a timetable."""
        for own, slot in zip(self.at, slot_of.tolist(), strict=True):
            for place, literal in own.items():
                self.model.add_hint(literal, place == slot)

    def slot_of(self, solver: cp_model.CpSolver) -> IntArray:
        """The slot of each meeting in a solution."""
        found = [
            next((slot for slot, literal in own.items() if solver.boolean_value(literal)), NOWHERE)
            for own in self.at
        ]
        return np.array(found, dtype=np.int64)
