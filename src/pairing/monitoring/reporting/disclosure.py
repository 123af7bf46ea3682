"""Which counts are kept back so that no small one can be worked out from sums.

Complementary suppression. A reader knows that a count marked as small lies under the limit, and
any other that is kept back does not; and which counts are sums of which. For every small count,
the fewest others are kept back with which it could as well be the least or the largest that its
mark allows: the heuristic of Kelly, Golden and Assad (1992, Cell suppression: disclosure protection
for sensitive tabular data, Networks 22, 397-417), here for any linked sums, as integer programs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack
from scipy.sparse.csgraph import connected_components

from pairing.monitoring.reporting.tables import Key, Relation, Shown, Withheld

__all__ = ["guarded"]

_FREE = 1e-6
"""What it costs to move a count that is kept back already: a little, so that few are moved."""


def guarded(
    counts: Mapping[Key, int], relations: Iterable[Relation], least: int
) -> dict[Key, Shown]:
    """The counts as they may be told outside.

    Args:
        counts: every count by its key.
        relations: which are sums of which; they must hold.
        least: counts under this are small; 0 is one of them.

    Where the marks themselves say more (two small counts of a sum that is not small are not both
    0), a small count is left as many values as the marks allow.
    """
    told: dict[Key, Shown] = dict(counts)
    for keys, sums in _linked(list(counts), list(relations)):
        room = _Room(np.array([counts[key] for key in keys], float), sums, least)
        for number in room.small:
            room.protect(number)
        for key, kept_back in zip(keys, room.kept_back, strict=True):
            if counts[key] < least:
                told[key] = Withheld.SMALL
            elif kept_back:
                told[key] = Withheld.PROTECTS
    return told


def _linked(
    keys: Sequence[Key], relations: Sequence[Relation]
) -> Iterator[tuple[list[Key], csr_array]]:
    """The counts that hang together, and the matrix of their sums: each row comes to 0."""
    place = {key: number for number, key in enumerate(keys)}
    entries: Counter[tuple[int, int]] = Counter()
    for line, (total, parts) in enumerate(relations):
        entries[line, place[total]] -= 1
        entries.update((line, place[part]) for part in parts)
    lines, columns = np.array(list(entries)).reshape(-1, 2).T
    size = (len(relations), len(keys))
    matrix = csr_array((np.array([*entries.values()], float), (lines, columns)), shape=size)
    count, labels = connected_components(abs(matrix.T) @ abs(matrix), directed=False)
    for label in range(count):
        own = np.flatnonzero(labels == label)
        sums = matrix[:, own]
        yield [keys[number] for number in own.tolist()], sums[np.diff(sums.indptr) > 0]


class _Room:
    """How far the counts may move together, by what a reader sees."""

    def __init__(self, values: np.ndarray, sums: csr_array, least: int) -> None:
        self.values, self.least, size = values, least, len(values)
        self.small = [number for number, value in enumerate(values) if value < least]
        self.kept_back = np.zeros(size, bool)
        # Each count moves up by one variable and down by another.
        self._sums = LinearConstraint(hstack([sums, -sums]), 0, 0)
        is_small = values < least
        self._up = np.where(is_small, least - 1 - values, np.inf)
        self._down = np.where(is_small, values, values - least)
        self._reached = [set[int]() for _ in range(size)]
        for number in self.small:
            self._reached[number].add(int(values[number]))

    def protect(self, number: int) -> None:
        """Keep back what must be, so that a small count may be anything its mark allows."""
        value = int(self.values[number])
        for wanted in (range(value), range(self.least - 1, value, -1)):
            for one in wanted:
                if one in self._reached[number] or self._move(number, one - value):
                    break

    def _move(self, number: int, by: int) -> bool:
        """Move a count by so much and others with it, as few of those that are told as can be."""
        size = len(self.values)
        hidden = self.kept_back | (self.values < self.least)
        cost = np.where(hidden, _FREE, 1 + np.log1p(self.values))
        up, down = self._up.copy(), self._down.copy()
        low = np.zeros(2 * size)
        moving = number if by > 0 else size + number
        up[number], down[number] = max(by, 0), max(-by, 0)
        low[moving] = abs(by)
        found = milp(
            np.concatenate([cost, cost]),
            integrality=np.ones(2 * size, int),
            bounds=Bounds(low, np.concatenate([up, down])),
            constraints=self._sums,
        )
        if found.x is None:
            return False
        change = found.x[:size] - found.x[size:]
        self.kept_back |= (np.abs(change) > 0.5) & ~hidden
        for other in self.small:
            self._reached[other].add(math.floor(self.values[other] + change[other] + 0.5))
        return True
