"""Who is left out: whether they need be, and where one more place would help.

From a choice of arcs, a task that lacks some looks along chains of exchanges: it takes a worker,
who gives up another task, which takes another worker, until one has room, or until the task that
gives way has more than it wants or a lower rank. Where no chain ends so, no choice serves more
(Berge 1957), and every worker that the chains reach is full: one more place with any of them
serves one more task (Hall 1935). This judges plans, so it knows nothing of the flow that makes
them. Where terms couple arcs, CP-SAT lacks as little as can be, rank by rank.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pairing.solvers import cp_model
from pairing.solvers.assignment.model import AssignmentModel
from pairing.terms.assignment import AssignmentProblem, BoolArray, IntArray, Side

__all__ = ["Exchanges", "LeftOut", "lack_least"]

_SIDES: tuple[Side, Side] = ("task", "worker")


def lack_least(built: AssignmentModel, start: BoolArray, effort: float) -> tuple[bool, BoolArray]:
    """Bind a model to lack as little as can be; whether that was proved, and such a choice.

    Args:
        built: a model with every hard term in it; its objective is overwritten.
        start: a choice to begin the search near.
        effort: deterministic time for each rank, about seconds.
    """
    ranks: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for term in built.problem.wanted:
        for rank, lacking in built.lacking(term):
            ranks[rank].append(lacking)
    proved = True
    for rank in sorted(ranks, reverse=True):
        amount = cp_model.LinearExpr.sum(ranks[rank])
        exact, _, start = built.least(amount, start, effort)
        proved = proved and exact
    return proved, start


@dataclass(frozen=True)
class LeftOut:
    """An end of one side that lacks ``lacking`` arcs, and the ends that stand in its way.

    All of ``others`` are full, and one more place with any of them would serve it; none means
    that no arc at all may be chosen.
    """

    end: int
    lacking: int
    others: tuple[int, ...]


class Exchanges:
    """The chains of exchanges from a choice of arcs.

    Args:
        problem: its limits, ranks and allowed arcs; terms that couple arcs are not looked at.
        chosen: the choice. It is not altered; each chain that is found is taken in a copy.
        fixed: arcs that may not be given up.
    """

    def __init__(
        self, problem: AssignmentProblem, chosen: BoolArray, fixed: BoolArray | None = None
    ) -> None:
        self.problem, self.chosen = problem, chosen.copy()
        self.fixed = problem.required if fixed is None else fixed | problem.required
        self._counts = {side: problem.counts(side, chosen).tolist() for side in _SIDES}
        self._least: dict[Side, list[int]] = {}
        self._rank: dict[Side, list[int]] = {}
        for side in _SIDES:
            least = np.zeros(problem.size(side), dtype=np.int64)
            rank = np.zeros(problem.size(side), dtype=np.int64)
            for term in problem.wanted:
                if term.side == side:
                    least, rank = np.maximum(least, term.least), np.maximum(rank, term.rank)
            self._least[side], self._rank[side] = least.tolist(), rank.tolist()

    @cached_property
    def _ends(self) -> dict[Side, list[int]]:
        ends: dict[Side, list[int]] = {side: self.problem.ends(side).tolist() for side in _SIDES}
        return ends

    @cached_property
    def _most(self) -> dict[Side, list[int]]:
        most: dict[Side, list[int]] = {side: self.problem.most(side).tolist() for side in _SIDES}
        return most

    @cached_property
    def _arcs(self) -> dict[Side, list[list[int]]]:
        """The arcs of each end that may be chosen, or are."""
        found: dict[Side, list[list[int]]] = {}
        for side in _SIDES:
            found[side] = [[] for _ in range(self.problem.size(side))]
            for arc in np.flatnonzero(self.problem.allowed | self.chosen).tolist():
                found[side][self._ends[side][arc]].append(arc)
        return found

    def needless(self, side: Side) -> IntArray:
        """How many arcs each end lacks that it could have; chains that give them are taken."""
        found = np.zeros(self.problem.size(side), dtype=np.int64)
        # Whom a search in vain has reached helps no later one either.
        dead: set[int] = set()
        for end in self._short(side):
            while self._lacking(side, end) and self._serve(side, end, dead):
                found[end] += 1
        return found

    def left_out(self, side: Side) -> tuple[LeftOut, ...]:
        """The ends that lack arcs though no chain gives them any, and who is in the way."""
        found = []
        known: dict[frozenset[int], tuple[int, ...]] = {}
        for end in self._short(side):
            near = frozenset(far for _, far in self._open(side, end))
            if near not in known:
                known[near] = tuple(sorted(self._search(side, end, set())[1]))
            found.append(LeftOut(end, self._lacking(side, end), known[near]))
        return tuple(found)

    def _short(self, side: Side) -> list[int]:
        """The ends that lack arcs, those of the highest rank first."""
        rank = self._rank[side]
        short = [end for end in range(self.problem.size(side)) if self._lacking(side, end)]
        return sorted(short, key=lambda end: (-rank[end], end))

    def _lacking(self, side: Side, end: int) -> int:
        lacking: int = self._least[side][end] - self._counts[side][end]
        return max(0, lacking)

    def _open(self, side: Side, end: int) -> Iterator[tuple[int, int]]:
        """(arc, other end) of each arc that the end may take."""
        far = self._ends[_other(side)]
        for arc in self._arcs[side][end]:
            if not self.chosen[arc] and self.problem.allowed[arc]:
                yield arc, far[arc]

    def _serve(self, side: Side, end: int, dead: set[int]) -> bool:
        """Take a chain that gives the end one arc more, where there is one."""
        if self._counts[side][end] >= self._most[side][end]:
            return False
        chain, reached = self._search(side, end, dead)
        if not chain:
            dead |= reached
        for arc in chain:
            step = -1 if self.chosen[arc] else 1
            self.chosen[arc] = step > 0
            for one in _SIDES:
                self._counts[one][self._ends[one][arc]] += step
        return bool(chain)

    def _search(self, side: Side, start: int, dead: set[int]) -> tuple[list[int], set[int]]:
        """(the arcs of a chain that serves ``start``, the ends of the other side reached)."""
        other = _other(side)
        # How each end was come by: the arc that is taken, and the arc that is given up for it.
        taken: dict[int, int] = {}
        given: dict[int, int] = {start: -1}
        queue = deque([start])
        while queue:
            for arc, far in self._open(side, queue.popleft()):
                if far in taken or far in dead:
                    continue
                taken[far] = arc
                if self._counts[other][far] < self._most[other][far]:
                    return self._chain(side, arc, taken, given), set(taken)
                for back in self._arcs[other][far]:
                    near = self._ends[side][back]
                    if not self.chosen[back] or self.fixed[back] or near in given:
                        continue
                    given[near] = back
                    if self._gives_way(side, near, start):
                        return [*self._chain(side, arc, taken, given), back], set(taken)
                    queue.append(near)
        return [], set(taken)

    def _gives_way(self, side: Side, end: int, start: int) -> bool:
        """Whether an end may lose an arc to another: it has more than it wants, or ranks lower."""
        if self._counts[side][end] > self._least[side][end]:
            return True
        return self._rank[side][end] < self._rank[side][start]

    def _chain(
        self, side: Side, last: int, taken: dict[int, int], given: dict[int, int]
    ) -> list[int]:
        """The arcs from the last one taken back to the start, those taken and those given up."""
        other = _other(side)
        chain = [last]
        while (back := given[self._ends[side][chain[-1]]]) >= 0:
            chain += [back, taken[self._ends[other][back]]]
        return chain


def _other(side: Side) -> Side:
    return _SIDES[1 - _SIDES.index(side)]
