"""CP-SAT over a few seats at a time: the rest of the class stays, these are seated anew.

A large neighbourhood search (Shaw 1998). Some ten students change places at once, which no
swap reaches; the incumbent is the hint. It follows a cooling that has time left.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from pairing.solvers import cp_model
from pairing.solvers.conflict import new_solver
from pairing.solvers.seating.exact.model import SeatingModel
from pairing.terms.seating import (
    BoolArray,
    Coverage,
    IntArray,
    Pairwise,
    SeatingProblem,
    SeatingTerm,
)

__all__ = ["Neighbourhoods"]

_SEATS = 12
"""Seats that are free at once."""
_EFFORT = 1.0


class Neighbourhoods:
    """Parts of a room to seat anew, in turn: seats close together, people who matter, anybody."""

    def __init__(self, problem: SeatingProblem, seed: int, size: int = _SEATS) -> None:
        self.problem, self.size = problem, min(size, problem.seats)
        self.random = np.random.default_rng(seed)
        self.number = 0

    @cached_property
    def _near(self) -> BoolArray:
        """Which two seats are close in any way that matters."""
        return _couplings([_closeness(term) for term in self.problem.terms], self.problem.seats)

    @cached_property
    def _tied(self) -> BoolArray:
        """Which two students matter to each other."""
        return _couplings([_ties(term) for term in self.problem.terms], self.problem.students)

    def better(self, seat_of: IntArray) -> IntArray:
        """The best seating in the next neighbourhood of one that keeps every hard term."""
        seats = self._seats(seat_of)
        free = np.isin(seat_of, seats)
        held = np.where(free, -1, seat_of)
        model = cp_model.CpModel()
        part = SeatingModel(model, self.problem, held, seats)
        always = model.new_constant(1)
        products = []
        for term in self.problem.terms:
            if term.hard:
                part.require(term, always)
            elif isinstance(term, Pairwise):
                products.append(term)
            else:
                part.reward(term)
        part.reward_products(products)
        part.hint(seat_of)
        model.maximize(cp_model.LinearExpr.sum(part.gains))
        solver = new_solver(_EFFORT)
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return seat_of
        return part.seat_of(solver)

    def _seats(self, seat_of: IntArray) -> IntArray:
        """The seats of the next neighbourhood."""
        kind = self.number % 3
        self.number += 1
        if kind == 0:
            seats = self._grow(self._near, self.size)
        elif kind == 1:
            people = self._grow(self._tied, min(self.size, self.problem.students))
            seats = seat_of[people]
        else:
            seats = self.random.permutation(self.problem.seats)[: self.size]
        return np.sort(seats).astype(np.int64)

    def _grow(self, coupled: BoolArray, size: int) -> IntArray:
        """``size`` numbers, each coupled to one that was chosen before where there is one."""
        order = self.random.permutation(len(coupled))
        chosen = [int(order[0])]
        while len(chosen) < size:
            around = [one for one in order if one not in chosen and coupled[one, chosen].any()]
            others = around or [one for one in order if one not in chosen]
            chosen.append(int(others[0]))
        return np.array(chosen, dtype=np.int64)


def _closeness(term: SeatingTerm) -> BoolArray | None:
    if isinstance(term, Pairwise | Coverage):
        return np.not_equal(term.closeness, 0)
    return None


def _ties(term: SeatingTerm) -> BoolArray | None:
    if isinstance(term, Pairwise):
        return np.not_equal(term.weights, 0)
    if isinstance(term, Coverage):
        ties = np.zeros((len(term.helpers), len(term.helpers)), dtype=bool)
        ties[term.student] = term.helpers
        return ties
    return None


def _couplings(parts: list[BoolArray | None], size: int) -> BoolArray:
    """Which two are coupled by any part."""
    coupled = np.zeros((size, size), dtype=bool)
    for part in parts:
        if part is not None:
            coupled |= part | part.T
    return coupled
