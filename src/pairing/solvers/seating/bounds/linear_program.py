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

from pairing.terms.seating import (
    Budget,
    Coverage,
    IntArray,
    Pairwise,
    SeatingProblem,
    Unary,
    ZoneSum,
)

__all__ = ["Cell", "Program"]

_PATIENCE = 60.0
"""Seconds for one solution; a program that takes longer gives no bound."""
_LOCAL = 12
"""A closeness with more neighbours a seat is not modelled; its losses count for nothing."""


@dataclass(frozen=True, eq=False)
class Cell:
    """``numbers[a, b]``: the variable of a in block ``low`` close to b in block ``high``."""

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

    def __init__(self, problem: SeatingProblem, blocks: IntArray) -> None:
        self.problem = problem
        self.n, self.m = problem.students, problem.seats
        self.at_most, self.equal = Rows(), Rows()
        self.gain: list[NDArray[np.float64]] = []
        self.upper: list[NDArray[np.float64]] = []
        self.width = 0
        self.rest = 0
        """What terms outside the program could bring at most."""
        self.pairs = np.triu_indices(self.n, 1)
        self.blocks = blocks
        self._seats()
        self._ways()
        self._pairwise()
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

    def _ways(self) -> None:
        """The different ways in which two seats are close, and who is close to whom how."""
        local: dict[bytes, IntArray] = {}
        for term in self.problem.terms:
            if isinstance(term, Coverage) or (isinstance(term, Pairwise) and not term.hard):
                closeness = np.maximum(term.closeness, term.closeness.T)
                if np.count_nonzero(closeness) <= _LOCAL * self.m:
                    local.setdefault(closeness.tobytes(), closeness)
        self.kinds = list(local)
        self.ways: list[NDArray[np.bool_]] = []
        self.way_gains = np.zeros((0, 0), dtype=np.int64)
        self.cells: list[Cell] = []
        if not local:
            return
        profile = np.stack(list(local.values()), axis=-1)
        profiles, way_of = np.unique(profile.reshape(-1, len(local)), axis=0, return_inverse=True)
        way_of = way_of.reshape(self.m, self.m)
        used = [way for way in range(len(profiles)) if profiles[way].any()]
        self.ways = [way_of == way for way in used]
        self.way_gains = profiles[used]
        for number, graph in enumerate(self.ways):
            for low, high in self._block_pairs(graph):
                self._cell(number, graph, low, high)
        for one, other in zip(*(side.tolist() for side in self.pairs), strict=True):
            self.at_most.add(self.close_columns(range(len(used)), one, other), 1.0, 1.0)

    def _block_pairs(self, graph: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """The (unordered) blocks between which the graph has an edge."""
        ends = self.blocks[np.argwhere(graph)]
        return sorted({(int(min(pair)), int(max(pair))) for pair in ends})

    def _cell(self, way: int, graph: NDArray[np.bool_], low: int, high: int) -> None:
        """Variables for who is close in one way from one block to another, and their rows."""
        same = low == high
        if same:
            numbers = np.zeros((self.n, self.n), dtype=np.int64)
            numbers[self.pairs] = self.variables(np.zeros(len(self.pairs[0])), 1.0)
            numbers += numbers.T
        else:
            numbers = self.variables(np.zeros((self.n, self.n)), 1.0 - np.eye(self.n))
        self.cells.append(Cell(way, low, high, numbers))
        for side, (here, there) in enumerate([(low, high)] if same else [(low, high), (high, low)]):
            places = np.flatnonzero(self.blocks == here)
            degree = graph[np.ix_(places, self.blocks == there)].sum(axis=1).astype(float)
            beside_empty = self.variables(np.zeros(self.n), float(degree.max()))
            table = numbers if side == 0 else numbers.T
            for student in range(self.n):
                columns = np.concatenate(
                    [
                        np.delete(table[student], student),
                        [beside_empty[student]],
                        self.x[student, places],
                    ]
                )
                self.equal.add(columns, np.concatenate([np.ones(self.n), -degree]), 0.0)
            around = graph[np.ix_(self.blocks == here, self.blocks == there)].sum(axis=0)
            columns = np.concatenate([beside_empty, self.empty[self.blocks == there]])
            values = np.concatenate([np.ones(self.n), -around.astype(float)])
            self.at_most.add(columns, values, 0.0)

    def close_columns(self, ways: Iterable[int], one: int, other: int) -> IntArray:
        """The variables that say the two are close in one of these ways."""
        wanted = set(ways)
        found = []
        for cell in self.cells:
            if cell.way in wanted:
                found.append(cell.numbers[one, other])
                if cell.low != cell.high:
                    found.append(cell.numbers[other, one])
        return np.array(found, dtype=np.int64)

    def gains_of_ways(self, closeness: IntArray) -> IntArray | None:
        """How close each way is in this closeness, or None where it is not modelled."""
        key = np.maximum(closeness, closeness.T).tobytes()
        return self.way_gains[:, self.kinds.index(key)] if key in self.kinds else None

    def _pairwise(self) -> None:
        felt_by_way = np.zeros((len(self.ways), self.n, self.n))
        for term in self.problem.terms:
            if not isinstance(term, Pairwise):
                continue
            symmetric = np.array_equal(term.closeness, term.closeness.T)
            if term.hard:
                if symmetric:
                    self._forbid(term)
                continue
            # Whoever is before whom, a pair earns no more than both readings at their best.
            weights = term.weights if symmetric else np.maximum(term.weights, 0)
            felt = weights + weights.T
            gains = self.gains_of_ways(term.closeness)
            if gains is None:
                most = int(term.closeness.max(initial=0))
                self.rest += int(np.maximum(felt, 0).sum()) // 2 * most
            else:
                felt_by_way += gains[:, None, None] * felt
        gain = np.concatenate(self.gain)
        for cell in self.cells:
            gain[cell.numbers[self.pairs]] = felt_by_way[cell.way][self.pairs]
            if cell.low != cell.high:
                gain[cell.numbers.T[self.pairs]] = felt_by_way[cell.way][self.pairs]
        self.gain = [gain]

    def _forbid(self, term: Pairwise) -> None:
        """Two students who may not be close are close in no way that lies within that."""
        banned = [number for number, way in enumerate(self.ways) if (term.closeness[way] > 0).all()]
        upper = np.concatenate(self.upper)
        for one, other in np.argwhere(term.weights > 0):
            upper[self.close_columns(banned, one, other)] = 0.0
        self.upper = [upper]

    def _coverage(self, term: Coverage) -> None:
        gains = self.gains_of_ways(term.closeness)
        if gains is None:
            self.rest += 0 if term.hard else max(0, term.value) * term.want
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
        # Interior points: these programs are degenerate, and simplex takes ten times as long.
        solve: Any = linprog
        answer = solve(
            -np.concatenate(self.gain),
            A_ub=self.at_most.matrix(self.width) if limits else None,
            b_ub=np.array(limits) if limits else None,
            A_eq=self.equal.matrix(self.width),
            b_eq=np.array(self.equal.limits),
            bounds=np.column_stack([np.zeros(self.width), np.concatenate(self.upper)]),
            method="highs-ipm",
            options={"time_limit": _PATIENCE},
        )
        if answer.status != 0:
            return None
        return -float(answer.fun), np.asarray(answer.x, dtype=float)
