"""Small problems of assignment, every choice of each, and the engine held against them."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np

from pairing.solvers.assignment import solve_assignment
from pairing.terms.assignment import (
    ArcValue,
    AssignmentProblem,
    AssignmentTerm,
    BoolArray,
    Count,
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
