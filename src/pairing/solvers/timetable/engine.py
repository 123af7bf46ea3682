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
from pairing.solvers.timetable.parts import Part, parts_of, whole_part
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, TimetableProblem

__all__ = ["TimetableResult", "Watch", "solve_timetable"]

Watch = Callable[[int, int, int, int], bool]
"""Told (steps done, steps in all, score, bound); answers whether to stop."""

_EFFORT = 2.0
"""Deterministic time of CP-SAT for each part and pass, about seconds."""
_USUAL = 12_000
"""Literals of a part that the effort is meant for; a larger one gets more."""
_PASSES = 2
"""Times that the parts are placed anew beside their neighbours, where ties join them."""


@dataclass(frozen=True, eq=False)
class TimetableResult:
    """The slot of each meeting (NOWHERE: left out), its score, and what no timetable can beat."""

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
    """Place the meetings as well as the effort allows; every hard term is kept.

    Weeks, and people who never meet, are parts of their own. Each is solved by itself first,
    which gives the bound; where ties join parts, they are then placed one after another beside
    those that stand already, forwards and back.

    Args:
        problem: its terms, ties excepted, lie in one week each.
        effort: CP-SAT's deterministic time for each part and pass, about seconds; 0 for first
            fit alone.
        seconds: the longest it may take by the clock; the answer then may not repeat.
        workers: parts solved side by side; they do not change the answer.
        parted: False for one model of everything, whatever that costs.
        watch: told of progress, and able to stop with the best so far.
    """
    parts = parts_of(problem) if parted else (whole_part(problem),)
    search = _Search(problem, parts, effort, seconds, watch)
    search.solve_alone(workers)
    if any(part.outward for part in parts):
        for number in range(_PASSES):
            search.place_in_turn(free_ahead=number == 0)
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
    done: int = 0

    def __post_init__(self) -> None:
        self.best = np.full(len(self.problem.meetings), NOWHERE, dtype=np.int64)
        self.total = len(self.parts)
        if any(part.outward for part in self.parts):
            self.total *= 1 + _PASSES
        self.deadline = math.inf if self.seconds is None else time.perf_counter() + self.seconds

    def _time(self, side_by_side: int = 1) -> float:
        """Seconds for the next step, of those that are left."""
        left = self.deadline - time.perf_counter()
        return left * side_by_side / max(1, self.total - self.done)

    def _step(self) -> None:
        self.done += 1
        if self.watch is not None and self.watch(self.done, self.total, self.score, self.bound):
            self.cut = True
        self.cut = self.cut or time.perf_counter() > self.deadline

    def solve_alone(self, workers: int) -> None:
        """Each part by itself, with half of every tie that could be earned."""
        starts = [first_fit(part.own) for part in self.parts]
        nothing = frozenset[int]()
        problems = [part.beside(None, nothing) for part in self.parts]
        if self.watch is not None and self.watch(0, self.total, 0, 0):
            self.cut = True

        def solve(number: int) -> tuple[IntArray, int]:
            effort = 0.0 if self.cut else self.effort
            answer = _solve(problems[number], starts[number], effort, self._time(workers))
            self._step()
            return answer

        with ThreadPoolExecutor(workers) as pool:
            answers = list(pool.map(solve, range(len(self.parts))))
        for part, (placed, _) in zip(self.parts, answers, strict=True):
            self.best[part.members] = placed
        self.score = self.problem.score(self.best)
        self.bound = sum(bound for _, bound in answers) // 2

    def place_in_turn(self, free_ahead: bool) -> None:
        """Each part anew beside the others; with ``free_ahead`` those after it are still open."""
        order = list(self.parts) if free_ahead else list(reversed(self.parts))
        found = self.best.copy()
        free = frozenset[int]()
        if free_ahead:
            free = frozenset(one for part in self.parts for one in part.members.tolist())
        for part in order:
            if self.cut or self.score >= self.bound:
                return
            if free_ahead:
                free -= frozenset(part.members.tolist())
            problem = part.beside(found, free)
            found[part.members], _ = _solve(problem, found[part.members], self.effort, self._time())
            score = self.problem.score(found)
            if score > self.score:
                self.best, self.score = found.copy(), score
            self._step()


def _solve(
    problem: TimetableProblem, start: IntArray, effort: float, seconds: float
) -> tuple[IntArray, int]:
    """(a timetable no worse than ``start``, what none can beat) of one part."""
    score = problem.score(start)
    bound = problem.loose_bound()
    if score >= bound or not effort or seconds <= 0:
        return start, bound
    built = TimetableModel(problem)
    built.hint(start)
    # The linear program of a model twice as large takes some four times as long.
    literals = sum(len(one.candidates) for one in problem.meetings)
    solver = new_solver(effort * max(1.0, literals / _USUAL) ** 2)
    solver.parameters.linearization_level = 2
    if math.isfinite(seconds):
        solver.parameters.max_time_in_seconds = max(0.1, seconds)
    status = solver.solve(built.model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        bound = min(bound, math.floor(solver.best_objective_bound + 1e-6))
        found = built.slot_of(solver)
        if problem.score(found) > score:
            start = found
    return start, bound
