"""Counting before searching: what is claimed holds, and a count takes no search."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.seating import solve_seating
from pairing.solvers.seating.counting.alike import kinds_of
from pairing.solvers.seating.counting.model import KindModel
from pairing.solvers.seating.counting.too_many import count_seats
from pairing.terms.seating import IntArray, Pairwise, SeatingProblem, Unary, ZoneSum
from solvers.seating.problems import random_problem


def grid(rows: int, columns: int, nearer: int) -> IntArray:
    """1 where two seats of a grid are nearer than so many rows and columns."""
    row, column = np.divmod(np.arange(rows * columns), columns)
    apart = np.maximum(np.abs(row[:, None] - row), np.abs(column[:, None] - column))
    near: IntArray = ((apart < nearer) & (apart > 0)).astype(np.int64)
    return near


def front(students: int, seats: int, who: range, rows: int, owner: str = "front") -> Unary:
    values = np.zeros((students, seats), dtype=np.int64)
    values[who.start : who.stop, rows:] = 1
    return Unary(owner, values, hard=True)


def test_one_student_too_many_for_the_front_of_a_full_class() -> None:
    problem = SeatingProblem(56, 56, (front(56, 56, range(17), 16),))
    counted = count_seats(problem)
    assert counted is not None
    assert (counted.owners, counted.most, len(counted.students)) == (("front",), 16, 17)
    result = solve_seating(problem)
    assert result.conflict == ("front",) and result.minimal
    assert result.too_many == counted


def test_two_rules_that_each_would_hold_are_too_much_together() -> None:
    terms = front(56, 56, range(10), 16, "ill"), front(56, 56, range(10, 17), 16, "small")
    far = front(56, 56, range(20, 23), 40, "no matter")
    counted = count_seats(SeatingProblem(56, 56, (*terms, far)))
    assert counted is not None and counted.minimal
    assert (counted.owners, counted.most) == (("ill", "small"), 16)
    assert counted.students == tuple(range(17))


@pytest.mark.parametrize(("students", "distance", "most"), [(10, 3, 9), (13, 3, 9), (5, 4, 4)])
def test_no_more_seats_lie_so_far_apart(students: int, distance: int, most: int) -> None:
    weights = np.zeros((56, 56), dtype=np.int64)
    weights[:students, :students] = np.triu(np.ones((students, students), dtype=np.int64), 1)
    apart = Pairwise("spread", weights, grid(7, 8, distance), hard=True)
    counted = count_seats(SeatingProblem(56, 56, (apart,)))
    assert counted is not None
    assert (len(counted.students), counted.most) == (students, most)


def test_mixed_desks_need_as_many_of_both() -> None:
    desk = (np.arange(24)[:, None] // 2 == np.arange(24) // 2).astype(np.int64)
    np.fill_diagonal(desk, 0)
    girl = np.arange(24) < 13
    alike = np.triu((girl[:, None] == girl).astype(np.int64), 1)
    mixed = SeatingProblem(24, 24, (Pairwise("mix", alike, desk, hard=True),))
    counted = count_seats(mixed)
    assert counted is not None
    assert (counted.students, counted.most) == (tuple(range(13)), 12)


def test_sums_are_counted_too() -> None:
    terms = [
        ZoneSum("row", np.arange(24) // 6 == row, (np.arange(24) < 9).astype(int), 0, 2, 1, True)
        for row in range(4)
    ]
    counted = count_seats(SeatingProblem(24, 24, tuple(terms)))
    assert counted is not None
    assert (len(counted.students), counted.most) == (9, 8)


def test_what_can_be_seated_is_no_count_of_too_many() -> None:
    assert count_seats(SeatingProblem(56, 56, (front(56, 56, range(16), 16),))) is None


def _seated(problem: SeatingProblem, students: tuple[int, ...], owners: set[str]) -> bool:
    """Whether some seating of these students alone keeps the hard terms of the owners."""
    terms = [term for term in problem.terms if term.hard and term.owner in owners]
    assert all(isinstance(term, Unary | Pairwise) for term in terms)
    for seats in permutations(range(problem.seats), len(students)):
        if all(_keeps(term, students, seats) for term in terms):
            return True
    return False


def _keeps(term: object, students: tuple[int, ...], seats: tuple[int, ...]) -> bool:
    if isinstance(term, Unary):
        return not any(term.values[s, p] for s, p in zip(students, seats, strict=True))
    assert isinstance(term, Pairwise)
    who, where = np.ix_(students, students), np.ix_(seats, seats)
    return not (term.weights[who] * term.closeness[where]).any()


@examples(80)
@given(st.integers(0, 10**6), st.integers(2, 5), st.integers(0, 1))
def test_every_claim_holds(seed: int, students: int, spare: int) -> None:
    """Random rules of places and closeness, of students some of whom are alike."""
    random = np.random.default_rng(seed)
    seats = students + spare
    near = np.triu(random.random((seats, seats)) < 0.5, 1)
    groups = random.integers(0, 2, (2, students)).astype(bool)
    barred = (random.random(seats) < 0.5).astype(np.int64)
    lonely = random.integers(0, students)
    terms = (
        Unary("place", np.outer(groups[0], barred).astype(np.int64), hard=True),
        Pairwise(
            "apart",
            np.triu(np.outer(groups[1], groups[1]), 1).astype(np.int64),
            (near | near.T).astype(np.int64),
            hard=True,
        ),
        Unary(
            "alone",
            np.outer(np.arange(students) == lonely, random.random(seats) < 0.6).astype(np.int64),
            hard=True,
        ),
    )
    problem = SeatingProblem(students, seats, terms)
    owners = {term.owner for term in terms}
    everybody = tuple(range(students))
    counted = count_seats(problem)
    assert (counted is None) == _seated(problem, everybody, owners)
    if counted is None:
        return
    named = set(counted.owners)
    assert not _seated(problem, everybody, named)
    assert all(_seated(problem, everybody, named - {one}) for one in named)
    assert counted.most is not None
    sizes = range(len(counted.students) + 1)
    most = max(
        size
        for size in sizes
        if any(_seated(problem, some, named) for some in combinations(counted.students, size))
    )
    assert counted.most == most < len(counted.students)


@examples(60)
@given(st.integers(0, 10**6), st.integers(2, 5), st.integers(0, 1))
def test_kinds_say_no_more_and_no_less_than_names(seed: int, students: int, spare: int) -> None:
    problem = random_problem(seed, students, students + spare, hard=True)
    hard = [term for term in problem.terms if term.hard]
    holds, seat_of = KindModel(problem, hard).seats(10.0)
    every = permutations(range(problem.seats), students)
    possible = any(problem.tally(np.array(seats)).violations == 0 for seats in every)
    assert holds is possible
    if seat_of is not None:
        assert problem.tally(seat_of).violations == 0


@examples(40)
@given(st.integers(0, 10**6), st.integers(2, 6))
def test_those_of_a_kind_may_change_places(seed: int, students: int) -> None:
    problem = random_problem(seed, students, students + 1, hard=True)
    hard = replace(problem, terms=tuple(term for term in problem.terms if term.hard))
    kinds = kinds_of(students, hard.terms)
    random = np.random.default_rng(seed)
    for _ in range(5):
        seat_of = random.permutation(problem.seats)[:students]
        before = hard.tally(seat_of).violations
        for one, other in combinations(range(students), 2):
            if kinds[one] == kinds[other]:
                seat_of[[one, other]] = seat_of[[other, one]]
                assert hard.tally(seat_of).violations == before
