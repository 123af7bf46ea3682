"""The seating engine against brute force: exact scores, valid bounds, starts, stops and seeds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.seating import solve_seating
from pairing.terms.seating import Budget, Pairwise, SeatingProblem, Tally, Unary
from solvers.seating.problems import brute_force, grid_problem, random_problem


@examples(60)
@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(0, 2), st.booleans())
def test_finds_the_best_and_never_exceeds_the_bound(
    seed: int, students: int, spare: int, hard: bool
) -> None:
    problem = random_problem(seed, students, students + spare, hard)
    best, kept = brute_force(problem)
    result = solve_seating(problem, seed=seed)
    assert problem.tally(result.seat_of) == result.tally
    assert result.tally.violations == best.violations
    if kept is not None:
        assert result.tally.score == best.score
        assert best.score <= result.bound
    else:
        assert result.conflict


def test_same_seed_same_seating() -> None:
    problem = random_problem(5, 20, 22, hard=True)
    first, again = (solve_seating(problem, seed=9, effort=0.3) for _ in range(2))
    assert (first.seat_of == again.seat_of).all()


def test_a_start_is_never_worsened() -> None:
    problem = random_problem(5, 20, 22, hard=False)
    start = np.random.default_rng(1).permutation(22)[:20].astype(np.int64)
    result = solve_seating(problem, start=start, effort=0.01)
    assert result.tally.score >= problem.tally(start).score


def test_the_watch_stops_the_search_with_a_plan() -> None:
    seen: list[Any] = []

    def watch(tally: Tally, bound: int) -> bool:
        seen.append((tally, bound))
        return True

    problem = random_problem(5, 20, 22, hard=False)
    result = solve_seating(problem, watch=watch)
    assert result.cut
    assert len(seen) == 1
    assert problem.tally(result.seat_of) == result.tally


def test_nobody_to_seat_and_too_many_to_seat() -> None:
    assert len(solve_seating(SeatingProblem(0, 3)).seat_of) == 0
    assert len(solve_seating(SeatingProblem(1, 1)).seat_of) == 1
    with pytest.raises(ValueError, match="do not fit"):
        SeatingProblem(4, 3)


def test_two_workers_give_the_answer_of_one() -> None:
    problem = grid_problem(11, 6, 6, tables=False)
    one, two = (solve_seating(problem, effort=0.2, workers=workers) for workers in (1, 2))
    assert (one.seat_of == two.seat_of).all()


def test_the_clock_ends_an_endless_search() -> None:
    problem = random_problem(5, 20, 22, hard=False)
    result = solve_seating(problem, effort=float("inf"), seconds=0.2, proof=0)
    assert result.cut


def test_a_large_hall() -> None:
    random = np.random.default_rng(2)
    row, column = np.divmod(np.arange(500), 25)
    near = (np.abs(row[:, None] - row) + np.abs(column[:, None] - column) == 1).astype(np.int64)
    weights = np.triu(random.random((480, 480)) < 0.01, 1).astype(np.int64)
    barred = (random.random((480, 500)) < 0.2).astype(np.int64)
    terms = (Pairwise("friends", weights, near), Unary("barred", barred, hard=True))
    result = solve_seating(SeatingProblem(480, 500, terms), effort=0.3)
    assert result.tally.violations == 0
    assert 0 < result.tally.score <= result.bound


def test_budgets_are_kept() -> None:
    problem = grid_problem(4, 4, 4, tables=False)
    start = np.arange(problem.students)
    moved = np.ones((problem.students, problem.seats), dtype=np.int64)
    moved[start, start] = 0
    others = tuple(term for term in problem.terms if not term.hard)
    for most in (0, 2, 5):
        budget = Budget("moved", moved, most, hard=True)
        trial = SeatingProblem(problem.students, problem.seats, (*others, budget))
        result = solve_seating(trial, start=start, effort=0.2, proof=0)
        assert result.tally.violations == 0
        assert int((result.seat_of != start).sum()) <= most
