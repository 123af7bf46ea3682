"""A linear relaxation of a whole seating: the tight upper bound.

Fractions ``x[s, p]`` of a student on a seat and ``y[w, a, b]`` of two students close in
way w are tied together: whoever sits on a seat has as many neighbours of each way as the
seat has. So unary values, pairs, coverage and zones are bounded together, not each at
its own best. Two students are close in one way at most (the b-matching that the plain
pair bound knows), and rounds of cuts add what the room's shape forbids: three students
in a triangle where no three seats form one, and a broken ring of three where closeness
is transitive, as at one table (Groetschel and Wakabayashi 1990, Mathematical
Programming 47).

Every seating is a solution of the program and scores as much in it, or more, so its
optimum is an upper bound whatever is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
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

__all__ = ["relaxed_bound"]

_MOST_VARIABLES = 200_000
_PATIENCE = 60.0
"""Seconds for one solution; a program that takes longer gives no bound."""
_SEEDS = 12
_MOST_WAYS = 10
_CUTS_A_ROUND = 1_500
_LOCAL = 12
"""A closeness with more neighbours a seat is not modelled; its losses count for nothing."""


@dataclass
class _Rows:
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


class _Program:
    """The linear program of one problem, built term by term."""

    def __init__(self, problem: SeatingProblem, blocks: IntArray) -> None:
        self.problem = problem
        self.n, self.m = problem.students, problem.seats
        self.at_most, self.equal = _Rows(), _Rows()
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
        self._alike_at_tables()

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
        self.worth = np.zeros((0, 0), dtype=np.int64)
        self.cells: list[_Cell] = []
        if not local:
            return
        profile = np.stack(list(local.values()), axis=-1)
        profiles, way_of = np.unique(profile.reshape(-1, len(local)), axis=0, return_inverse=True)
        way_of = way_of.reshape(self.m, self.m)
        used = [way for way in range(len(profiles)) if profiles[way].any()]
        self.ways = [way_of == way for way in used]
        self.worth = profiles[used]
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
        self.cells.append(_Cell(way, low, high, numbers))
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

    def _way_worth(self, closeness: IntArray) -> IntArray | None:
        """How close each way is in this closeness, or None where it is not modelled."""
        key = np.maximum(closeness, closeness.T).tobytes()
        return self.worth[:, self.kinds.index(key)] if key in self.kinds else None

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
            worth = self._way_worth(term.closeness)
            if worth is None:
                most = int(term.closeness.max(initial=0))
                self.rest += int(np.maximum(felt, 0).sum()) // 2 * most
            else:
                felt_by_way += worth[:, None, None] * felt
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
        worth = self._way_worth(term.closeness)
        if worth is None:
            self.rest += 0 if term.hard else max(0, term.value) * term.want
            return
        helpers = np.flatnonzero(term.helpers)
        ways = np.flatnonzero(worth > 0).tolist()
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
        rows = [
            LinearConstraint(
                self.equal.matrix(self.width), lb=self.equal.limits, ub=self.equal.limits
            )
        ]
        if self.at_most.limits:
            rows.append(LinearConstraint(self.at_most.matrix(self.width), ub=self.at_most.limits))
        answer = milp(
            -np.concatenate(self.gain),
            constraints=rows,
            bounds=Bounds(0, np.concatenate(self.upper)),
            options={"time_limit": _PATIENCE},
        )
        if answer.status != 0:
            return None
        return -float(answer.fun), np.asarray(answer.x, dtype=float)

    def cut(self, solution: NDArray[np.float64]) -> int:
        """Add the rows that the room's shape asks for and the solution breaks; how many."""
        found = 0
        if self.free_ways:
            found += self._cut_triangles(self._closeness(solution, self.free_ways, None))
        for block in self.tables:
            found += self._cut_table(block, solution)
        return found

    def _closeness(
        self, solution: NDArray[np.float64], ways: Iterable[int], block: int | None
    ) -> NDArray[np.float64]:
        """How close each two students are in these ways, in one block or all of them."""
        close = np.zeros((self.n, self.n))
        for cell in self.cells:
            if cell.way in ways and block in (None, cell.low):
                if cell.low == cell.high:
                    close += solution[cell.numbers]
                elif block is None:
                    close += solution[cell.numbers] + solution[cell.numbers.T]
        np.fill_diagonal(close, 0.0)
        return close

    @cached_property
    def free_ways(self) -> tuple[int, ...]:
        """Ways whose seats, taken together, form no triangle."""
        free = [number for number, way in enumerate(self.ways) if not _has_triangle(way)]
        while len(free) > 1 and _has_triangle(np.any([self.ways[one] for one in free], axis=0)):
            free.pop()
        return tuple(free)

    @cached_property
    def tables(self) -> list[int]:
        """Blocks in which every seat is close to every other in some way."""
        if not self.ways:
            return []
        close = np.any(self.ways, axis=0) | np.eye(self.m, dtype=bool)
        members = {int(block): self.blocks == block for block in self.blocks}
        return [
            block
            for block, own in members.items()
            if own.sum() > 2 and close[np.ix_(own, own)].all()
        ]

    def _cut_triangles(self, close: NDArray[np.float64]) -> int:
        """Of three students no more than two couples are close."""
        broken = close[:, :, None] + close[None, :, :] + close[:, None, :] - 2.0
        a, b, c = np.nonzero(broken > 1e-4)
        keep = (a < b) & (b < c)
        a, b, c = a[keep], b[keep], c[keep]
        order = np.argsort(-broken[a, b, c], kind="stable")[:_CUTS_A_ROUND]
        for one, two, three in zip(a[order], b[order], c[order], strict=True):
            couples = ((one, two), (two, three), (one, three))
            columns = np.concatenate([self.close_columns(self.free_ways, *own) for own in couples])
            self.at_most.add(columns, 1.0, 2.0)
        return len(order)

    def _cut_table(self, block: int, solution: NDArray[np.float64]) -> int:
        """At a table, k students of any set make k (k - 1) / 2 couples, which is convex in k.

        So the couples are at least t k - t (t + 1) / 2 for every whole t. The sets that the
        solution breaks most are grown one student at a time.
        """
        places = np.flatnonzero(self.blocks == block)
        here = solution[self.x[:, places]].sum(axis=1)
        close = self._closeness(solution, range(len(self.ways)), block)
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
        places = np.flatnonzero(self.blocks == block)
        inside = [cell.numbers for cell in self.cells if cell.low == cell.high == block]
        members = np.array(group)
        upper = np.triu_indices(len(group), 1)
        couples = np.concatenate([numbers[np.ix_(members, members)][upper] for numbers in inside])
        seats = self.x[np.ix_(members, places)].ravel()
        columns = np.concatenate([seats, couples])
        values = np.concatenate([np.full(len(seats), float(t)), -np.ones(len(couples))])
        self.at_most.add(columns, values, t * (t + 1) / 2)

    def _alike_at_tables(self) -> None:
        """Rows from the start for sets of students no two of whom should share a table."""
        groups: set[tuple[int, ...]] = set()
        for term in self.problem.terms:
            if isinstance(term, Pairwise) and not term.hard:
                averse = (term.weights + term.weights.T) < 0
                groups.update(_clique(averse, student) for student in range(self.n))
        sizes = np.bincount(self.blocks)
        for block in self.tables:
            for group in sorted(groups):
                for t in range(1, min(len(group), int(sizes[block]) // 2 + 1)):
                    self._table_row(block, t, list(group))


def _grow(here: NDArray[np.float64], close: NDArray[np.float64], t: int, first: int) -> list[int]:
    """A set of students that breaks the table's convexity as much as greed finds."""
    members = [first]
    worth = t * here - close[first]
    worth[first] = -np.inf
    while True:
        best = int(np.argmax(worth))
        if worth[best] <= 1e-9:
            return members
        members.append(best)
        worth -= close[best]
        worth[best] = -np.inf


def _clique(averse: NDArray[np.bool_], first: int) -> tuple[int, ...]:
    """A set of students, ``first`` among them, each averse to each other; grown by greed."""
    members = [first]
    open_to = averse[first].copy()
    while open_to.any():
        chosen = int(np.argmax(np.where(open_to, (averse & open_to).sum(axis=1), -1)))
        members.append(chosen)
        open_to &= averse[chosen]
    return tuple(sorted(members))


@dataclass(frozen=True, eq=False)
class _Cell:
    """``numbers[a, b]``: the variable of a in block ``low`` close to b in block ``high``."""

    way: int
    low: int
    high: int
    numbers: IntArray


def _has_triangle(graph: NDArray[np.bool_]) -> bool:
    numbers = graph.astype(np.int64)
    return bool((numbers * (numbers @ numbers)).any())


def relaxed_bound(
    problem: SeatingProblem, rounds: int = 2, enough: int | None = None
) -> int | None:
    """A score that no seating can beat, or None where the program was too large or too slow.

    Args:
        problem: what to bound.
        rounds: how many times to solve, with cuts in between.
        enough: the score of a seating at hand; below it no bound can go.
    """
    if problem.students < 2 or problem.students * problem.seats > _MOST_VARIABLES:
        return None
    blocks = problem.blocks
    if blocks is None:
        blocks = np.zeros(problem.seats, dtype=np.int64)
    program = _Program(problem, blocks)
    if program.width > _MOST_VARIABLES or len(program.ways) > _MOST_WAYS:
        return None
    best: float | None = None
    for _ in range(rounds):
        solved = program.solve()
        if solved is None:
            break
        value, solution = solved
        settled = best is not None and best - value < 1e-4 * abs(value)
        best = value if best is None else min(best, value)
        met = enough is not None and best + program.rest < enough + 1
        if settled or met or not program.cut(solution):
            break
    if best is None:
        return None
    # Rounded up past any error of the arithmetic.
    return int(np.floor(best + 1e-6 * abs(best) + 1e-2)) + program.rest
