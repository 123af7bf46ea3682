"""Students whom the hard terms treat alike: any two of a kind may change places.

Seventeen names on sixteen seats are a hard riddle, seventeen of a kind are a sum.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pairing.terms.seating import (
    BoolArray,
    Budget,
    Coverage,
    IntArray,
    Pairwise,
    SeatingTerm,
    Unary,
    ZoneSum,
)

__all__ = ["kinds_of"]


def kinds_of(students: int, terms: Iterable[SeatingTerm]) -> IntArray:
    """A number for the kind of each student, from 0 on in order of first mention."""
    alike = np.ones((students, students), dtype=bool)
    for term in terms:
        alike &= _alike(term)
    kinds = np.full(students, -1, dtype=np.int64)
    found = 0
    for student in range(students):
        if kinds[student] < 0:
            # To be alike goes on from one to the next, so the first speaks for all.
            kinds[alike[student]] = found
            found += 1
    return kinds


def _alike(term: SeatingTerm) -> BoolArray:
    """Which two students the term does not tell apart. Shape (students, students)."""
    match term:
        case Unary(values=values) | Budget(values=values):
            return np.asarray((values[:, None, :] == values[None, :, :]).all(axis=2))
        case ZoneSum(amounts=amounts):
            return np.equal.outer(amounts, amounts)
        case Coverage(student=student, helpers=helpers):
            same = np.equal.outer(helpers, helpers)
            same[student, :] = same[:, student] = False
            same[student, student] = True
            return same
        case Pairwise(weights=weights, closeness=closeness):
            if (closeness == closeness.T).all():
                return _twins(weights + weights.T)
            both_ways: BoolArray = np.equal(weights, weights.T)
            return _twins(weights) & _twins(weights.T) & both_ways


def _twins(weights: IntArray) -> BoolArray:
    """Which two have the same weights with every third."""
    size = len(weights)
    differ = weights[:, None, :] != weights[None, :, :]
    every = np.arange(size)
    # What the two are to each other is no difference.
    differ[every, :, every] = False
    differ[:, every, every] = False
    return np.asarray(~differ.any(axis=2))
