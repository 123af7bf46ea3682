"""Leximin loads: nobody carries more than must be, and who carries most as little as can be.

Where every arc weighs the same, the loads that a flow can reach form an M-convex set (within
limits), and there the least sum of squares is the fairest choice as well: decreasing
minimisation, Frank and Murota (2018). So two flows find it and a third the best score among
all that are as fair. Weighed loads are levelled by CP-SAT, one level after the other.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from ortools.sat.python import cp_model

from pairing.solvers.assignment.flow import solve_flow
from pairing.solvers.assignment.model import AssignmentModel
from pairing.solvers.conflict import new_solver
from pairing.terms.assignment import AssignmentProblem, BoolArray, Fair, Marginal

__all__ = ["level_loads", "solve_fair_flow"]


def solve_fair_flow(problem: AssignmentProblem, fair: Fair) -> BoolArray | None:
    """The best choice among the fairest, or None where hard terms cannot all hold.

    Args:
        problem: without terms that couple arcs; its fair term is left out of account.
        fair: a term in which every arc weighs the same.
    """
    others = tuple(term for term in problem.terms if term is not fair)
    best = solve_flow(replace(problem, terms=others))
    if best is None:
        return None
    hard = tuple(term for term in others if term.hard)
    fairest = solve_flow(replace(problem, terms=(*hard, _squares(problem, fair, 1))))
    if fairest is None:
        raise RuntimeError("a flow that holds without squares holds with them")
    # No choice beats ``best``, and the fairest one known falls so far short of it: a square
    # more that costs more than that is never worth its while.
    dear = problem.score(best) - problem.score(fairest) + 1
    return solve_flow(replace(problem, terms=(*others, _squares(problem, fair, dear))))


def _squares(problem: AssignmentProblem, fair: Fair, unit: int) -> Marginal:
    """The square of each count, times ``unit``, as a cost: (k+1)^2 - k^2 = 2k+1."""
    counts = problem.counts(fair.side, np.ones(len(problem.task), dtype=bool))
    steps = -unit * (2 * np.arange(max(1, int(counts.max(initial=0))), dtype=np.int64) + 1)
    rows = np.broadcast_to(steps, (problem.size(fair.side), len(steps)))
    return Marginal(fair.owner, fair.side, rows)


def level_loads(built: AssignmentModel, fair: Fair, start: BoolArray, effort: float) -> bool:
    """Bind a model to its fairest loads; whether that they are so was proved.

    Args:
        built: a model with every hard term in it; its objective is overwritten.
        fair: whose loads are levelled.
        start: a choice to begin the search near.
        effort: deterministic time for each level, about seconds.
    """
    model = built.model
    loads = []
    for own in built.of_ends(fair.side):
        arcs = [built.arcs[arc] for arc in own]
        weights = [int(fair.weights[arc]) for arc in own]
        if arcs:
            load = model.new_int_var(0, sum(weights), "load")
            model.add(load == cp_model.LinearExpr.weighted_sum(arcs, weights))
            loads.append(load)
    if not loads:
        return True
    largest = model.new_int_var(0, 1 + int(fair.weights.sum()), "largest")
    model.add_max_equality(largest, loads)
    proved, level, start = _least(built, largest, start, effort)
    while level > 0:
        heavy = [model.new_bool_var("heavy") for _ in loads]
        for load, is_heavy in zip(loads, heavy, strict=True):
            model.add(load < level).only_enforce_if(is_heavy.negated())
        exact, count, start = _least(built, cp_model.LinearExpr.sum(heavy), start, effort)
        proved = proved and exact
        level = level - 1 if count < len(loads) else 0
    built.hint(start)
    return proved


def _least(
    built: AssignmentModel, amount: cp_model.LinearExprT, start: BoolArray, effort: float
) -> tuple[bool, int, BoolArray]:
    """(whether proved, the least amount, a choice that has it); the model is bound to it."""
    built.hint(start)
    built.model.minimize(amount)
    solver = new_solver(effort)
    solver.parameters.linearization_level = 2
    status = solver.solve(built.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return False, 0, start
    least = round(solver.objective_value)
    built.model.add(amount <= least)
    return status == cp_model.OPTIMAL, least, built.chosen(solver)
