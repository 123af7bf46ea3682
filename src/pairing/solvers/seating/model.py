"""Terms of seating as a CP-SAT model: hard ones under guards, soft ones as an objective."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from ortools.sat.python import cp_model

from pairing.terms.seating import (
    Budget,
    Coverage,
    IntArray,
    Pairwise,
    SeatingProblem,
    SeatingTerm,
    Unary,
    ZoneSum,
)

__all__ = ["SeatingModel"]

Literal: TypeAlias = cp_model.IntVar


class SeatingModel:
    """``sits[s][p]``: student s sits on seat p. Builders add terms to ``model``."""

    def __init__(self, model: cp_model.CpModel, problem: SeatingProblem) -> None:
        self.model, self.problem = model, problem
        self.sits: list[list[Literal]] = [
            [model.new_bool_var(f"{student} on {seat}") for seat in range(problem.seats)]
            for student in range(problem.students)
        ]
        for own in self.sits:
            model.add_exactly_one(own)
        for seat in range(problem.seats):
            model.add_at_most_one(own[seat] for own in self.sits)
        self.gains: list[cp_model.LinearExprT] = []

    def seat_of(self, solver: cp_model.CpSolver) -> IntArray:
        """The seat of each student in the solver's solution."""
        value = solver.boolean_value
        seats = [next(p for p, var in enumerate(own) if value(var)) for own in self.sits]
        return np.array(seats, dtype=np.int64)

    def hint(self, seat_of: IntArray) -> None:
        """Begin the search at a seating."""
        for student, seat in enumerate(seat_of):
            for place, literal in enumerate(self.sits[student]):
                self.model.add_hint(literal, place == seat)

    # --- hard terms, in force where their guard is true -----------------------------

    def require(self, term: SeatingTerm, guard: Literal) -> None:
        """One hard term, in force where its guard is true."""
        match term:
            case Unary():
                for student, seat in np.argwhere(term.values > 0):
                    self.model.add_implication(guard, ~self.sits[student][seat])
            case Pairwise():
                self._require_pairwise(term, guard)
            case Coverage():
                self._require_coverage(term, guard)
            case ZoneSum():
                self._require_zone(term, guard)
            case Budget():
                spent = self._weighted(term.values)
                self.model.add(spent <= term.most).only_enforce_if(guard)

    def _require_pairwise(self, term: Pairwise, guard: Literal) -> None:
        for one, other in np.argwhere(term.weights > 0):
            for seat, near in enumerate(term.closeness > 0):
                barred = [self.sits[other][place] for place in np.flatnonzero(near)]
                if barred:
                    taken = cp_model.LinearExpr.sum([self.sits[one][seat], *barred])
                    self.model.add(taken <= 1).only_enforce_if(guard)

    def _require_coverage(self, term: Coverage, guard: Literal) -> None:
        helpers = np.flatnonzero(term.helpers)
        for seat, near in enumerate(term.closeness > 0):
            places = np.flatnonzero(near)
            close = [self.sits[helper][place] for helper in helpers for place in places]
            here = self.sits[term.student][seat]
            if len(close) < term.want:
                self.model.add_implication(guard, ~here)
            elif close:
                count = cp_model.LinearExpr.sum(close)
                most = min(term.most, len(close))
                bounds = self.model.add_linear_constraint(count, term.want, most)
                bounds.only_enforce_if([guard, here])

    def _require_zone(self, term: ZoneSum, guard: Literal) -> None:
        total = self._weighted(np.outer(term.amounts, term.zone).astype(np.int64))
        if isinstance(total, int):
            if not term.low <= 0 <= term.high:
                self.model.add(guard == 0)
        else:
            self.model.add_linear_constraint(total, term.low, term.high).only_enforce_if(guard)

    def _weighted(self, values: IntArray) -> cp_model.LinearExprT:
        """The sum of ``values[s, p]`` over students s on seats p."""
        places = np.argwhere(values)
        if not len(places):
            return 0
        return cp_model.LinearExpr.weighted_sum(
            [self.sits[student][seat] for student, seat in places],
            [int(values[student, seat]) for student, seat in places],
        )

    # --- soft terms ------------------------------------------------------------------

    def reward(self, term: SeatingTerm) -> None:
        """One soft term; products of pairs are not for CP-SAT and raise TypeError."""
        match term:
            case Unary():
                self.gains.append(self._weighted(term.values))
            case Coverage():
                self._reward_coverage(term)
            case ZoneSum():
                total = self._weighted(np.outer(term.amounts, term.zone).astype(np.int64))
                most = int(np.abs(term.amounts).sum()) + abs(term.low) + abs(term.high)
                low, high = (self.model.new_int_var(0, most, "") for _ in range(2))
                self.model.add(low >= term.low - total)
                self.model.add(high >= total - term.high)
                self.gains.append(-term.value * (low + high))
            case Budget():
                beyond = self.model.new_int_var(0, int(np.abs(term.values).sum()), "")
                self.model.add(beyond >= self._weighted(term.values) - term.most)
                self.gains.append(-term.value * beyond)
            case Pairwise():
                raise TypeError("products of pairs are not modelled here")

    def _reward_coverage(self, term: Coverage) -> None:
        """Which helpers are near is said once, whatever the seat: so the proof is cheap."""
        near = term.closeness > 0
        own = self.sits[term.student]
        close = []
        for helper in np.flatnonzero(term.helpers):
            literal = self.model.new_bool_var("")
            for seat in range(self.problem.seats):
                around = [self.sits[helper][place] for place in np.flatnonzero(near[seat])]
                here = cp_model.LinearExpr.sum(around) if around else 0
                self.model.add(literal + own[seat] <= 1 + here)
                if term.most < self.problem.students:
                    self.model.add(literal >= own[seat] + here - 1)
            close.append(literal)
        count = cp_model.LinearExpr.sum(close) if close else 0
        if term.want:
            got = self.model.new_int_var(0, min(term.want, len(close)), "")
            self.model.add(got <= count)
            self.gains.append(term.value * got)
        if term.most < len(close):
            beyond = self.model.new_int_var(0, len(close), "")
            self.model.add(beyond >= count - term.most)
            self.gains.append(-term.value * beyond)
