"""What a change to an optimal choice costs, against solving again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.assignment.flow import solve_flow
from pairing.solvers.assignment.residual import Residual
from pairing.terms.assignment import ArcValue, AssignmentProblem, Count, Forbidden, Required
from solvers.assignment.problems import holds, random_problem


@examples(100)
@given(st.integers(0, 100_000), st.integers(1, 4), st.integers(1, 3))
def test_an_exchange_costs_what_solving_again_would(seed: int, tasks: int, workers: int) -> None:
    problem = random_problem(seed, tasks, workers)
    chosen = solve_flow(problem)
    if chosen is None:
        return
    residual = Residual(problem, chosen)
    best = problem.score(chosen)
    far = {arc: cost for task in range(tasks) for arc, cost in residual.distances(task).items()}
    for arc in range(len(problem.task)):
        marked = np.arange(len(problem.task)) == arc
        other = Forbidden("out", marked) if chosen[arc] else Required("in", marked)
        again = solve_flow(replace(problem, terms=(*problem.terms, other)))
        exchange = residual.exchange(arc)
        if again is None:
            assert exchange is None
            continue
        assert exchange is not None
        assert exchange.cost == best - problem.score(again)
        after = chosen.copy()
        for step, taken in exchange.steps:
            assert after[step] != taken
            after[step] = taken
        assert holds(problem, after)
        assert problem.score(after) == problem.score(again)
        assert far[arc] == (0 if chosen[arc] else exchange.cost)


def test_only_an_optimal_choice_has_a_residual_network_without_gains() -> None:
    values = ArcValue("value", np.array([5, 0], dtype=np.int64))
    each = np.ones(1, dtype=np.int64)
    problem = AssignmentProblem(
        1, 2, np.zeros(2, np.int64), np.arange(2), (values, Count("one", "task", each, each))
    )
    with pytest.raises(ValueError, match="not optimal"):
        Residual(problem, np.array([False, True])).distances(0)
