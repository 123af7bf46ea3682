"""Leximin loads: nobody carries more than must be, and who carries most as little as can be.

Where every arc weighs the same, the loads that a flow can reach form an M-convex set (within
limits), and there the least sum of squares is the fairest choice as well: decreasing
minimisation, Frank and Murota (2018). So one flow finds it, in which a square costs more than any
exchange can earn, and with it the best score among all that are as fair. Weighed loads are
levelled by CP-SAT, one level after the other.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pairing.solvers import cp_model
from pairing.solvers.assignment.flow import cycle_spread, solve_flow
from pairing.solvers.assignment.model import AssignmentModel
from pairing.terms.assignment import ArcValue, AssignmentProblem, BoolArray, Fair, squared_counts

__all__ = ["level_loads", "solve_fair_flow"]


def solve_fair_flow(problem: AssignmentProblem, fair: Fair) -> BoolArray | None:
    """The best choice among the fairest, or None where hard terms cannot all hold.

    Args:
        problem: without terms that couple arcs; its fair term is left out of account.
        fair: a term in which every arc weighs the same.
    """
    scored = replace(problem, terms=tuple(term for term in problem.terms if term is not fair))
    # No exchange makes up by score for a square more, nor by score and squares for a misfit.
    most = int(problem.most(fair.side).max(initial=0))
    unit = cycle_spread(scored)
    squares = squared_counts(fair.owner, fair.side, problem.size(fair.side), most, unit)
    levelled = replace(scored, terms=(*scored.terms, squares))
    if fair.misfit is not None and fair.misfit.any():
        dear = cycle_spread(levelled)
        levelled = replace(levelled, terms=(*levelled.terms, _misfit(fair, dear)))
    return solve_flow(levelled)


def _misfit(fair: Fair, unit: int) -> ArcValue:
    """The misfit of each arc, times ``unit``, as a cost."""
    misfit = np.zeros_like(fair.weights) if fair.misfit is None else fair.misfit
    return ArcValue(fair.owner, -unit * misfit)


def level_loads(built: AssignmentModel, fair: Fair, start: BoolArray, effort: float) -> bool:
    """Bind a model to its fairest loads; whether that they are so was proved.

    Args:
        built: a model with every hard term in it; its objective is overwritten.
        fair: whose loads are levelled.
        start: a choice to begin the search near.
        effort: deterministic time for each level, about seconds.
    """
    model = built.model
    fits = True
    if fair.misfit is not None and fair.misfit.any():
        amount = cp_model.LinearExpr.weighted_sum(built.arcs, fair.misfit.tolist())
        fits, _, start = built.least(amount, start, effort)
    loads = []
    for own in built.of_ends(fair.side):
        arcs = [built.arcs[arc] for arc in own]
        weights = [int(fair.weights[arc]) for arc in own]
        if arcs:
            load = model.new_int_var(0, sum(weights), "load")
            model.add(load == cp_model.LinearExpr.weighted_sum(arcs, weights))
            loads.append(load)
    if not loads:
        return fits
    largest = model.new_int_var(0, 1 + int(fair.weights.sum()), "largest")
    model.add_max_equality(largest, loads)
    proved, level, start = built.least(largest, start, effort)
    proved = proved and fits
    while level > 0:
        heavy = [model.new_bool_var("heavy") for _ in loads]
        for load, is_heavy in zip(loads, heavy, strict=True):
            model.add(load < level).only_enforce_if(is_heavy.negated())
        exact, count, start = built.least(cp_model.LinearExpr.sum(heavy), start, effort)
        proved = proved and exact
        level = level - 1 if count < len(loads) else 0
    built.hint(start)
    return proved
