"""The fairest loads by definition, and the best score among those."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.assignment import solve_assignment
from pairing.terms.assignment import BoolArray, Fair
from solvers.assignment.problems import all_choices, holds, random_problem


@examples(200)
@given(st.integers(0, 100_000), st.integers(1, 3), st.integers(1, 4), st.sampled_from([1, 3]))
def test_the_fairest_loads_come_first_and_then_the_best_score(
    seed: int, tasks: int, workers: int, heaviest: int
) -> None:
    """Against every choice there is, with a flow where all weigh the same, else with CP-SAT."""
    problem = random_problem(seed, tasks, workers)
    random = np.random.default_rng(seed)
    weights = random.integers(1, heaviest + 1, len(problem.task)).astype(np.int64)
    fair = Fair("fair", "worker", weights)
    problem = replace(problem, terms=(*problem.terms, fair))
    choices = [chosen for chosen in all_choices(problem) if holds(problem, chosen)]
    result = solve_assignment(problem)
    if not choices:
        assert result.chosen is None
        return

    def rank(chosen: BoolArray) -> tuple[list[int], int]:
        return fair.loads(problem, chosen).tolist(), -problem.score(chosen)

    fairest, worst = min(map(rank, choices))
    assert result.chosen is not None
    assert holds(problem, result.chosen)
    assert result.loads == tuple(fairest)
    assert result.fair
    assert result.score == result.bound == -worst
