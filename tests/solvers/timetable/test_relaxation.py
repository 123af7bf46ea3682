"""The bound of a linear program: no timetable beats it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.timetable import solve_timetable
from pairing.solvers.timetable.relaxation import linear_bound
from solvers.timetable.problems import random_problem


@examples(80)
@given(st.integers(0, 100_000), st.integers(0, 6), st.integers(1, 6))
def test_nothing_beats_the_bound(seed: int, requests: int, slots: int) -> None:
    problem = random_problem(seed, requests, slots)
    best = solve_timetable(problem, parted=False)
    assert best.score == best.bound
    bound = linear_bound(problem)
    assert best.score <= bound <= problem.loose_bound()


def test_without_time_the_loose_bound_stands() -> None:
    problem = random_problem(3, 5, 5)
    assert linear_bound(problem, seconds=0.0) == problem.loose_bound()
