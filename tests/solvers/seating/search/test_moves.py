"""The compiled search: every move changes what it says, and a cold walk never gets worse."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.seating.search.kernel import lay_out
from pairing.solvers.seating.search.moves import anneal, fill, filled_state
from pairing.solvers.seating.search.packing import VIOLATION, pack
from pairing.solvers.xorshift import new_random
from solvers.seating.problems import grid_problem, random_problem


@examples(60)
@given(st.integers(0, 10**6), st.integers(2, 12), st.integers(0, 3))
def test_every_move_changes_what_it_says(seed: int, students: int, spare: int) -> None:
    problem = random_problem(seed, students, students + spare, hard=True)
    tables, random = lay_out(problem), new_random(seed)
    order = np.random.default_rng(seed).permutation(problem.seats)
    state = filled_state(tables, order[:students].astype(np.int64))
    value = pack(problem.tally(order[:students]))
    best = state.at.copy()
    # Hot, so that nearly every move is taken; a step at a time, so that none hides another.
    for _ in range(30):
        value, _ = anneal(
            tables, students, state, value, best, value, random, 1, 1e15, 1e15, 1.0, 0.5
        )
        assert value == pack(problem.tally(np.argsort(state.at)[:students]))
    kept = [counts.copy() for counts in (state.gains, state.covered, state.zoned, state.spent)]
    fill(tables, state)
    for counts, again in zip(
        kept, (state.gains, state.covered, state.zoned, state.spent), strict=True
    ):
        assert np.array_equal(counts, again)


@examples(20)
@given(st.integers(0, 10**6))
def test_a_cold_walk_refuses_what_is_worse_and_a_hopeless_move_early(seed: int) -> None:
    problem = grid_problem(seed, 4, 5, tables=False)
    tables, random = lay_out(problem), new_random(seed)
    order = np.random.default_rng(seed).permutation(problem.seats)[: problem.students]
    state = filled_state(tables, order.astype(np.int64))
    value = pack(problem.tally(order))
    reached, best_value = anneal(
        tables,
        problem.students,
        state,
        value,
        state.at.copy(),
        value,
        random,
        2000,
        1e-6,
        1e-6,
        float(VIOLATION),
        0.5,
    )
    assert reached == best_value >= value
    assert reached == pack(problem.tally(np.argsort(state.at)[: problem.students]))
