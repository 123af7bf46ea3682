"""Assignments whose rules couple arcs, by CP-SAT, begun from the flow without the couplings."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from pairing.solvers import cp_model
from pairing.solvers.assignment.cover import lack_least
from pairing.solvers.assignment.fair import level_loads
from pairing.solvers.assignment.flow import solve_flow
from pairing.solvers.assignment.model import AssignmentModel
from pairing.solvers.conflict import new_solver
from pairing.terms.assignment import (
    ArcValue,
    AssignmentProblem,
    BoolArray,
    Count,
    Fair,
    Forbidden,
    Marginal,
    Required,
    Wanted,
)

__all__ = ["FLOW_TERMS", "ExactChoice", "couples_arcs", "largest_cover", "solve_exact"]

FLOW_TERMS = (ArcValue, Count, Forbidden, Marginal, Required, Wanted)
"""What min-cost flow can say."""
_LEVEL_EFFORT = 5.0


@dataclass(frozen=True)
class ExactChoice:
    """The best choice found, or None where none can be, and a bound on every choice.

    ``fair`` says whether its loads were proved the fairest, ``covered`` whether it was proved
    that no choice has more of what is wanted.
    """

    chosen: BoolArray | None
    bound: int = 0
    fair: bool = True
    covered: bool = True


def couples_arcs(problem: AssignmentProblem) -> bool:
    """Whether some term ties arcs together in a way that no flow can say."""
    return not all(
        isinstance(term, FLOW_TERMS) or (isinstance(term, Fair) and term.counts_only)
        for term in problem.terms
    )


def largest_cover(problem: AssignmentProblem, held: BoolArray) -> BoolArray | None:
    """A choice that has as much of what is wanted as any that was found; None where none was.

    Args:
        problem: with terms that couple arcs.
        held: arcs that it must have.
    """
    kept = tuple(term for term in problem.terms if term.hard or isinstance(term, Wanted))
    asked = replace(problem, terms=(*kept, Required("held", held)))
    built = AssignmentModel(asked)
    for term in asked.terms:
        if term.hard:
            built.add_hard(term)
    simple = tuple(term for term in asked.terms if isinstance(term, FLOW_TERMS))
    start = solve_flow(replace(asked, terms=simple))
    if start is None:
        return None
    _, best = lack_least(built, start, _LEVEL_EFFORT)
    return None if asked.violations(best) else best


def solve_exact(
    problem: AssignmentProblem,
    effort: float,
    *,
    seconds: float | None = None,
    workers: int = 1,
) -> ExactChoice | None:
    """The best choice found and a bound on every choice, or that there can be no choice.

    Args:
        problem: what to choose from, and what matters.
        effort: CP-SAT's deterministic time, about a second of work a unit.
        seconds: the longest it may take by the clock; the answer then may not repeat.
        workers: threads; more than one too may give another of two equal answers.

    Returns None where the effort ran out before any answer.
    """
    built = AssignmentModel(problem)
    for term in problem.terms:
        if term.hard:
            built.add_hard(term)
        else:
            built.add_soft(term)
    simple = tuple(term for term in problem.terms if isinstance(term, FLOW_TERMS))
    start = solve_flow(replace(problem, terms=simple))
    if start is None:
        return ExactChoice(None)
    fair = problem.fair
    proved = covered = True
    if problem.wanted:
        covered, start = lack_least(built, start, _LEVEL_EFFORT)
    if fair is None:
        built.hint(start)
    else:
        proved = level_loads(built, fair, start, _LEVEL_EFFORT)
    built.maximise()
    solver = new_solver(effort)
    solver.parameters.num_workers = workers
    # All constraints in the linear relaxation: nearly whole for assignments, and slow without.
    solver.parameters.linearization_level = 2
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(built.model)
    if status == cp_model.INFEASIBLE:
        return ExactChoice(None)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    bound = math.floor(solver.best_objective_bound + 1e-6)
    return ExactChoice(built.chosen(solver), bound, proved, covered)
