"""An upper bound on the score of any seating: what no plan can beat.

The quick bound takes the terms family by family; the sum of the families' maxima is at
least the maximum of their sum:

- unary terms exactly, as a linear assignment problem over the seats that hard unary
  terms allow;
- coverage by what each need could have at most: helpers there are, places near a seat;
- pairwise terms by the rearrangement inequality on sorted weights and closeness;
- zone sums and budgets by zero, for they only cost.

The tight one is the linear relaxation of the whole problem, in ``relaxation``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from pairing.solvers.seating.bounds.relaxation import relaxed_bound
from pairing.terms.seating import Coverage, IntArray, Pairwise, SeatingProblem, Unary

__all__ = ["quick_bound", "upper_bound"]


def quick_bound(problem: SeatingProblem) -> int:
    """A score that no seating which keeps the hard terms can beat, in no time."""
    if problem.students == 0:
        return 0
    pairwise = sum(_rearrangement(kind, problem.seats) for kind in _kinds(problem))
    return _unary_bound(problem) + _coverage_bound(problem) + pairwise


def upper_bound(problem: SeatingProblem, rounds: int = 2, enough: int | None = None) -> int:
    """A score that no seating which keeps the hard terms can beat, as low as can be shown.

    Args:
        problem: what to bound.
        rounds: how many times to solve the relaxation, with cuts in between.
        enough: the score of a seating at hand; where the bound meets it, nothing is left to do.
    """
    bound = quick_bound(problem)
    if rounds < 1 or (enough is not None and bound <= enough):
        return bound
    relaxed = relaxed_bound(problem, rounds, enough)
    return bound if relaxed is None else min(bound, relaxed)


def _unary_bound(problem: SeatingProblem) -> int:
    values = np.zeros((problem.students, problem.seats), dtype=np.int64)
    barred = np.zeros_like(values, dtype=bool)
    for term in problem.terms:
        if isinstance(term, Unary):
            if term.hard:
                barred |= term.values > 0
            else:
                values += term.values
    if not values.any():
        return 0
    # Barred seats become so costly that the assignment uses one only if it must; the true
    # value put back then keeps the bound valid even where hard terms contradict.
    big_m = int(np.abs(values).sum()) + 1
    rows, columns = linear_sum_assignment(np.where(barred, values - big_m, values), maximize=True)
    if barred[rows, columns].any():
        rows, columns = linear_sum_assignment(values, maximize=True)
    return int(values[rows, columns].sum())


def _coverage_bound(problem: SeatingProblem) -> int:
    total = 0
    for term in problem.terms:
        if isinstance(term, Coverage) and not term.hard:
            most = int((term.closeness > 0).sum(axis=1).max(initial=0))
            total += max(0, term.value) * min(term.want, int(term.helpers.sum()), most)
    return total


@dataclass(frozen=True, eq=False)
class _Kind:
    """One closeness with all soft weights on it; ``weights`` of each two, above the diagonal."""

    closeness: IntArray
    weights: IntArray


def _kinds(problem: SeatingProblem) -> list[_Kind]:
    grouped: dict[bytes, _Kind] = {}
    for term in problem.terms:
        if not isinstance(term, Pairwise) or term.hard:
            continue
        closeness, weights = term.closeness, term.weights
        if np.array_equal(closeness, closeness.T):
            weights = np.triu(weights + weights.T, 1)
        else:
            # Whoever is before whom, a pair earns no more than both readings at their best.
            weights = np.triu(np.maximum(weights, 0) + np.maximum(weights, 0).T, 1)
            closeness = np.maximum(closeness, closeness.T)
        key = closeness.tobytes()
        earlier = grouped.get(key)
        grouped[key] = _Kind(closeness, weights + earlier.weights if earlier else weights)
    return [kind for kind in grouped.values() if kind.weights.any()]


def _rearrangement(kind: _Kind, seats: int) -> int:
    """The largest weights on the closest places, the smallest on the farthest."""
    upper = np.triu_indices(seats, 1)
    places = np.sort(kind.closeness[upper])
    weights = np.zeros(len(places), dtype=np.int64)
    own = kind.weights[np.triu_indices(len(kind.weights), 1)]
    weights[: len(own)] = own
    return int((np.sort(weights) * places).sum())
