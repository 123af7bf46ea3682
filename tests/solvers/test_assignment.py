"""The assignment engine against brute force: optimal scores, true conflicts."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.solvers.assignment import solve_assignment
from pairing.solvers.assignment.exact import couples_arcs, solve_exact
from pairing.solvers.assignment.flow import solve_flow
from pairing.solvers.assignment.residual import Residual
from pairing.terms.assignment import (
    ArcValue,
    AssignmentProblem,
    AssignmentTerm,
    BoolArray,
    Count,
    Fair,
    Forbidden,
    IntArray,
    Joint,
    Load,
    Marginal,
    Opened,
    OpenedLimit,
    Required,
    Sized,
)


def random_problem(seed: int, tasks: int, workers: int) -> AssignmentProblem:
    random = np.random.default_rng(seed)
    pairs = [(t, w) for t in range(tasks) for w in range(workers) if random.random() < 0.8]
    arcs = len(pairs)
    task = np.array([t for t, _ in pairs], dtype=np.int64)
    worker = np.array([w for _, w in pairs], dtype=np.int64)
    low = random.integers(0, 2, tasks)
    steps = -np.sort(-random.integers(-6, 9, (tasks, 2)), axis=1)
    costs = -np.sort(random.integers(0, 6, (workers, 3)), axis=1)
    terms: list[AssignmentTerm] = [
        ArcValue("value", random.integers(-4, 9, arcs).astype(np.int64)),
        Marginal("tasks", "task", steps.astype(np.int64)),
        Marginal("workers", "worker", costs.astype(np.int64)),
        Count("task count", "task", low.astype(np.int64), (low + 1).astype(np.int64)),
        Count(
            "worker count",
            "worker",
            random.integers(0, 2, workers).astype(np.int64),
            random.integers(1, 4, workers).astype(np.int64),
        ),
        Forbidden("forbidden", random.random(arcs) < 0.15),
        Required("required", random.random(arcs) < 0.1),
    ]
    return AssignmentProblem(tasks, workers, task, worker, tuple(terms))


def holds(problem: AssignmentProblem, chosen: BoolArray, owners: set[str] | None = None) -> bool:
    terms = tuple(term for term in problem.terms if owners is None or term.owner in owners)
    return replace(problem, terms=terms).violations(chosen) == 0


def all_choices(problem: AssignmentProblem) -> list[BoolArray]:
    size = len(problem.task)
    return [np.array(bits, dtype=bool) for bits in product((False, True), repeat=size)]


def check_solved(problem: AssignmentProblem) -> None:
    """The engine's answer against every choice: the best, or a smallest conflict."""
    choices = all_choices(problem)
    scores = [problem.score(chosen) for chosen in choices if holds(problem, chosen)]
    result = solve_assignment(problem)
    if scores:
        assert result.chosen is not None
        assert holds(problem, result.chosen)
        assert result.score == result.bound == problem.score(result.chosen) == max(scores)
        return
    assert result.chosen is None
    conflict = set(result.conflict)
    assert not any(holds(problem, chosen, conflict) for chosen in choices)
    for owner in conflict:
        assert any(holds(problem, chosen, conflict - {owner}) for chosen in choices)


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 3))
def test_optimal_or_a_smallest_conflict(seed: int, tasks: int, workers: int) -> None:
    check_solved(random_problem(seed, tasks, workers))


def _values(random: np.random.Generator, size: int) -> IntArray:
    values: IntArray = random.integers(-9, 10, size)
    return values


def coupled(problem: AssignmentProblem, seed: int) -> AssignmentProblem:
    """The same problem with terms that no flow can say."""
    random = np.random.default_rng(seed)
    arcs = len(problem.task)
    ends = random.integers(0, max(1, arcs), (2, 4 if arcs else 0))
    low = random.integers(0, 2, problem.workers).astype(np.int64)
    terms: tuple[AssignmentTerm, ...] = (
        Joint("joint", ends[0], ends[1], _values(random, len(ends[0]))),
        Opened(
            "opened",
            random.integers(-1, 3, arcs).astype(np.int64),
            _values(random, 3),
        ),
        OpenedLimit(
            "limit",
            "worker",
            np.arange(arcs) // 2 * problem.workers + problem.worker,
            np.full(problem.workers, 1, dtype=np.int64),
        ),
        Sized(
            "sized",
            random.integers(-1, 2, arcs).astype(np.int64),
            np.array([2, 1], dtype=np.int64),
            np.array([3, 1], dtype=np.int64),
        ),
        Load("load", "worker", random.integers(0, 4, arcs).astype(np.int64), low, low + 4),
    )
    return replace(problem, terms=(*problem.terms, *terms))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 3))
def test_coupled_arcs_are_optimal_or_a_smallest_conflict(
    seed: int, tasks: int, workers: int
) -> None:
    problem = coupled(random_problem(seed, tasks, workers), seed)
    assert couples_arcs(problem)
    check_solved(problem)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 6), st.integers(1, 6))
def test_flow_and_cp_sat_agree_where_both_can_solve(seed: int, tasks: int, workers: int) -> None:
    problem = random_problem(seed, tasks, workers)
    assert not couples_arcs(problem)
    flow, exact = solve_flow(problem), solve_exact(problem, 10.0)
    assert exact is not None
    if flow is None:
        assert exact.chosen is None
    else:
        assert exact.chosen is not None
        assert problem.score(flow) == problem.score(exact.chosen) == exact.bound


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 3), st.integers(1, 4), st.sampled_from([1, 3]))
def test_the_fairest_loads_come_first_and_then_the_best_score(
    seed: int, tasks: int, workers: int, heaviest: int
) -> None:
    """Against every choice there is, with a flow where all weigh the same, else with CP-SAT."""
    problem = random_problem(seed, tasks, workers)
    random = np.random.default_rng(seed)
    weights = random.integers(1, heaviest + 1, len(problem.task)).astype(np.int64)
    fair = Fair("fair", "worker", weights)
    problem = replace(problem, terms=(*problem.terms, fair))
    choices = [chosen for chosen in all_choices(problem) if holds(problem, chosen)]
    result = solve_assignment(problem)
    if not choices:
        assert result.chosen is None
        return

    def rank(chosen: BoolArray) -> tuple[list[int], int]:
        return fair.loads(problem, chosen).tolist(), -problem.score(chosen)

    fairest, worst = min(map(rank, choices))
    assert result.chosen is not None
    assert holds(problem, result.chosen)
    assert result.loads == tuple(fairest)
    assert result.fair
    assert result.score == result.bound == -worst


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 4), st.integers(1, 3))
def test_an_exchange_costs_what_solving_again_would(seed: int, tasks: int, workers: int) -> None:
    problem = random_problem(seed, tasks, workers)
    chosen = solve_flow(problem)
    if chosen is None:
        return
    residual = Residual(problem, chosen)
    best = problem.score(chosen)
    far = {arc: cost for task in range(tasks) for arc, cost in residual.distances(task).items()}
    for arc in range(len(problem.task)):
        marked = np.arange(len(problem.task)) == arc
        other = Forbidden("out", marked) if chosen[arc] else Required("in", marked)
        again = solve_flow(replace(problem, terms=(*problem.terms, other)))
        exchange = residual.exchange(arc)
        if again is None:
            assert exchange is None
            continue
        assert exchange is not None
        assert exchange.cost == best - problem.score(again)
        after = chosen.copy()
        for step, taken in exchange.steps:
            assert after[step] != taken
            after[step] = taken
        assert holds(problem, after)
        assert problem.score(after) == problem.score(again)
        assert far[arc] == (0 if chosen[arc] else exchange.cost)


def test_only_an_optimal_choice_has_a_residual_network_without_gains() -> None:
    values = ArcValue("value", np.array([5, 0], dtype=np.int64))
    each = np.ones(1, dtype=np.int64)
    problem = AssignmentProblem(
        1, 2, np.zeros(2, np.int64), np.arange(2), (values, Count("one", "task", each, each))
    )
    with pytest.raises(ValueError, match="not optimal"):
        Residual(problem, np.array([False, True])).distances(0)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 3), st.integers(1, 3), st.integers(1, 20))
def test_a_charge_for_change_gives_up_no_more_than_its_score_needs(
    seed: int, tasks: int, workers: int, charge: int
) -> None:
    """No choice that scores as much keeps more of the one in force."""
    problem = random_problem(seed, tasks, workers)
    in_force = np.random.default_rng(seed).random(len(problem.task)) < 0.4
    keep = ArcValue("keep", in_force.astype(np.int64) * charge)
    chosen = solve_flow(replace(problem, terms=(*problem.terms, keep)))
    if chosen is None:
        return
    score, kept = problem.score(chosen), int((chosen & in_force).sum())
    for other in all_choices(problem):
        if holds(problem, other) and problem.score(other) >= score:
            assert int((other & in_force).sum()) <= kept


def test_a_problem_is_fair_to_one_side_only() -> None:
    problem = random_problem(1, 2, 2)
    twice = Fair("fair", "worker", np.ones(len(problem.task), dtype=np.int64))
    with pytest.raises(ValueError, match="one fair term"):
        solve_assignment(replace(problem, terms=(*problem.terms, twice, twice)))


def test_violations_are_counted_unit_by_unit() -> None:
    """Two tasks, two workers, all four arcs chosen."""
    task, worker = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    none, one, two = (np.full(2, value, dtype=np.int64) for value in (0, 1, 2))
    every = np.ones(4, dtype=bool)
    pairs = np.arange(4) // 2

    def broken(term: AssignmentTerm, chosen: BoolArray = every) -> int:
        return AssignmentProblem(2, 2, task, worker, (term,)).violations(chosen)

    assert broken(Forbidden("f", np.array([True, True, False, False]))) == 2
    assert broken(Required("r", every), ~every) == 4
    assert broken(Count("c", "task", none, one)) == 2
    assert broken(Count("c", "worker", two + 1, two + 1)) == 2
    assert broken(Load("l", "worker", np.array([3, 0, 1, 0]), none, one)) == 3
    assert broken(OpenedLimit("o", "task", np.arange(4), one)) == 2
    assert broken(Sized("s", pairs, one, one)) == 2
    assert broken(Sized("s", pairs, two, two), np.array([True, False, False, False])) == 1


def test_marginal_values_may_not_rise() -> None:
    with pytest.raises(ValueError, match="may not rise"):
        Marginal("m", "task", np.array([[1, 2]]))


def test_beyond_the_table_a_cost_repeats_and_a_reward_ends() -> None:
    costs = Marginal("m", "task", np.array([[0, -2]]))
    assert costs.total(np.array([4])) == -6
    rewards = Marginal("m", "task", np.array([[5, 3]]))
    assert rewards.total(np.array([4])) == 8
