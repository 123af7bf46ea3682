"""A neighbourhood holds the best seating of its students and leaves the rest alone."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.seating.exact.neighbourhood import Neighbourhoods
from solvers.seating.problems import brute_force, random_problem


@examples(40)
@given(st.integers(0, 10_000), st.integers(2, 5), st.integers(0, 1), st.booleans())
def test_a_neighbourhood_of_the_whole_room_holds_the_best_seating(
    seed: int, students: int, spare: int, hard: bool
) -> None:
    problem = random_problem(seed, students, students + spare, hard)
    best, kept = brute_force(problem)
    if kept is None:
        return
    start = next(
        np.array(seats)
        for seats in permutations(range(problem.seats), students)
        if problem.tally(np.array(seats)).violations == 0
    )
    assert problem.tally(Neighbourhoods(problem, seed).better(start)) == best


@examples(15)
@given(st.integers(0, 10_000), st.integers(8, 14), st.integers(0, 3))
def test_a_neighbourhood_leaves_the_rest_and_loses_nothing(
    seed: int, students: int, spare: int
) -> None:
    problem = random_problem(seed, students, students + spare, hard=False)
    seat_of = np.random.default_rng(seed).permutation(problem.seats)[:students]
    neighbourhoods = Neighbourhoods(problem, seed, size=5)
    for _ in range(3):
        after = neighbourhoods.better(seat_of)
        assert (after != seat_of).sum() <= 5
        assert len(set(after)) == students
        assert problem.tally(after).score >= problem.tally(seat_of).score
        seat_of = after
