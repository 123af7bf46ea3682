"""Deferred acceptance and blocking arcs, against the definition of stability."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.assignment import blocking_arcs, deferred_acceptance
from pairing.terms.assignment import AssignmentProblem, BoolArray, Count, Forbidden, IntArray


def market(
    seed: int, tasks: int, workers: int
) -> tuple[AssignmentProblem, IntArray, IntArray, IntArray]:
    random = np.random.default_rng(seed)
    task, worker = (grid.ravel() for grid in np.indices((tasks, workers)))
    room = random.integers(0, 3, workers).astype(np.int64)
    terms = (
        Count("room", "worker", np.zeros_like(room), room),
        Forbidden("no", random.random(len(task)) < 0.2),
    )
    problem = AssignmentProblem(tasks, workers, task, worker, terms)
    liking, ranking = (random.integers(0, 5, len(task)).astype(np.int64) for _ in range(2))
    return problem, random.integers(1, 3, tasks).astype(np.int64), liking, ranking


def by_definition(
    problem: AssignmentProblem,
    chosen: BoolArray,
    wanted: IntArray,
    liking: IntArray,
    ranking: IntArray,
) -> set[int]:
    blocking = set()
    room = problem.most("worker")
    for arc in np.flatnonzero(problem.allowed & ~chosen).tolist():
        task, worker = problem.task[arc], problem.worker[arc]
        own = [int(liking[a]) for a in np.flatnonzero(chosen & (problem.task == task))]
        held = [int(ranking[a]) for a in np.flatnonzero(chosen & (problem.worker == worker))]
        asks = len(own) < wanted[task] or liking[arc] > min(own)
        takes = room[worker] > 0 and (len(held) < room[worker] or ranking[arc] > min(held))
        if asks and takes:
            blocking.add(arc)
    return blocking


@examples(150)
@given(st.integers(0, 100_000), st.integers(1, 5), st.integers(1, 5))
def test_the_stable_choice_has_no_blocking_arc(seed: int, tasks: int, workers: int) -> None:
    problem, wanted, liking, ranking = market(seed, tasks, workers)
    chosen = deferred_acceptance(problem, wanted, liking, ranking)
    assert problem.violations(chosen) == 0
    assert (problem.counts("task", chosen) <= wanted).all()
    assert by_definition(problem, chosen, wanted, liking, ranking) == set()
    assert not blocking_arcs(problem, chosen, wanted, liking, ranking).any()


@examples(150)
@given(st.integers(0, 100_000), st.integers(1, 5), st.integers(1, 5))
def test_blocking_arcs_are_those_of_the_definition(seed: int, tasks: int, workers: int) -> None:
    problem, wanted, liking, ranking = market(seed, tasks, workers)
    wanted = np.minimum(wanted, problem.most("task"))
    any_ = deferred_acceptance(problem, wanted, -liking, -ranking)
    found = np.flatnonzero(blocking_arcs(problem, any_, wanted, liking, ranking)).tolist()
    assert set(found) == by_definition(problem, any_, wanted, liking, ranking)


def test_where_all_rank_alike_it_is_first_come_first_served() -> None:
    task, worker = (grid.ravel() for grid in np.indices((3, 2)))
    one = np.ones(2, dtype=np.int64)
    problem = AssignmentProblem(3, 2, task, worker, (Count("room", "worker", 0 * one, one),))
    liking = np.array([5, 1, 5, 1, 5, 1])
    turn = np.array([1, 1, 3, 3, 2, 2])
    chosen = deferred_acceptance(problem, np.ones(3, dtype=np.int64), liking, turn)
    assert np.flatnonzero(chosen).tolist() == [2, 5]
