"""What CP-SAT answers about a seating: can the hard terms hold, and how good can it get."""

from __future__ import annotations

from dataclasses import dataclass

from pairing.solvers import cp_model
from pairing.solvers.conflict import new_solver
from pairing.solvers.seating.counting.model import KindModel
from pairing.solvers.seating.counting.too_many import HardTerms
from pairing.solvers.seating.exact.model import SeatingModel
from pairing.terms.seating import IntArray, Pairwise, SeatingProblem

__all__ = ["FeasibilityReport", "can_prove", "keep_hard_terms", "prove"]


@dataclass(frozen=True, eq=False)
class FeasibilityReport:
    """A seating that keeps every hard term, or the owners of a smallest set that cannot."""

    seat_of: IntArray | None
    conflict: tuple[str, ...] = ()
    minimal: bool = False


def keep_hard_terms(problem: SeatingProblem, effort: float) -> FeasibilityReport:
    """Keep all hard terms, or prove that they cannot be kept.

    Neither a seating nor a conflict means that ``effort`` (deterministic time, about
    seconds) ran out first.
    """
    hard = HardTerms(problem)
    holds, seat_of = KindModel(problem, hard.terms).seats(effort)
    if holds is False:
        return FeasibilityReport(None, *hard.smallest(problem.owners, effort))
    return FeasibilityReport(seat_of)


def can_prove(problem: SeatingProblem) -> bool:
    """Whether CP-SAT is the right engine: no soft products of pairs."""
    return not any(isinstance(term, Pairwise) and not term.hard for term in problem.terms)


def prove(problem: SeatingProblem, start: IntArray, effort: float) -> tuple[IntArray, int]:
    """The best seating CP-SAT finds from a feasible one, and a bound that none can beat.

    Args:
        problem: without soft products of pairs.
        start: a seating that keeps the hard terms.
        effort: deterministic time, about seconds.
    """
    model = cp_model.CpModel()
    seating = SeatingModel(model, problem)
    always = model.new_constant(1)
    for term in problem.terms:
        if term.hard:
            seating.require(term, always)
        else:
            seating.reward(term)
    seating.hint(start)
    model.maximize(cp_model.LinearExpr.sum(seating.gains) if seating.gains else 0)
    solver = new_solver(effort)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return start, round(solver.best_objective_bound)
    return seating.seat_of(solver), round(solver.best_objective_bound)
