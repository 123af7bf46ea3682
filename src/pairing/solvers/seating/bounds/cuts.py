"""Cuts: what the shape of the room forbids, said to the linear program where it breaks it.

Where no three seats are close to each other, of three students no more than two couples
are. At a table, where all are close to all, k students of any set make k (k - 1) / 2
couples, which is convex in k; for sets that should not meet (one gender, one ability) that
is known from the start.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pairing.solvers.seating.bounds.linear_program import Program
from pairing.terms.seating import Pairwise

__all__ = ["Cuts"]

_CUTS_A_ROUND = 1_500
_SEEDS = 12


class Cuts:
    """The cuts of one program; they are added to its rows."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def cut(self, solution: NDArray[np.float64]) -> int:
        """Add the rows that the room's shape asks for and the solution breaks; how many."""
        found = 0
        if self.free_ways:
            found += self._cut_triangles(self._closeness(solution, self.free_ways, None))
        for block in self.program.tables:
            found += self._cut_table(block, solution)
        return found

    def _closeness(
        self, solution: NDArray[np.float64], ways: Iterable[int], block: int | None
    ) -> NDArray[np.float64]:
        """How close each two students are in these ways, in one block or all of them."""
        close = np.zeros((self.program.n, self.program.n))
        for cell in self.program.cells:
            if cell.way in ways and block in (None, cell.low):
                one_way = np.where(cell.numbers < 0, 0.0, solution[cell.numbers])
                if cell.low == cell.high:
                    close += one_way
                elif block is None:
                    close += one_way + one_way.T
        return close

    @cached_property
    def free_ways(self) -> tuple[int, ...]:
        """Ways whose seats, taken together, form no triangle."""
        free = [
            number for number, way in enumerate(self.program.ways.graphs) if not _has_triangle(way)
        ]
        while len(free) > 1 and _has_triangle(
            np.any([self.program.ways.graphs[one] for one in free], axis=0)
        ):
            free.pop()
        return tuple(free)

    def _cut_triangles(self, close: NDArray[np.float64]) -> int:
        """Of three students no more than two couples are close."""
        broken = close[:, :, None] + close[None, :, :] + close[:, None, :] - 2.0
        a, b, c = np.nonzero(broken > 1e-4)
        keep = (a < b) & (b < c)
        a, b, c = a[keep], b[keep], c[keep]
        order = np.argsort(-broken[a, b, c], kind="stable")[:_CUTS_A_ROUND]
        for one, two, three in zip(a[order], b[order], c[order], strict=True):
            couples = ((one, two), (two, three), (one, three))
            columns = np.concatenate(
                [self.program.close_columns(self.free_ways, *own) for own in couples]
            )
            self.program.at_most.add(columns, 1.0, 2.0)
        return len(order)

    def _cut_table(self, block: int, solution: NDArray[np.float64]) -> int:
        """At a table, k students of any set make k (k - 1) / 2 couples, which is convex in k.

        So the couples are at least t k - t (t + 1) / 2 for every whole t. The sets that the
        solution breaks most are grown one student at a time.
        """
        places = np.flatnonzero(self.program.blocks == block)
        here = solution[self.program.x[:, places]].sum(axis=1)
        close = self._closeness(solution, range(len(self.program.ways)), block)
        found = set()
        for t in range(1, len(places)):
            for first in np.argsort(-here, kind="stable")[:_SEEDS]:
                members = _grow(here, close, t, int(first))
                if t * here[members].sum() - t * (t + 1) / 2 > (
                    close[members][:, members].sum() / 2 + 1e-3
                ):
                    found.add((t, tuple(sorted(members))))
        for t, chosen in sorted(found):
            self._table_row(block, t, list(chosen))
        return len(found)

    def _table_row(self, block: int, t: int, group: list[int]) -> None:
        """Couples of the group at the table >= t times its members there - t (t + 1) / 2."""
        places = np.flatnonzero(self.program.blocks == block)
        inside = [cell.numbers for cell in self.program.cells if cell.low == cell.high == block]
        members = np.array(group)
        upper = np.triu_indices(len(group), 1)
        couples = np.array(
            [numbers[np.ix_(members, members)][upper] for numbers in inside], dtype=np.int64
        ).ravel()
        # Who may not be close has no variable, and makes no couple; where nobody may, no cell is.
        couples = couples[couples >= 0]
        seats = self.program.x[np.ix_(members, places)].ravel()
        columns = np.concatenate([seats, couples])
        values = np.concatenate([np.full(len(seats), float(t)), -np.ones(len(couples))])
        self.program.at_most.add(columns, values, t * (t + 1) / 2)

    def start(self) -> None:
        """Rows from the start for sets of students no two of whom should share a table."""
        groups: set[tuple[int, ...]] = set()
        for term in self.program.problem.terms:
            if isinstance(term, Pairwise) and not term.hard:
                averse = (term.weights + term.weights.T) < 0
                groups.update(_clique(averse, student) for student in range(self.program.n))
        sizes = np.bincount(self.program.blocks)
        for block in self.program.tables:
            for group in sorted(groups):
                for t in range(1, min(len(group), int(sizes[block]) // 2 + 1)):
                    self._table_row(block, t, list(group))


def _grow(here: NDArray[np.float64], close: NDArray[np.float64], t: int, first: int) -> list[int]:
    """A set of students that breaks the table's convexity as much as greed finds."""
    members = [first]
    gain = t * here - close[first]
    gain[first] = -np.inf
    while True:
        best = int(np.argmax(gain))
        if gain[best] <= 1e-9:
            return members
        members.append(best)
        gain -= close[best]
        gain[best] = -np.inf


def _clique(averse: NDArray[np.bool_], first: int) -> tuple[int, ...]:
    """A set of students, ``first`` among them, each averse to each other; grown by greed."""
    members = [first]
    open_to = averse[first].copy()
    while open_to.any():
        chosen = int(np.argmax(np.where(open_to, (averse & open_to).sum(axis=1), -1)))
        members.append(chosen)
        open_to &= averse[chosen]
    return tuple(sorted(members))


def _has_triangle(graph: NDArray[np.bool_]) -> bool:
    numbers = graph.astype(np.int64)
    return bool((numbers * (numbers @ numbers)).any())
