"""Assignments whose rules couple arcs, by CP-SAT, begun from the flow without the couplings."""

from __future__ import annotations

import math

from ortools.sat.python import cp_model

from pairing.solvers.assignment.flow import solve_flow
from pairing.solvers.assignment.model import AssignmentModel
from pairing.solvers.conflict import new_solver
from pairing.terms.assignment import (
    ArcValue,
    AssignmentProblem,
    BoolArray,
    Count,
    Forbidden,
    Marginal,
    Required,
)

__all__ = ["couples_arcs", "solve_exact"]

_FLOW = (ArcValue, Count, Forbidden, Marginal, Required)
"""What min-cost flow can say."""


def couples_arcs(problem: AssignmentProblem) -> bool:
    """Whether some term ties arcs together in a way that no flow can say."""
    return not all(isinstance(term, _FLOW) for term in problem.terms)


def solve_exact(
    problem: AssignmentProblem,
    effort: float,
    *,
    seconds: float | None = None,
    workers: int = 1,
) -> tuple[BoolArray | None, int] | None:
    """The best choice found and a bound on every choice; no choice where none can be.

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
    built.maximise()
    simple = tuple(term for term in problem.terms if isinstance(term, _FLOW))
    start = solve_flow(
        AssignmentProblem(problem.tasks, problem.workers, problem.task, problem.worker, simple)
    )
    if start is None:
        return None, 0
    built.hint(start)
    solver = new_solver(effort)
    solver.parameters.num_workers = workers
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(built.model)
    if status == cp_model.INFEASIBLE:
        return None, 0
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return built.chosen(solver), math.floor(solver.best_objective_bound + 1e-6)
