"""The linear program of a seating: fractions of students on seats, and of couples close by.

``x[s, p]`` is a student on a seat; a cell's ``numbers[a, b]`` are two students close in one
way between two blocks of the room. Whoever sits on a seat has as many neighbours of each
way as the seat has, in each block: so unary values, pairs, coverage and zones are bounded
together, not each at its own best. Every seating is a solution, and scores as much or more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array

from pairing.solvers.seating.bounds.ways import Ways
from pairing.terms.seating import Budget, Coverage, IntArray, SeatingProblem, Unary, ZoneSum

__all__ = ["Cell", "Program"]

_PATIENCE = 60.0
"""Seconds for one solution; a program that takes longer gives no bound."""

_DENSE = 0.5
"""Of all couples and ways, the share of which some term speaks."""


@dataclass(frozen=True, eq=False)
class Cell:
    """``numbers[a, b]``: the variable of a in block ``low`` close to b in block ``high``.

    It is -1 where there is none, for nothing depends on whether these two are.
    """

    way: int
    low: int
    high: int
    numbers: IntArray


@dataclass
class Rows:
    """Sparse rows of a linear program as they grow."""

    values: list[NDArray[np.float64]] = field(default_factory=list)
    rows: list[IntArray] = field(default_factory=list)
    columns: list[IntArray] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)

    def add(self, columns: IntArray, values: NDArray[np.float64] | float, limit: float) -> None:
        """One row: the sum of ``values`` times the columns is at most (or equals) the limit."""
        self.rows.append(np.full(len(columns), len(self.limits), dtype=np.int64))
        self.columns.append(np.asarray(columns, dtype=np.int64))
        self.values.append(np.broadcast_to(np.asarray(values, dtype=float), len(columns)))
        self.limits.append(limit)

    def matrix(self, width: int) -> csr_array:
        entries = np.concatenate(self.values)
        places = (np.concatenate(self.rows), np.concatenate(self.columns))
        return coo_array((entries, places), shape=(len(self.limits), width)).tocsr()


class Program:
    """The linear program of one problem, built term by term."""

    def __init__(self, problem: SeatingProblem, ways: Ways, blocks: IntArray) -> None:
        self.problem = problem
        self.n, self.m = problem.students, problem.seats
        self.at_most, self.equal = Rows(), Rows()
        self.gain: list[NDArray[np.float64]] = []
        self.upper: list[NDArray[np.float64]] = []
        self.width = 0
        self.pairs = np.triu_indices(self.n, 1)
        self.blocks = blocks
        self.ways = ways
        self.tables = _tables(ways, blocks)
        self.of_type: NDArray[np.bool_] = ways.types[:, None] == np.unique(ways.types)
        self.cells: list[Cell] = []
        self._seats()
        self._couples()
        for term in problem.terms:
            match term:
                case Coverage():
                    self._coverage(term)
                case ZoneSum():
                    self._zone(term)
                case Budget():
                    self._budget(term)

    def variables(self, gain: NDArray[np.float64], upper: NDArray[np.float64] | float) -> IntArray:
        """New variables from 0 to ``upper``; returns their numbers, in the shape of ``gain``."""
        numbers = self.width + np.arange(gain.size, dtype=np.int64).reshape(gain.shape)
        self.gain.append(gain.ravel().astype(float))
        self.upper.append(np.broadcast_to(np.asarray(upper, dtype=float), gain.shape).ravel())
        self.width += gain.size
        return numbers

    def _seats(self) -> None:
        """Each student on one seat, each seat with one student or empty."""
        values = np.zeros((self.n, self.m))
        allowed = np.ones((self.n, self.m))
        for term in self.problem.terms:
            if isinstance(term, Unary):
                if term.hard:
                    allowed[term.values > 0] = 0
                else:
                    values += term.values
        self.x = self.variables(values, allowed)
        self.empty = self.variables(np.zeros(self.m), 1.0)
        for student in range(self.n):
            self.equal.add(self.x[student], 1.0, 1.0)
        for seat in range(self.m):
            self.equal.add(np.append(self.x[:, seat], self.empty[seat]), 1.0, 1.0)

    def _couples(self) -> None:
        """Who is close to whom in which way, and each two of them in no more than one."""
        for number, graph in enumerate(self.ways.graphs):
            for low, high in self._block_pairs(graph):
                self._cell(number, graph, low, high)
        for one, other in zip(*(side.tolist() for side in self.pairs), strict=True):
            columns = self.close_columns(range(len(self.ways)), one, other)
            if len(columns) > 1:
                self.at_most.add(columns, 1.0, 1.0)

    def _block_pairs(self, graph: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """The (unordered) blocks between which the graph has an edge."""
        ends = self.blocks[np.argwhere(graph)]
        return sorted({(int(min(pair)), int(max(pair))) for pair in ends})

    def _cell(self, way: int, graph: NDArray[np.bool_], low: int, high: int) -> None:
        """Variables for who is close in one way from one block to another, and their rows."""
        same = low == high
        open_to = ~self.ways.barred[way] & ~np.eye(self.n, dtype=bool)
        # Cuts at a table count all couples there.
        counted = open_to & (self.ways.told[way] | (same and low in self.tables))
        if not counted.any():
            return
        numbers = np.full((self.n, self.n), -1, dtype=np.int64)
        wanted = np.triu(counted) if same else counted
        numbers[wanted] = self.variables(self.ways.felt[way][wanted], 1.0)
        if same:
            numbers = np.maximum(numbers, numbers.T)
        self.cells.append(Cell(way, low, high, numbers))
        others = (open_to & ~counted) @ self.of_type.astype(float)
        there = self._neighbours(graph, low, high, numbers, others)
        back = there if same else self._neighbours(graph, high, low, numbers.T, others)
        self._both_ways(there, back, others, same)

    def _neighbours(
        self,
        graph: NDArray[np.bool_],
        here: int,
        there: int,
        table: IntArray,
        others: NDArray[np.float64],
    ) -> IntArray:
        """Whoever sits in block ``here`` has as many neighbours in ``there`` as the seat has.

        Returns the variables that say how many of them are ``others``, by their type: students
        about whom, in this way, no term says anything; shape (students, types).
        """
        places = np.flatnonzero(self.blocks == here)
        degree = graph[np.ix_(places, self.blocks == there)].sum(axis=1).astype(float)
        most = float(degree.max())
        beside_empty = self.variables(np.zeros(self.n), most)
        beside_others = self.variables(np.zeros(others.shape), np.minimum(others, most))
        for student in range(self.n):
            close = table[student][table[student] >= 0]
            beside = np.append(beside_others[student], beside_empty[student])
            columns = np.concatenate([close, beside, self.x[student, places]])
            ones = np.ones(len(close) + len(beside))
            self.equal.add(columns, np.concatenate([ones, -degree]), 0.0)
        around = graph[np.ix_(self.blocks == here, self.blocks == there)].sum(axis=0)
        columns = np.concatenate([beside_empty, self.empty[self.blocks == there]])
        values = np.concatenate([np.ones(self.n), -around.astype(float)])
        self.at_most.add(columns, values, 0.0)
        return beside_others

    def _both_ways(
        self,
        there: IntArray,
        back: IntArray,
        others: NDArray[np.float64],
        same: bool,
    ) -> None:
        """Those of one type have as many neighbours of another as those have of them."""
        of_type, types = self.of_type, self.of_type.shape[1]
        for one, other in np.ndindex(types, types):
            ours, theirs = there[of_type[:, one], other], back[of_type[:, other], one]
            if (same and one >= other) or not others[of_type[:, one], other].any():
                continue
            signs = np.concatenate([np.ones(len(ours)), -np.ones(len(theirs))])
            self.equal.add(np.concatenate([ours, theirs]), signs, 0.0)

    def close_columns(self, ways: Iterable[int], one: int, other: int) -> IntArray:
        """The variables that say the two are close in one of these ways."""
        wanted = set(ways)
        found = []
        for cell in self.cells:
            if cell.way in wanted:
                found.append(cell.numbers[one, other])
                if cell.low != cell.high:
                    found.append(cell.numbers[other, one])
        return np.array([number for number in found if number >= 0], dtype=np.int64)

    def _coverage(self, term: Coverage) -> None:
        gains = self.ways.gains(term.closeness)
        if gains is None:
            return
        helpers = np.flatnonzero(term.helpers)
        ways = np.flatnonzero(gains > 0).tolist()
        near = np.concatenate(
            [self.close_columns(ways, term.student, one) for one in helpers.tolist()]
            or [self.x[:0, 0]]
        )
        if term.hard:
            self.at_most.add(near, -1.0, -float(term.want))
            self.at_most.add(near, 1.0, float(term.most))
            return
        if term.want:
            most = min(term.want, len(helpers))
            got = self.variables(np.array([float(term.value)]), float(most))
            self.at_most.add(np.append(near, got), np.append(-np.ones(len(near)), 1.0), 0.0)
            around = np.minimum((term.closeness > 0).sum(axis=1), most).astype(float)
            columns = np.append(self.x[term.student], got)
            self.at_most.add(columns, np.append(-around, 1.0), 0.0)
        if term.most < len(helpers):
            beyond = self.variables(np.array([-float(term.value)]), float(len(helpers)))
            columns = np.append(near, beyond)
            self.at_most.add(columns, np.append(np.ones(len(near)), -1.0), float(term.most))

    def _zone(self, term: ZoneSum) -> None:
        places = np.flatnonzero(term.zone)
        people = np.flatnonzero(term.amounts)
        columns = self.x[np.ix_(people, places)].ravel()
        values = np.repeat(term.amounts[people].astype(float), len(places))
        slack = (
            0.0 if term.hard else float(np.abs(term.amounts).sum() + abs(term.low) + abs(term.high))
        )
        outside = self.variables(np.full(2, -float(term.value)), slack)
        high, low = outside
        self.at_most.add(np.append(columns, high), np.append(values, -1.0), float(term.high))
        self.at_most.add(np.append(columns, low), np.append(-values, -1.0), -float(term.low))

    def _budget(self, term: Budget) -> None:
        slack = 0.0 if term.hard else float(np.abs(term.values).sum())
        beyond = self.variables(np.array([-float(term.value)]), slack)
        columns = np.append(self.x.ravel(), beyond)
        values = np.append(term.values.ravel().astype(float), -1.0)
        self.at_most.add(columns, values, float(term.most))

    def solve(self) -> tuple[float, NDArray[np.float64]] | None:
        """(optimum, solution), or None where the solver gave up."""
        limits = self.at_most.limits
        # Simplex is twice as fast where few couples matter; where most do, it takes four times
        # as long as interior points.
        dense = self.ways.told.mean() > _DENSE if self.ways.told.size else False
        solve: Any = linprog
        answer = solve(
            -np.concatenate(self.gain),
            A_ub=self.at_most.matrix(self.width) if limits else None,
            b_ub=np.array(limits) if limits else None,
            A_eq=self.equal.matrix(self.width),
            b_eq=np.array(self.equal.limits),
            bounds=np.column_stack([np.zeros(self.width), np.concatenate(self.upper)]),
            method="highs-ipm" if dense else "highs-ds",
            options={"time_limit": _PATIENCE},
        )
        if answer.status != 0:
            return None
        return -float(answer.fun), np.asarray(answer.x, dtype=float)


def _tables(ways: Ways, blocks: IntArray) -> tuple[int, ...]:
    """Blocks in which every seat is close to every other in some way."""
    if not ways.graphs:
        return ()
    close = np.any(ways.graphs, axis=0) | np.eye(len(blocks), dtype=bool)
    members = {int(block): blocks == block for block in blocks}
    return tuple(
        block for block, own in members.items() if own.sum() > 2 and close[np.ix_(own, own)].all()
    )
