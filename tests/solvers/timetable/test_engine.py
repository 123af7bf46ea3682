"""The timetable engine against brute force: best scores, valid bounds, limits kept."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.timetable import engine, first_fit, solve_timetable
from pairing.solvers.timetable.parts import parts_of
from pairing.terms.timetable import NOWHERE, Request, TimetableProblem
from solvers.timetable.problems import random_problem


@examples(80)
@given(st.integers(0, 100_000), st.integers(0, 5), st.integers(1, 5))
def test_the_best_timetable_and_a_bound_that_none_beats(
    seed: int, requests: int, slots: int
) -> None:
    problem = random_problem(seed, requests, slots)
    choices = [[NOWHERE, *one.candidates.tolist()] for one in problem.requests]
    tables = (np.array(ways, dtype=np.int64) for ways in product(*choices))
    best = max(problem.score(table) for table in tables if problem.violations(table) == 0)
    result = solve_timetable(problem)
    assert problem.violations(result.slot_of) == 0
    assert result.score == problem.score(result.slot_of) <= best <= result.bound
    # Where ties join parts the bound may lie above, and the parts are placed in turn.
    parts = parts_of(problem)
    if any(part.outward for part in parts):
        assert result.score >= 0.8 * best
    else:
        assert result.score == result.bound == best
    joint = solve_timetable(problem, parted=False)
    assert joint.score == joint.bound == best
    quick = first_fit(problem)
    assert problem.violations(quick) == 0
    assert problem.score(quick) <= best


def test_a_group_shares_a_slot_and_a_person_is_in_one_place() -> None:
    slot = np.array([0])
    worth = np.array([5])
    three = tuple(Request(0, guest, 7, 2, slot, worth) for guest in (1, 2, 3))
    result = solve_timetable(TimetableProblem(1, three, weeks=np.zeros(1, dtype=np.int64)))
    assert (result.slot_of == NOWHERE).sum() == 1
    apart = (Request(0, 1, 7, 2, slot, worth), Request(0, 2, 8, 2, slot, worth))
    result = solve_timetable(TimetableProblem(1, apart, weeks=np.zeros(1, dtype=np.int64)))
    assert (result.slot_of == NOWHERE).sum() == 1
    two = np.array([0, 1])
    both = (Request(0, 1, 7, 1, two, np.array([5, 5])), Request(2, 1, 8, 1, two, np.array([5, 5])))
    problem = TimetableProblem(2, both, overlaps=(two,), weeks=np.zeros(2, dtype=np.int64))
    assert solve_timetable(problem).score == 5


def test_a_stop_gives_the_first_fit() -> None:
    problem = random_problem(3, 5, 5)
    result = solve_timetable(problem, watch=lambda *_: True)
    assert result.cut
    assert problem.violations(result.slot_of) == 0
    assert result.score <= result.bound


@examples(12)
@given(st.integers(0, 100_000))
def test_many_at_once_are_as_honest(seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_MANY", 1)
        problem = random_problem(seed, 5, 5)
        result = solve_timetable(problem, workers=2)
        again = solve_timetable(problem)
    best = solve_timetable(problem, parted=False).score
    assert problem.violations(result.slot_of) == 0
    assert problem.score(first_fit(problem)) <= result.score == problem.score(result.slot_of)
    assert result.score <= best <= result.bound
    assert np.array_equal(result.slot_of, again.slot_of)
    if not any(part.outward for part in parts_of(problem)):
        assert result.score == result.bound == best


def test_a_stop_of_many_gives_the_best_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_MANY", 1)
    problem = random_problem(3, 5, 5)
    result = solve_timetable(problem, watch=lambda *_: True)
    assert result.cut
    assert problem.violations(result.slot_of) == 0
    assert problem.score(first_fit(problem)) <= result.score <= result.bound
