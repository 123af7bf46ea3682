"""An upper bound on the score of any seating: what no plan can beat.

The terms are bounded family by family, and the sum of the families' maxima is at least
the maximum of their sum:

- unary terms exactly, as a linear assignment problem over the seats that hard unary
  terms allow;
- coverage by what each need could have at most: helpers there are, places near a seat;
- pairwise terms by a b-matching LP (degrees and edges of each closeness, a pair of
  students close in one way at most where the ways exclude each other), or by the
  rearrangement inequality on sorted weights and closeness, whichever is lower;
- zone sums by zero, for they only cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import coo_array, vstack

from pairing.terms.seating import Coverage, IntArray, Pairwise, SeatingProblem, Unary

__all__ = ["quick_bound", "upper_bound"]


def quick_bound(problem: SeatingProblem) -> int:
    """A score that no seating which keeps the hard terms can beat, in no time."""
    if problem.students == 0:
        return 0
    pairwise = sum(_rearrangement(kind, problem.seats) for kind in _kinds(problem))
    return _unary_bound(problem) + _coverage_bound(problem) + pairwise


def upper_bound(problem: SeatingProblem) -> int:
    """A score that no seating which keeps the hard terms can beat."""
    if problem.students == 0:
        return 0
    return _unary_bound(problem) + _coverage_bound(problem) + _pairwise_bound(problem)


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
    # Barred seats become so dear that the assignment uses one only if it must; the true
    # value put back then keeps the bound valid even where hard terms contradict.
    dear = int(np.abs(values).sum()) + 1
    rows, columns = linear_sum_assignment(np.where(barred, values - dear, values), maximize=True)
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


def _pairwise_bound(problem: SeatingProblem) -> int:
    kinds = _kinds(problem)
    if not kinds:
        return 0
    bound = sum(_rearrangement(kind, problem.seats) for kind in kinds)
    if all(set(np.unique(kind.closeness)) <= {0, 1} for kind in kinds):
        bound = min(bound, _matching_bound(kinds, problem))
    return bound


def _rearrangement(kind: _Kind, seats: int) -> int:
    """The largest weights on the closest places, the smallest on the farthest."""
    upper = np.triu_indices(seats, 1)
    places = np.sort(kind.closeness[upper])
    weights = np.zeros(len(places), dtype=np.int64)
    own = kind.weights[np.triu_indices(len(kind.weights), 1)]
    weights[: len(own)] = own
    return int((np.sort(weights) * places).sum())


def _matching_bound(kinds: Sequence[_Kind], problem: SeatingProblem) -> int:
    """The b-matching LP over x[kind, pair], rounded up past any error of its arithmetic."""
    size, empty = problem.students, problem.seats - problem.students
    one, other = np.triu_indices(size, 1)
    pairs = len(one)
    if not pairs:
        return 0
    rows, low, high = [], [], []
    count = len(kinds) * pairs
    for number, kind in enumerate(kinds):
        columns = number * pairs + np.arange(pairs)
        degree = kind.closeness.sum(axis=1)
        # Each student, then all together: as many close pairs as the seats have, less
        # what the empty seats may take away.
        incidence = coo_array(
            (np.ones(2 * pairs), (np.concatenate([one, other]), np.tile(columns, 2))),
            shape=(size, count),
        )
        rows.append(incidence)
        low += [max(0, int(degree.min()) - empty)] * size
        high += [int(degree.max())] * size
        total = coo_array((np.ones(pairs), (np.zeros(pairs, dtype=int), columns)), shape=(1, count))
        rows.append(total)
        edges = int(degree.sum()) // 2
        low.append(max(0, edges - int(np.sort(degree)[::-1][:empty].sum())))
        high.append(edges)
    for group in _exclusive(kinds):
        columns = np.concatenate([number * pairs + np.arange(pairs) for number in group])
        places = np.tile(np.arange(pairs), len(group))
        rows.append(coo_array((np.ones(len(columns)), (places, columns)), shape=(pairs, count)))
        low += [0] * pairs
        high += [1] * pairs
    matrix = vstack(rows).tocsr()
    gain = np.concatenate([kind.weights[one, other] for kind in kinds]).astype(float)
    limits = LinearConstraint(matrix, np.array(low, float), np.array(high, float))
    answer = milp(-gain, constraints=limits, bounds=Bounds(0, 1))
    if answer.status != 0:
        # Every seating is a solution, so this is the solver's trouble, not a proof.
        return int(sum(np.maximum(kind.weights, 0).sum() for kind in kinds))
    return int(np.floor(-answer.fun + 1e-6 * abs(answer.fun) + 1e-3))


def _exclusive(kinds: Sequence[_Kind]) -> list[list[int]]:
    """Groups of kinds no two of which hold for the same two seats."""
    groups: list[list[int]] = []
    for number, kind in enumerate(kinds):
        for group in groups:
            if not any((kind.closeness * kinds[other].closeness).any() for other in group):
                group.append(number)
                break
        else:
            groups.append([number])
    return [group for group in groups if len(group) > 1]
