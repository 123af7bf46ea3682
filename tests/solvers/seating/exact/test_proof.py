"""Proofs are complete without products, and conflict sets are smallest."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.seating import solve_seating
from pairing.solvers.seating.exact.proof import keep_hard_terms
from pairing.terms.seating import Pairwise, SeatingProblem
from solvers.seating.problems import brute_force, grid_problem, random_problem


@examples(15)
@given(st.integers(0, 10_000), st.integers(2, 3))
def test_without_products_the_proof_is_complete(seed: int, rows: int) -> None:
    problem = grid_problem(seed, rows, 4, tables=False)
    terms = tuple(term for term in problem.terms if term.hard or not isinstance(term, Pairwise))
    result = solve_seating(replace(problem, terms=terms))
    assert result.conflict or result.optimal


@examples(40)
@given(st.integers(0, 10_000), st.integers(2, 4), st.integers(0, 1))
def test_a_conflict_set_is_smallest(seed: int, students: int, spare: int) -> None:
    problem = random_problem(seed, students, students + spare, hard=True)
    verdict = keep_hard_terms(problem, 10)
    _, kept = brute_force(problem)
    assert (verdict.seat_of is not None) == (kept is not None)
    if kept is None:
        assert verdict.minimal
        assert not _holds(problem, set(verdict.conflict))
        for owner in verdict.conflict:
            assert _holds(problem, set(verdict.conflict) - {owner})


def _holds(problem: SeatingProblem, owners: set[str]) -> bool:
    terms = tuple(term for term in problem.terms if term.hard and term.owner in owners)
    return brute_force(SeatingProblem(problem.students, problem.seats, terms))[1] is not None
