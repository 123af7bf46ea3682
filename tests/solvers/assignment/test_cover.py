"""What is wanted before the score, against every choice of small problems."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.assignment import Exchanges, couples_arcs, largest_cover, solve_assignment
from pairing.terms.assignment import (
    AssignmentProblem,
    AssignmentTerm,
    Count,
    Fair,
    Forbidden,
    Load,
    Required,
    Wanted,
)
from solvers.assignment.problems import all_choices, holds, random_problem


def wanting(seed: int, tasks: int, workers: int) -> AssignmentProblem:
    """A problem of limits from above, of which some couples are wanted on both sides."""
    problem = random_problem(seed, tasks, workers)
    random = np.random.default_rng(seed + 1)
    terms: list[AssignmentTerm] = [
        replace(term, low=np.zeros_like(term.low)) if isinstance(term, Count) else term
        for term in problem.terms
    ]
    terms.append(Wanted("need", "task", np.ones(tasks, int), random.integers(0, 4, tasks)))
    least = random.integers(0, 3, workers)
    terms.append(Wanted("load", "worker", least, np.zeros(workers, dtype=np.int64)))
    return replace(problem, terms=tuple(terms))


@examples(60)
@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(1, 3), st.booleans())
def test_as_little_as_can_be_is_lacking_and_then_the_score_counts(
    seed: int, tasks: int, workers: int, fair: bool
) -> None:
    problem = wanting(seed, tasks, workers)
    if fair:
        random = np.random.default_rng(seed + 2)
        ones = np.ones(len(problem.task), dtype=np.int64)
        misfit = random.integers(0, 2, len(problem.task))
        problem = replace(problem, terms=(*problem.terms, Fair("fair", "worker", ones, misfit)))
    choices = [chosen for chosen in all_choices(problem) if holds(problem, chosen)]
    result = solve_assignment(problem)
    if not choices:
        assert result.chosen is None and result.conflict
        return
    assert result.chosen is not None

    def rank(chosen: np.ndarray) -> tuple[object, ...]:
        term = problem.fair
        before: tuple[object, ...] = ()
        if term is not None and term.misfit is not None:
            counts = problem.counts("worker", chosen)
            before = (int(term.misfit[chosen].sum()), int((counts**2).sum()))
        return (*problem.shortfall(chosen), *before, -problem.score(chosen))

    assert rank(result.chosen) == min(map(rank, choices))
    left = Exchanges(problem, result.chosen)
    assert not left.needless("task").any() and not left.needless("worker").any()


@examples(60)
@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(1, 3))
def test_any_choice_is_judged_and_one_more_place_does_what_is_said(
    seed: int, tasks: int, workers: int
) -> None:
    problem = wanting(seed, tasks, workers)
    choices = [chosen for chosen in all_choices(problem) if holds(problem, chosen)]
    if not choices:
        return
    best = min(map(problem.shortfall, choices))
    random = np.random.default_rng(seed)
    for chosen in random.permutation(np.array(choices))[:8]:
        needless = Exchanges(problem, chosen).needless("task").any()
        without = replace(problem, terms=tuple(t for t in problem.terms if t.owner != "load"))
        least = min(map(without.shortfall, choices))
        assert needless == (without.shortfall(chosen) != least)
        if problem.shortfall(chosen) != best:
            continue
        for left in Exchanges(problem, chosen).left_out("task"):
            for worker in left.others:
                more = _one_more(problem, worker)
                served = [one for one in all_choices(more) if holds(more, one)]
                assert sum(min(map(without.shortfall, served))) == sum(least) - 1


def _one_more(problem: AssignmentProblem, worker: int) -> AssignmentProblem:
    extra = np.arange(problem.workers) == worker
    terms = [
        replace(term, high=term.high + extra)
        if isinstance(term, Count) and term.owner == "worker count"
        else term
        for term in problem.terms
    ]
    return replace(problem, terms=tuple(terms))


@pytest.mark.parametrize("seed", range(12))
def test_limits_that_tie_choices_together_lack_as_little_as_can_be(seed: int) -> None:
    problem = wanting(seed, 4, 3)
    random = np.random.default_rng(seed)
    weights = random.integers(1, 4, len(problem.task))
    low, high = np.zeros(3, dtype=np.int64), random.integers(2, 5, 3)
    kept = tuple(term for term in problem.terms if not isinstance(term, Required))
    problem = replace(problem, terms=(*kept, Load("load limit", "worker", weights, low, high)))
    assert couples_arcs(problem)
    choices = [chosen for chosen in all_choices(problem) if holds(problem, chosen)]
    best = min((problem.shortfall(one), -problem.score(one)) for one in choices)
    result = solve_assignment(problem)
    assert result.chosen is not None and result.covered
    assert (problem.shortfall(result.chosen), -result.score) == best
    found = largest_cover(problem, np.zeros(len(problem.task), dtype=bool))
    assert found is not None and problem.shortfall(found) == best[0]


def test_who_may_have_nobody_is_left_out_by_nobody() -> None:
    ends = np.array([0]), np.array([0])
    terms = (
        Forbidden("never", np.array([True])),
        Wanted("need", "task", np.array([1]), np.array([3])),
    )
    problem = AssignmentProblem(1, 1, *ends, terms)
    (left,) = Exchanges(problem, np.array([False])).left_out("task")
    assert (left.end, left.lacking, left.others) == (0, 1, ())
