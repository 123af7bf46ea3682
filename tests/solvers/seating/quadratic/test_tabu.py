"""Products alone are solved by tabu search."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.seating import solve_seating
from pairing.solvers.seating.quadratic.form import quadratic_form
from pairing.terms.seating import Pairwise, SeatingProblem, SeatingTerm, Unary
from solvers.seating.problems import brute_force, random_matrix


@examples(25)
@given(st.integers(0, 10_000), st.integers(4, 6), st.booleans(), st.booleans())
def test_products_alone_are_solved_by_tabu_search(
    seed: int, size: int, one_sided: bool, places: bool
) -> None:
    random = np.random.default_rng(seed)
    weights, closeness = (random_matrix(random, size, 0, 9) for _ in range(2))
    if not one_sided:
        weights, closeness = weights + weights.T, closeness + closeness.T
    terms: list[SeatingTerm] = [Pairwise("flow", -weights, closeness)]
    if places:
        terms.append(Unary("own", random.integers(-9, 9, (size, size)).astype(np.int64)))
    problem = SeatingProblem(size, size, tuple(terms))
    assert quadratic_form(problem) is not None
    result = solve_seating(problem, seed=seed)
    assert problem.tally(result.seat_of) == result.tally == brute_force(problem)[0]
