"""Terms of seating as a CP-SAT model: hard ones under guards, soft ones as an objective."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np

from pairing.solvers import cp_model
from pairing.terms.seating import (
    BoolArray,
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

Literal: TypeAlias = "cp_model.IntVar"


class SeatingModel:
    """``sits[s][p]``: student s sits on seat p. Builders add terms to ``model``.

    Where ``held`` is given, student s stays on seat ``held[s]``, or is free to take any seat
    of ``free_seats`` where that is -1; what does not touch a free student is left out of the
    soft terms, for it is the same in every solution.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        problem: SeatingProblem,
        held: IntArray | None = None,
        free_seats: IntArray | None = None,
    ) -> None:
        self.model, self.problem = model, problem
        self.free = np.ones(problem.students, dtype=bool) if held is None else held < 0
        open_seats = np.arange(problem.seats) if free_seats is None else free_seats
        self.places: list[IntArray] = [
            open_seats if held is None or held[student] < 0 else held[student : student + 1]
            for student in range(problem.students)
        ]
        """The seats that each student may take."""
        no, yes = (model.new_constant(value) for value in (0, 1))
        self.sits: list[list[Literal]] = [[no] * problem.seats for _ in range(problem.students)]
        for student, places in enumerate(self.places):
            for seat in places:
                name = f"{student} on {seat}"
                self.sits[student][seat] = model.new_bool_var(name) if self.free[student] else yes
        movable = np.flatnonzero(self.free).tolist()
        for student in movable:
            model.add_exactly_one(self.sits[student][seat] for seat in open_seats)
        for seat in open_seats:
            model.add_at_most_one(self.sits[student][seat] for student in movable)
        self.gains: list[cp_model.LinearExprT] = []

    def _on(self, student: int, seats: BoolArray) -> list[Literal]:
        """The student sits on one of ``seats`` where one of these holds."""
        return [self.sits[student][seat] for seat in self.places[student] if seats[seat]]

    def seat_of(self, solver: cp_model.CpSolver) -> IntArray:
        """The seat of each student in the solver's solution."""
        value = solver.boolean_value
        seats = [next(p for p, var in enumerate(own) if value(var)) for own in self.sits]
        return np.array(seats, dtype=np.int64)

    def hint(self, seat_of: IntArray) -> None:
        """Begin the search at a seating."""
        for student in np.flatnonzero(self.free):
            for place in self.places[student]:
                self.model.add_hint(self.sits[student][place], bool(place == seat_of[student]))

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
        near = term.closeness > 0
        for one, other in np.argwhere(term.weights > 0).tolist():
            if not self.free[one] and not self.free[other]:
                continue
            for seat in self.places[one]:
                barred = self._on(other, near[seat])
                if barred:
                    taken = cp_model.LinearExpr.sum([self.sits[one][seat], *barred])
                    self.model.add(taken <= 1).only_enforce_if(guard)

    def _require_coverage(self, term: Coverage, guard: Literal) -> None:
        near = term.closeness > 0
        helpers = np.flatnonzero(term.helpers).tolist()
        for seat in self.places[term.student]:
            close = [on for one in helpers for on in self._on(one, near[seat])]
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
        """One soft term; products of pairs go together, to ``reward_products``."""
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
                raise TypeError("products of pairs go to reward_products")

    def _reward_coverage(self, term: Coverage) -> None:
        """Which helpers are near is said once, whatever the seat: so the proof is cheap."""
        helpers = np.flatnonzero(term.helpers).tolist()
        if not self.free[term.student] and not self.free[helpers].any():
            return
        near = term.closeness > 0
        close = []
        for helper in helpers:
            literal = self.model.new_bool_var("")
            for seat in self.places[term.student]:
                own = self.sits[term.student][seat]
                around = self._on(helper, near[seat])
                here = cp_model.LinearExpr.sum(around) if around else 0
                self.model.add(literal + own <= 1 + here)
                if term.most < self.problem.students:
                    self.model.add(literal >= own + here - 1)
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

    def reward_products(self, terms: Iterable[Pairwise]) -> None:
        """Soft products of pairs, all terms at once: one variable for each two free students.

        Whoever of the two is taken first bounds what the couple is worth, seat by seat, as in
        the compact linearisation of Xia and Yuan (2006). Small parts of a class only: the
        bound that it gives is weak.
        """
        terms = list(terms)
        beside = np.zeros((self.problem.students, self.problem.seats), dtype=np.int64)
        couples: dict[tuple[int, int], IntArray] = {}
        for term in terms:
            for one, other in np.argwhere(term.weights):
                gains = term.weights[one, other] * term.closeness
                if self.free[one] and self.free[other]:
                    first, second = sorted((int(one), int(other)))
                    both = gains if one == first else gains.T
                    couples[first, second] = couples.get((first, second), 0) + both
                elif self.free[one]:
                    beside[one] += gains[:, self.places[other][0]]
                elif self.free[other]:
                    beside[other] += gains[self.places[one][0]]
        self.gains.append(self._weighted(beside))
        for (first, second), both in couples.items():
            gains = both[np.ix_(self.places[first], self.places[second])]
            if gains.any():
                self.gains.append(self._couple(first, second, gains))

    def _couple(self, first: int, second: int, gains: IntArray) -> Literal:
        """A variable that is at most ``gains`` of the two seats that both take."""
        gain = self.model.new_int_var(int(gains.min()), int(gains.max()), "")
        for one, other, values in ((first, second, gains), (second, first, gains.T)):
            others = [self.sits[other][seat] for seat in self.places[other]]
            own = [self.sits[one][seat] for seat in self.places[one]]
            for row in values:
                beyond = (values - row).max(axis=1)
                there = cp_model.LinearExpr.weighted_sum(others, row.tolist())
                slack = cp_model.LinearExpr.weighted_sum(own, beyond.tolist())
                self.model.add(gain <= there + slack)
        return gain
