"""The hard terms of a seating as a CP-SAT model in which students of a kind are one.

``sits[k][p]``: somebody of kind k sits on seat p. It says no more and no less than a model of
each student by name, for those of a kind may change places in any seating.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from pairing.solvers import cp_model
from pairing.solvers.conflict import new_solver
from pairing.solvers.seating.counting.alike import kinds_of
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

__all__ = ["KindModel"]


class KindModel:
    """A room and hard terms; ``seats`` seats everybody, ``most`` as many as can be.

    Args:
        problem: who and where.
        terms: the hard terms that count.
        among: the students who are to be seated; all where it is None. Without the others
            nothing is harder only where each term is one that falls.
    """

    def __init__(
        self,
        problem: SeatingProblem,
        terms: Sequence[SeatingTerm],
        among: BoolArray | None = None,
    ) -> None:
        self.problem = problem
        self.kinds = kinds_of(problem.students, terms)
        self.members: list[list[int]] = [[] for _ in range(int(self.kinds.max(initial=-1)) + 1)]
        for student, kind in enumerate(self.kinds.tolist()):
            if among is None or among[student]:
                self.members[kind].append(student)
        self.first = [int(np.flatnonzero(self.kinds == k)[0]) for k in range(len(self.members))]
        self.model = cp_model.CpModel()
        self.sits = [
            [self.model.new_bool_var("") for _ in range(problem.seats)] if own else []
            for own in self.members
        ]
        self._here = [kind for kind, own in enumerate(self.members) if own]
        for seat in range(problem.seats):
            self.model.add_at_most_one(self.sits[kind][seat] for kind in self._here)
        for term in terms:
            self._require(term)

    @property
    def size(self) -> int:
        """How many variables there are."""
        return len(self._here) * self.problem.seats

    def seats(self, effort: float) -> tuple[bool | None, IntArray | None]:
        """(whether all can be seated, their seats); None where the effort ran out first."""
        for kind in self._here:
            self.model.add(cp_model.LinearExpr.sum(self.sits[kind]) == len(self.members[kind]))
        solver = new_solver(effort)
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return False, None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, None
        seat_of = np.full(self.problem.students, -1, dtype=np.int64)
        for kind in self._here:
            taken = [
                p for p, literal in enumerate(self.sits[kind]) if solver.boolean_value(literal)
            ]
            seat_of[self.members[kind]] = taken
        return True, seat_of

    def most(self, effort: float) -> int | None:
        """How many of them can be seated at most; None where that was not proved."""
        literals = [literal for kind in self._here for literal in self.sits[kind]]
        for kind in self._here:
            self.model.add(cp_model.LinearExpr.sum(self.sits[kind]) <= len(self.members[kind]))
        self.model.maximize(cp_model.LinearExpr.sum(literals))
        solver = new_solver(effort)
        if solver.solve(self.model) != cp_model.OPTIMAL:
            return None
        return round(solver.objective_value)

    # --- hard terms -------------------------------------------------------------------

    def _require(self, term: SeatingTerm) -> None:
        match term:
            case Unary(values=values):
                for kind in self._here:
                    for seat in np.flatnonzero(values[self.first[kind]] > 0).tolist():
                        self.model.add(self.sits[kind][seat] == 0)
            case Pairwise():
                self._require_pairwise(term)
            case Coverage():
                self._require_coverage(term)
            case ZoneSum():
                values = np.outer(term.amounts, term.zone).astype(np.int64)
                self._bound(values, term.low, term.high)
            case Budget():
                self._bound(term.values, None, term.most)

    def _require_pairwise(self, term: Pairwise) -> None:
        wrong = defaultdict(set)
        near = term.closeness > 0
        masks = tuple(_bits(row) for row in near | near.T)
        for one, other in np.argwhere(term.weights > 0).tolist():
            wrong[int(self.kinds[one])].add(int(self.kinds[other]))
        for one, others in wrong.items():
            for other in others:
                if self.members[one] and self.members[other]:
                    self._part(one, other, near, masks)

    def _part(self, one: int, other: int, near: BoolArray, masks: tuple[int, ...]) -> None:
        """Nobody of one kind sits near anybody of another, or of the same."""
        if one == other:
            if len(self.members[one]) > 1:
                for clique in _cliques(masks):
                    self.model.add_at_most_one(self.sits[one][seat] for seat in clique)
            return
        for seat in range(self.problem.seats):
            around = [self.sits[other][far] for far in np.flatnonzero(near[seat]).tolist()]
            if not around:
                continue
            if len(self.members[other]) == 1:
                self.model.add_at_most_one([self.sits[one][seat], *around])
            else:
                for literal in around:
                    self.model.add_at_most_one(self.sits[one][seat], literal)

    def _require_coverage(self, term: Coverage) -> None:
        own = int(self.kinds[term.student])
        if not self.members[own]:
            return
        near = term.closeness > 0
        helpers = [kind for kind in self._here if term.helpers[self.first[kind]]]
        for seat in range(self.problem.seats):
            around = np.flatnonzero(near[seat]).tolist()
            close = [self.sits[kind][far] for kind in helpers for far in around]
            here = self.sits[own][seat]
            if len(close) < term.want:
                self.model.add(here == 0)
            elif close:
                most = min(term.most, len(close))
                count = cp_model.LinearExpr.sum(close)
                self.model.add_linear_constraint(count, term.want, most).only_enforce_if(here)

    def _bound(self, values: IntArray, low: int | None, high: int) -> None:
        """The sum of ``values[s, p]`` over students s on seats p lies within the bounds."""
        pairs = [
            (self.sits[kind][seat], int(values[self.first[kind], seat]))
            for kind in self._here
            for seat in np.flatnonzero(values[self.first[kind]]).tolist()
        ]
        literals, amounts = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        if not pairs:
            if high < 0 or (low or 0) > 0:
                self.model.add_bool_or([])
            return
        total = cp_model.LinearExpr.weighted_sum(literals, amounts)
        self.model.add(total <= high)
        if low is not None:
            self.model.add(total >= low)


@lru_cache(maxsize=16)
def _cliques(around: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Sets of seats that are all near each other; together they have every two that are.

    Each two that no set has yet begin one, which takes in whoever is near all of it. Sets of seats
    are whole numbers here, a bit for each: that is quick, and never lets go of the interpreter,
    which a plan that is made beside a page would have to wait for. Models of the same room that
    are made one after the other ask for the same.
    """
    left = [mask >> (seat + 1) << (seat + 1) for seat, mask in enumerate(around)]
    found = []
    for one in range(len(left)):
        while left[one]:
            clique = [one, next(_seats(left[one]))]
            fits = around[one] & around[clique[1]]
            while fits:
                # Who is near the most of those that still fit keeps the set growing.
                best = max(_seats(fits), key=lambda seat: (around[seat] & fits).bit_count())
                clique.append(best)
                fits &= around[best]
            found.append(tuple(sorted(clique)))
            together = sum(1 << seat for seat in clique)
            for seat in clique:
                left[seat] &= ~together
    return tuple(found)


def _bits(row: BoolArray) -> int:
    """A set of seats as a number."""
    return sum(1 << seat for seat in np.flatnonzero(row).tolist())


def _seats(mask: int) -> Iterator[int]:
    """The seats of a set, in their order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
