"""The seating engine against brute force: exact scores, valid bounds, true conflicts."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.solvers.seating import solve_seating, upper_bound
from pairing.solvers.seating.bounds.upper_bound import quick_bound
from pairing.solvers.seating.exact.neighbourhood import Neighbourhoods
from pairing.solvers.seating.exact.proof import keep_hard_terms
from pairing.solvers.seating.quadratic.form import quadratic_form
from pairing.solvers.seating.search.kernel import fill, lay_out, new_state
from pairing.solvers.seating.search.moves import anneal
from pairing.solvers.seating.search.packing import VIOLATION, pack
from pairing.solvers.seating.search.xorshift import new_random
from pairing.terms.seating import (
    Budget,
    Coverage,
    IntArray,
    Pairwise,
    SeatingProblem,
    SeatingTerm,
    Tally,
    Unary,
    ZoneSum,
)


def _matrix(random: np.random.Generator, size: int, low: int, high: int) -> IntArray:
    matrix = random.integers(low, high + 1, (size, size))
    np.fill_diagonal(matrix, 0)
    return matrix.astype(np.int64)


def _closeness(random: np.random.Generator, size: int, most: int = 1) -> IntArray:
    upper = np.triu(random.integers(0, most + 1, (size, size)), 1)
    return (upper + upper.T).astype(np.int64)


def random_problem(seed: int, students: int, seats: int, hard: bool) -> SeatingProblem:
    """Every kind of term, soft and (if asked for) hard."""
    random = np.random.default_rng(seed)
    near, wide = _closeness(random, seats), _closeness(random, seats, 2)
    one_sided = _matrix(random, seats, 0, 1)
    people = random.integers(0, 2, students).astype(bool)
    zone = random.integers(0, 2, seats).astype(bool)
    amounts = random.integers(0, 4, students).astype(np.int64)
    terms: list[SeatingTerm] = [
        Pairwise("near", _matrix(random, students, -3, 3), near),
        Pairwise("near too", _matrix(random, students, -1, 1), near),
        Pairwise("wide", _matrix(random, students, -2, 2), wide),
        Pairwise("one-sided", _matrix(random, students, -2, 2), one_sided),
        Unary("unary", random.integers(-5, 6, (students, seats)).astype(np.int64)),
        ZoneSum("zone", zone, amounts, 2, 3, 2),
    ]
    for student in range(min(3, students)):
        helpers = people.copy()
        helpers[student] = False
        terms.append(Coverage("cover", student, helpers, int(random.integers(1, 3)), near, 7))
    if hard and students > 1:
        apart = np.zeros((students, students), dtype=np.int64)
        apart[0, 1] = 1
        terms.append(Pairwise("apart", apart, near, hard=True))
        barred = (random.random((students, seats)) < 0.3).astype(np.int64)
        terms.append(Unary("barred", barred, hard=True))
        terms.append(Coverage("must", 0, people & (np.arange(students) > 0), 1, near, hard=True))
        terms.append(ZoneSum("full", zone, np.ones(students, np.int64), 1, 2, hard=True))
    return SeatingProblem(students, seats, tuple(terms))


def brute_force(problem: SeatingProblem) -> tuple[Tally, Tally | None]:
    """The best tally of all seatings, and of those that keep the hard terms."""
    tallies = [
        problem.tally(np.array(seats))
        for seats in permutations(range(problem.seats), problem.students)
    ]
    best = min(tallies, key=lambda tally: (tally.violations, -tally.score))
    return best, best if best.violations == 0 else None


@settings(max_examples=60)
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


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.integers(6, 24), st.integers(0, 6))
def test_a_hard_search_finds_no_counter_example_to_the_bound(
    seed: int, students: int, spare: int
) -> None:
    problem = random_problem(seed, students, students + spare, hard=False)
    result = solve_seating(problem, seed=seed, effort=2)
    assert problem.tally(result.seat_of) == result.tally
    assert sorted(set(result.seat_of)) == sorted(result.seat_of)
    assert result.tally.score <= upper_bound(problem)


def grid_problem(seed: int, rows: int, columns: int, tables: bool) -> SeatingProblem:
    """A room as rooms are: desks for two in rows, or every row one table; some seats spare."""
    random = np.random.default_rng(seed)
    seats = rows * columns
    students = max(2, seats - int(random.integers(0, 3)))
    row, column = np.divmod(np.arange(seats), columns)
    across, apart = np.abs(column[:, None] - column), np.abs(row[:, None] - row)
    same_desk = apart == 0 if tables else (apart == 0) & (column[:, None] // 2 == column // 2)
    desk = (same_desk & (across > 0)).astype(np.int64)
    front = ((apart == 1) & (across == 0)).astype(np.int64)
    reach = ((desk + front) > 0).astype(np.int64)
    alike = np.triu(random.random((students, students)) < 0.4, 1).astype(np.int64)
    helpers = random.random(students) < 0.3
    helpers[0] = False
    some = random.integers(-2, 3, students).astype(np.int64)
    apart_pair = np.zeros((students, students), dtype=np.int64)
    apart_pair[0, 1] = 1
    terms: list[SeatingTerm] = [
        Pairwise("alike", -3 * alike, desk),
        Pairwise("friends", np.triu(_matrix(random, students, -1, 2), 1), reach),
        Pairwise("apart", apart_pair, reach, hard=True),
        Unary("place", random.integers(-2, 3, (students, seats)).astype(np.int64)),
        Coverage("cover", 0, helpers, 1, reach, 9),
        Coverage("load", 1, helpers & (np.arange(students) != 1), 0, reach, 2, most=1),
        Budget("moves", (random.random((students, seats)) < 0.5).astype(np.int64), 2, 2),
        *(ZoneSum("sum", row == number, some, -1, 1, 2) for number in range(rows)),
    ]
    return SeatingProblem(students, seats, tuple(terms), row if random.random() < 0.7 else None)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 2), st.integers(2, 4), st.booleans())
def test_the_relaxation_is_never_beaten_by_the_best_seating(
    seed: int, rows: int, columns: int, tables: bool
) -> None:
    problem = grid_problem(seed, rows, columns, tables)
    best, _ = brute_force(problem)
    if best.violations == 0:
        assert best.score <= upper_bound(problem, rounds=4) <= quick_bound(problem)
        assert solve_seating(problem).tally == best


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.integers(3, 6), st.sampled_from([4, 6]), st.booleans())
def test_a_hard_search_beats_no_relaxation(
    seed: int, rows: int, columns: int, tables: bool
) -> None:
    problem = grid_problem(seed, rows, columns, tables)
    result = solve_seating(problem, effort=1, proof=3)
    assert problem.tally(result.seat_of) == result.tally
    if result.tally.violations == 0:
        assert result.tally.score <= upper_bound(problem, rounds=3)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(2, 3))
def test_without_products_the_proof_is_complete(seed: int, rows: int) -> None:
    problem = grid_problem(seed, rows, 4, tables=False)
    terms = tuple(term for term in problem.terms if term.hard or not isinstance(term, Pairwise))
    result = solve_seating(replace(problem, terms=terms))
    assert result.conflict or result.optimal


@settings(max_examples=40)
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


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(2, 12), st.integers(0, 3))
def test_every_move_changes_what_it_says(seed: int, students: int, spare: int) -> None:
    problem = random_problem(seed, students, students + spare, hard=True)
    tables, random = lay_out(problem), new_random(seed)
    order = np.random.default_rng(seed).permutation(problem.seats)
    state = new_state(tables, order[:students].astype(np.int64))
    value = pack(problem.tally(order[:students]))
    best = state.at.copy()
    # Hot, so that nearly every move is taken; a step at a time, so that none hides another.
    for _ in range(30):
        value, _ = anneal(
            tables, students, state, value, best, value, random, 1, 1e15, 1e15, 1.0, 0.5
        )
        assert value == pack(problem.tally(np.argsort(state.at)[:students]))
    kept = [counts.copy() for counts in (state.worth, state.covered, state.zoned, state.spent)]
    fill(tables, state)
    for counts, again in zip(
        kept, (state.worth, state.covered, state.zoned, state.spent), strict=True
    ):
        assert np.array_equal(counts, again)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_a_cold_walk_refuses_what_is_worse_and_a_hopeless_move_early(seed: int) -> None:
    problem = grid_problem(seed, 4, 5, tables=False)
    tables, random = lay_out(problem), new_random(seed)
    order = np.random.default_rng(seed).permutation(problem.seats)[: problem.students]
    state = new_state(tables, order.astype(np.int64))
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


@settings(max_examples=40, deadline=None)
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


@settings(max_examples=15, deadline=None)
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


def test_same_seed_same_seating() -> None:
    problem = random_problem(5, 20, 22, hard=True)
    first, again = (solve_seating(problem, seed=9) for _ in range(2))
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


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(4, 6), st.booleans(), st.booleans())
def test_products_alone_are_solved_by_tabu_search(
    seed: int, size: int, one_sided: bool, places: bool
) -> None:
    random = np.random.default_rng(seed)
    weights, closeness = (_matrix(random, size, 0, 9) for _ in range(2))
    if not one_sided:
        weights, closeness = weights + weights.T, closeness + closeness.T
    terms: list[SeatingTerm] = [Pairwise("flow", -weights, closeness)]
    if places:
        terms.append(Unary("own", random.integers(-9, 9, (size, size)).astype(np.int64)))
    problem = SeatingProblem(size, size, tuple(terms))
    assert quadratic_form(problem) is not None
    result = solve_seating(problem, seed=seed)
    assert problem.tally(result.seat_of) == result.tally == brute_force(problem)[0]


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
