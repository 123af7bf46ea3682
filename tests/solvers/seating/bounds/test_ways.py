"""The ways in which students are close, and of whom the terms speak in which of them."""

from __future__ import annotations

import numpy as np

from pairing.solvers.seating import upper_bound
from pairing.solvers.seating.bounds.linear_program import Program
from pairing.solvers.seating.bounds.ways import Ways
from pairing.terms.seating import BoolArray, Coverage, IntArray, Pairwise, SeatingProblem


def _desks(seats: int) -> IntArray:
    """Desks for two: 0 beside 1, 2 beside 3 and so on."""
    close = np.zeros((seats, seats), dtype=np.int64)
    for left in range(0, seats - 1, 2):
        close[left, left + 1] = close[left + 1, left] = 1
    return close


def _row(seats: int) -> IntArray:
    """Each seat beside the next."""
    step = np.eye(seats, k=1, dtype=np.int64)
    return step + step.T


def _alike(girls: int, boys: int) -> IntArray:
    """One point less for two girls together, and for two boys."""
    girl: BoolArray = np.arange(girls + boys) < girls
    alike: BoolArray = np.triu(girl[:, None] == girl, 1)
    return -alike.astype(np.int64)


def test_each_combination_of_closenesses_is_a_way() -> None:
    weights = _alike(2, 2)
    ways = Ways(
        SeatingProblem(
            4, 4, (Pairwise("desk", weights, _desks(4)), Pairwise("row", 2 * weights, _row(4)))
        )
    )
    told = {int(graph.sum()): ways.felt[number][0, 1] for number, graph in enumerate(ways.graphs)}
    # Two desks of two seats each, and the two that sit side by side across the gap.
    assert told == {4: -3.0, 2: -2.0}


def test_a_term_speaks_of_no_more_than_it_names() -> None:
    helpers = np.array([False, True, False, False])
    need = Coverage("need", 0, helpers, 1, _desks(4))
    apart = np.zeros((4, 4), dtype=np.int64)
    apart[2, 3] = 1
    ways = Ways(SeatingProblem(4, 4, (need, Pairwise("apart", apart, _desks(4), hard=True))))
    assert np.argwhere(ways.told[0]).tolist() == [[0, 1], [1, 0]]
    assert np.argwhere(ways.barred[0]).tolist() == [[2, 3], [3, 2]]


def test_groups_that_a_term_speaks_of_within_are_types() -> None:
    problem = SeatingProblem(6, 6, (Pairwise("mix", _alike(4, 2), _desks(6)),))
    types = Ways(problem).types.tolist()
    assert len({*types[:4]}) == len({*types[4:]}) == 1
    assert types[0] != types[4]


def test_of_whom_nobody_speaks_the_program_says_no_more_than_how_many() -> None:
    problem = SeatingProblem(20, 20, (Coverage("need", 0, np.arange(20) == 1, 1, _row(20)),))
    ways = Ways(problem)
    numbers = Program(problem, ways, np.zeros(20, dtype=np.int64)).cells[0].numbers
    assert (numbers >= 0).sum() == 2


def test_too_few_boys_for_as_many_girls_are_counted() -> None:
    """Six girls and two boys at four desks: two desks of girls at least."""
    problem = SeatingProblem(8, 8, (Pairwise("mix", _alike(6, 2), _desks(8)),))
    assert upper_bound(problem) == -2


def test_of_a_closeness_that_is_not_modelled_the_most_is_assumed() -> None:
    everywhere = 1 - np.eye(20, dtype=np.int64)
    weights = np.triu(np.ones((20, 20), dtype=np.int64), 1)
    ways = Ways(SeatingProblem(20, 20, (Pairwise("far", weights, everywhere),)))
    assert len(ways) == 0
    assert ways.rest == weights.sum()
