"""The terms of assignment by themselves: what they count and what they refuse."""

from __future__ import annotations

import numpy as np
import pytest

from pairing.terms.assignment import (
    AssignmentProblem,
    AssignmentTerm,
    BoolArray,
    Count,
    Forbidden,
    Load,
    Marginal,
    OpenedLimit,
    Required,
    Sized,
)


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
