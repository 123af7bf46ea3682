"""The face of the timetable engine: begin by first fit, better it by a search and by CP-SAT."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from pairing.solvers.timetable.exact import EFFORT, solve_part
from pairing.solvers.timetable.first_fit import first_fit
from pairing.solvers.timetable.parts import Part, parts_of, whole_part
from pairing.solvers.timetable.relaxation import linear_bound
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, TimetableProblem

__all__ = ["TimetableResult", "Watch", "solve_timetable"]

Watch = Callable[[float, float, int, int], bool]
"""Told (work done, work in all, score, bound); answers whether to stop."""

_USUAL = 10_000
"""So many literals are usual; the linear program of twice as many takes some four times as long."""
_LEAST = 0.2
"""A small part may take this share of the effort; as a rule it is proved long before."""
_AGAIN = 1 / 3
"""The share of the effort for placing a part anew beside its neighbours: it has a good start."""
_MANY = 400
"""With so many requests a search of all weeks at once finds better timetables in a fraction of the
time that CP-SAT takes, and a linear program the bound; with fewer CP-SAT proves the best."""
_STEPS = 175
"""The search draws so many moves for each request and unit of effort, some 2 seconds for 1000."""
_MOST_EFFORT = 40.0
"""More effort than this, or an endless one, makes the search no longer."""
_LAST = 1 / 10
"""The share of the time that is left after the search for what goes on beside it."""


@dataclass(frozen=True, eq=False)
class TimetableResult:
    """The slot of each request (NOWHERE: left out), its score, and what no timetable can beat."""

    slot_of: IntArray
    score: int
    bound: int
    cut: bool = False


def solve_timetable(
    problem: TimetableProblem,
    *,
    effort: float = EFFORT,
    seconds: float | None = None,
    workers: int = 1,
    parted: bool = True,
    watch: Watch | None = None,
) -> TimetableResult:
    """Place the requests as well as the effort allows; every hard term is kept.

    Weeks, and people who never meet, are parts of their own, and their bounds add up. Of few
    requests each part is solved by itself first; where ties join parts, they are then placed one
    after another beside those that stand already, forwards and back. Of many all are searched
    at once, while linear programs give the parts' bounds.

    Args:
        problem: its terms, ties excepted, lie in one week each.
        effort: CP-SAT's deterministic time for a part of usual size, about seconds; 0 for
            first fit alone. A larger part has more, by the square of its size.
        seconds: the longest it may take by the clock; the answer then may not repeat.
        workers: parts solved side by side; they do not change the answer.
        parted: False for one model of everything, whatever that costs.
        watch: told of progress, and able to stop with the best so far.
    """
    parts = parts_of(problem) if parted else (whole_part(problem),)
    many = parted and effort > 0 and len(problem.requests) >= _MANY
    search = _Search(problem, parts, effort, seconds, watch, many)
    if many:
        search.solve_at_once(workers)
    else:
        search.solve_alone(workers)
        if search.tied:
            search.place_in_turn(first=True)
            search.place_in_turn(first=False)
    return TimetableResult(search.best, search.score, search.bound, search.cut)


@dataclass(eq=False)
class _Search:
    """The best timetable so far of a problem in parts."""

    problem: TimetableProblem
    parts: tuple[Part, ...]
    effort: float
    seconds: float | None
    watch: Watch | None
    many: bool
    best: IntArray = field(init=False)
    score: int = 0
    bound: int = 0
    cut: bool = False
    stuck: dict[int, bool] = field(default_factory=dict)
    """The parts in which all of the effort found nothing better than first fit."""
    done: float = 0.0
    """Work that is done, and ``total`` in all, in usual parts solved by themselves."""

    def __post_init__(self) -> None:
        self.best = np.full(len(self.problem.requests), NOWHERE, dtype=np.int64)
        self.tied = any(part.outward for part in self.parts)
        self.work = [_work(part.own) for part in self.parts]
        again = 1 if self.many else 2 * _AGAIN * self.tied
        self.total = sum(self.work) * (1 + again)
        self.deadline = math.inf if self.seconds is None else time.perf_counter() + self.seconds

    def _time(self, work: float, side_by_side: int = 1) -> float:
        """Seconds for the next step, of those that are left."""
        left = self.deadline - time.perf_counter()
        if math.isinf(left):
            return left
        return left * min(1.0, side_by_side * work / max(work, self.total - self.done))

    def _step(self, work: float) -> None:
        self.done += work
        if self.watch is not None and self.watch(self.done, self.total, self.score, self.bound):
            self.cut = True
        self.cut = self.cut or time.perf_counter() > self.deadline

    def solve_alone(self, workers: int) -> None:
        """Each part by itself, with half of every tie that could be earned."""
        starts = [first_fit(part.own) for part in self.parts]
        everybody = range(len(self.best))
        problems = [part.beside(self.best, everybody) for part in self.parts]
        self._step(0.0)

        def solve(number: int) -> tuple[IntArray, int]:
            work = self.work[number]
            effort = 0.0 if self.cut else self.effort * max(_LEAST, work)
            answer = solve_part(problems[number], starts[number], effort, self._time(work, workers))
            self._step(work)
            return answer

        # The longest first, so that no worker waits for it in the end.
        order = sorted(range(len(self.parts)), key=lambda number: -self.work[number])
        with ThreadPoolExecutor(workers) as pool:
            answers = list(pool.map(solve, order))
        for number, (placed, _) in zip(order, answers, strict=True):
            self.best[self.parts[number].members] = placed
            self.stuck[number] = np.array_equal(placed, starts[number])
        self.score = self.problem.score(self.best)
        self.bound = sum(bound for _, bound in answers) // 2

    def solve_at_once(self, workers: int) -> None:
        """Search all parts together, and beside it their bounds, with half of every tie."""
        for part in self.parts:
            self.best[part.members] = first_fit(part.own)
        self.score = self.problem.score(self.best)
        nobody = np.full(len(self.best), NOWHERE, dtype=np.int64)
        self._step(0.0)
        with ThreadPoolExecutor(workers) as pool:
            walking = pool.submit(self._walk)
            order = sorted(range(len(self.parts)), key=lambda number: -self.work[number])
            limits = list(pool.map(lambda number: self._limit(number, nobody), order))
            walking.result()
        self.bound = sum(limits) // 2
        if not self.tied:
            self._prove(order, limits, workers)

    def _prove(self, order: list[int], limits: list[int], workers: int) -> None:
        """Parts that nothing joins may be proved: CP-SAT has those of which they are not."""

        def solve(number: int, limit: int) -> tuple[IntArray, int]:
            part = self.parts[number]
            problem, start = part.beside(self.best), self.best[part.members]
            effort = 0.0 if self.cut else self.effort * max(_LEAST, self.work[number])
            seconds = self.deadline - time.perf_counter()
            placed, bound = solve_part(problem, start, effort, seconds, limit)
            self._step(0.0)
            return placed, bound

        with ThreadPoolExecutor(workers) as pool:
            answers = list(pool.map(solve, order, limits))
        for number, (placed, _) in zip(order, answers, strict=True):
            self.best[self.parts[number].members] = placed
        self.score = self.problem.score(self.best)
        self.bound = sum(bound for _, bound in answers) // 2

    def _walk(self) -> None:
        """Better the best timetable; half of the work is this."""
        # Imported here: few requests need nothing compiled.
        from pairing.solvers.timetable.search.walk import Walk

        half = sum(self.work)
        walk = Walk(self.problem, self.best)
        done = 0.0

        def told(share: float, score: int) -> bool:
            nonlocal done
            self.score = score
            self._step((share - done) * half)
            done = share
            return self.cut

        steps = int(min(self.effort, _MOST_EFFORT) * _STEPS * len(self.problem.requests))
        left = self.deadline - time.perf_counter()
        whole = walk.cool(steps, told, (1 - _LAST) * left)
        self.best, self.score = walk.slot_of, walk.score
        self.cut = self.cut or not whole

    def _limit(self, number: int, nobody: IntArray) -> int:
        """Twice what none can beat in a part."""
        part = self.parts[number]
        problem = part.beside(nobody, range(len(nobody)))
        if self.cut:
            return problem.loose_bound()
        bound = linear_bound(problem, self.deadline - time.perf_counter())
        self._step(self.work[number])
        return bound

    def place_in_turn(self, first: bool) -> None:
        """Each part anew beside the others.

        The first time the largest part stays, and each that follows is the one with most ties
        to those that stand, the others being open still; the second time it is the other way
        round, and all stand.
        """
        order = _by_ties(self.parts, self.work)
        if not first:
            order.reverse()
        found = self.best.copy()
        free = frozenset[int]()
        if first:
            free = frozenset(range(len(found))) - _members(self.parts[order[0]])
        for number in order[1:] if first else order:
            part, work = self.parts[number], self.work[number] * _AGAIN
            if self.cut or self.score >= self.bound:
                return
            if part.outward:
                free -= _members(part)
            if part.outward and not self.stuck[number]:
                problem = part.beside(found, free)
                start = found[part.members]
                found[part.members], _ = solve_part(
                    problem, start, self.effort * max(_LEAST, work), self._time(work)
                )
                score = self.problem.score(found)
                if score > self.score:
                    self.best, self.score = found.copy(), score
            self._step(work)


def _work(problem: TimetableProblem) -> float:
    """How much effort a part takes, 1 for a usual one and less for one that is little smaller."""
    literals = sum(len(one.candidates) for one in problem.requests)
    return (literals / _USUAL) ** 2 + 0.01


def _members(part: Part) -> frozenset[int]:
    return frozenset(part.members.tolist())


def _by_ties(parts: tuple[Part, ...], work: list[float]) -> list[int]:
    """The parts' numbers: the one with most work, then always who has most ties to those named."""
    home = {one: number for number, part in enumerate(parts) for one in part.members.tolist()}
    pull = [0] * len(parts)
    open_ = set(range(len(parts)))
    order: list[int] = []
    while open_:
        number = max(open_, key=lambda one: (pull[one], work[one], -one))
        open_.remove(number)
        order.append(number)
        for _, other, value in parts[number].outward:
            pull[home[other]] += value
    return order
