"""The assignment engine against brute force: optimal scores, true conflicts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.assignment import solve_assignment
from pairing.solvers.assignment.flow import solve_flow
from pairing.terms.assignment import ArcValue, Fair
from solvers.assignment.problems import all_choices, check_solved, holds, random_problem


@examples(60)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 3))
def test_optimal_or_a_smallest_conflict(seed: int, tasks: int, workers: int) -> None:
    check_solved(random_problem(seed, tasks, workers))


@examples(60)
@given(st.integers(0, 100_000), st.integers(1, 3), st.integers(1, 3), st.integers(1, 20))
def test_a_charge_for_change_gives_up_no_more_than_its_score_needs(
    seed: int, tasks: int, workers: int, charge: int
) -> None:
    """No choice that scores as much keeps more of the one in force."""
    problem = random_problem(seed, tasks, workers)
    in_force = np.random.default_rng(seed).random(len(problem.task)) < 0.4
    keep = ArcValue("keep", in_force.astype(np.int64) * charge)
    chosen = solve_flow(replace(problem, terms=(*problem.terms, keep)))
    if chosen is None:
        return
    score, kept = problem.score(chosen), int((chosen & in_force).sum())
    for other in all_choices(problem):
        if holds(problem, other) and problem.score(other) >= score:
            assert int((other & in_force).sum()) <= kept


def test_a_problem_is_fair_to_one_side_only() -> None:
    problem = random_problem(1, 2, 2)
    twice = Fair("fair", "worker", np.ones(len(problem.task), dtype=np.int64))
    with pytest.raises(ValueError, match="one fair term"):
        solve_assignment(replace(problem, terms=(*problem.terms, twice, twice)))
