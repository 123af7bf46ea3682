"""Coupled arcs by CP-SAT: optimal, and the same as the flow where both can solve."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.assignment.exact import couples_arcs, solve_exact
from pairing.solvers.assignment.flow import solve_flow
from solvers.assignment.problems import check_solved, coupled, random_problem


@examples(60)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 3))
def test_coupled_arcs_are_optimal_or_a_smallest_conflict(
    seed: int, tasks: int, workers: int
) -> None:
    problem = coupled(random_problem(seed, tasks, workers), seed)
    assert couples_arcs(problem)
    check_solved(problem)


@examples(60)
@given(st.integers(0, 10_000), st.integers(1, 6), st.integers(1, 6))
def test_flow_and_cp_sat_agree_where_both_can_solve(seed: int, tasks: int, workers: int) -> None:
    problem = random_problem(seed, tasks, workers)
    assert not couples_arcs(problem)
    flow, exact = solve_flow(problem), solve_exact(problem, 10.0)
    assert exact is not None
    if flow is None:
        assert exact.chosen is None
    else:
        assert exact.chosen is not None
        assert problem.score(flow) == problem.score(exact.chosen) == exact.bound
