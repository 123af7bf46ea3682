"""The face of the timetable engine: part the weeks, begin by first fit, better it by CP-SAT."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from ortools.sat.python import cp_model

from pairing.solvers.conflict import new_solver
from pairing.solvers.timetable.first_fit import first_fit
from pairing.solvers.timetable.model import TimetableModel
from pairing.solvers.timetable.parts import Part, parts_of, round_those_left_out, whole_part
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, TimetableProblem

__all__ = ["TimetableResult", "Watch", "solve_timetable"]

Watch = Callable[[float, float, int, int], bool]
"""Told (work done, work in all, score, bound); answers whether to stop."""

_EFFORT = 4.0
"""Deterministic time of CP-SAT for a part of usual size by itself, about seconds."""
_USUAL = 10_000
"""So many literals are usual; the linear program of twice as many takes some four times as long."""
_LEAST = 0.2
"""A small part may take this share of the effort; as a rule it is proved long before."""
_MENDING = 1 / 4
"""The share of effort and time for making room for those who are left out."""
_AGAIN = 1 / 3
"""The share of the effort for placing a part anew beside its neighbours: it has a good start."""
_CLOSE = 1 / 500
_MANY = 400
"""A timetable of so many requests, this near to what none can beat by what its requests are worth,
is not placed a second time: few would see what it brings, and all would wait for it."""
_NEAR = 1 / 4
_LARGE = 100
"""The search of a part of so many requests ends this near to what none can beat, by the worth of
its least request: no request is given up for it, and the last points take a third of the time."""


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
    effort: float = _EFFORT,
    seconds: float | None = None,
    workers: int = 1,
    parted: bool = True,
    watch: Watch | None = None,
) -> TimetableResult:
    """Place the requests as well as the effort allows; every hard term is kept.

    Weeks, and people who never meet, are parts of their own. Each is solved by itself first,
    which gives the bound; where ties join parts, they are then placed one after another beside
    those that stand already, forwards and back.

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
    search = _Search(problem, parts, effort, seconds, watch)
    search.solve_alone(workers)
    if search.tied:
        search.place_in_turn(first=True)
        few = len(problem.requests) < _MANY
        if few or search.bound - search.score > _CLOSE * problem.worth_at_best():
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
        self.total = sum(self.work) * (1 + 2 * _AGAIN * self.tied)
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
            answer = _solve(problems[number], starts[number], effort, self._time(work, workers))
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
                found[part.members], _ = _solve(
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


def _solve(
    problem: TimetableProblem, start: IntArray, effort: float, seconds: float
) -> tuple[IntArray, int]:
    """(a timetable no worse than ``start``, what none can beat) of one part."""
    score = problem.score(start)
    bound = problem.loose_bound()
    if score >= bound or not effort or seconds <= 0:
        return start, bound
    deadline = time.perf_counter() + seconds
    found, limit, proved = _by_cp_sat(problem, start, effort, (1 - _MENDING) * seconds)
    bound = min(bound, limit)
    if not proved and problem.score(found) > score:
        # Where all of the effort found nothing, a part of it would not.
        found = _repaired(problem, found, effort, deadline - time.perf_counter())
    return found, bound


def _by_cp_sat(
    problem: TimetableProblem, start: IntArray, effort: float, seconds: float
) -> tuple[IntArray, int, bool]:
    """(a timetable no worse than ``start``, what none can beat, whether that is proved)."""
    started = time.perf_counter()
    built = TimetableModel(problem)
    built.hint(start)
    solver = new_solver(effort)
    # The linear program of such a model is nearly whole as it stands: probing it and looking
    # for symmetry takes as long as solving it, and changes nothing.
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.max_presolve_iterations = 1
    if len(problem.requests) >= _LARGE:
        worth = min(int(one.values.max(initial=0)) for one in problem.requests)
        solver.parameters.absolute_gap_limit = max(0.0, _NEAR * worth)
    if math.isfinite(seconds):
        left = seconds - (time.perf_counter() - started)
        solver.parameters.max_time_in_seconds = max(0.1, left)
    status = solver.solve(built.model)
    bound = min(problem.loose_bound(), math.floor(solver.best_objective_bound + 1e-6))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return start, bound, False
    found = built.slot_of(solver)
    if problem.score(found) <= problem.score(start):
        found = start
    return found, bound, status == cp_model.OPTIMAL


def _repaired(
    problem: TimetableProblem, slot_of: IntArray, effort: float, seconds: float
) -> IntArray:
    """The timetable after all sessions of whoever is left out had a chance to make room."""
    left_out = (
        slot == NOWHERE and len(request.candidates)
        for request, slot in zip(problem.requests, slot_of.tolist(), strict=True)
    )
    if seconds <= 0 or not any(left_out):
        return slot_of
    effort = min(effort, _EFFORT) * _MENDING
    return _by_cp_sat(round_those_left_out(problem, slot_of), slot_of, effort, seconds)[0]
