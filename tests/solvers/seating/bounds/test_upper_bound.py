"""No seating beats a bound: not the best by brute force, nor what a hard search finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.seating import solve_seating, upper_bound
from pairing.solvers.seating.bounds.upper_bound import quick_bound
from solvers.seating.problems import brute_force, grid_problem, random_problem


@examples(30)
@given(st.integers(0, 10_000), st.integers(6, 24), st.integers(0, 6))
def test_a_hard_search_finds_no_counter_example_to_the_bound(
    seed: int, students: int, spare: int
) -> None:
    problem = random_problem(seed, students, students + spare, hard=False)
    result = solve_seating(problem, seed=seed, effort=2)
    assert problem.tally(result.seat_of) == result.tally
    assert sorted(set(result.seat_of)) == sorted(result.seat_of)
    assert result.tally.score <= upper_bound(problem)


@examples(18)
@given(st.integers(0, 10_000), st.integers(1, 2), st.integers(2, 4), st.booleans())
def test_the_relaxation_is_never_beaten_by_the_best_seating(
    seed: int, rows: int, columns: int, tables: bool
) -> None:
    problem = grid_problem(seed, rows, columns, tables)
    best, _ = brute_force(problem)
    if best.violations == 0:
        assert best.score <= upper_bound(problem, rounds=4) <= quick_bound(problem)
        assert solve_seating(problem).tally == best


@examples(12)
@given(st.integers(0, 10_000), st.integers(3, 6), st.sampled_from([4, 6]), st.booleans())
def test_a_hard_search_beats_no_relaxation(
    seed: int, rows: int, columns: int, tables: bool
) -> None:
    problem = grid_problem(seed, rows, columns, tables)
    result = solve_seating(problem, effort=1, proof=3)
    assert problem.tally(result.seat_of) == result.tally
    if result.tally.violations == 0:
        assert result.tally.score <= upper_bound(problem, rounds=3)
