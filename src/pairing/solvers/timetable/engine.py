"""The face of the timetable engine: part the weeks, begin by first fit, better it by CP-SAT."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from pairing.solvers.conflict import new_solver
from pairing.solvers.timetable.first_fit import first_fit
from pairing.solvers.timetable.model import TimetableModel
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, TimetableProblem

__all__ = ["TimetableResult", "Watch", "solve_timetable"]

Watch = Callable[[int, int], bool]
"""Told (parts done, parts in all); answers whether to stop."""

_EFFORT = 2.0
"""Deterministic time of CP-SAT for each part, about seconds."""


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
    watch: Watch | None = None,
) -> TimetableResult:
    """Place the meetings as well as the effort allows; every hard limit is kept.

    Args:
        problem: its limits and crowds lie in one week each, so weeks that no meeting may choose
            between are problems of their own, and their bounds add up.
        effort: CP-SAT's deterministic time for each part, about seconds; 0 for first fit alone.
        seconds: the longest it may take by the clock; the answer then may not repeat.
        watch: told of progress, and able to stop with the best so far.
    """
    deadline = math.inf if seconds is None else time.perf_counter() + seconds
    slot_of = np.full(len(problem.meetings), NOWHERE, dtype=np.int64)
    bound = 0
    cut = False
    parts = list(_parts(problem))
    for number, members in enumerate(parts):
        cut = cut or (watch is not None and watch(number, len(parts)))
        left = (deadline - time.perf_counter()) / (len(parts) - number)
        cut = cut or left <= 0
        own = replace(problem, meetings=tuple(problem.meetings[one] for one in members))
        placed, limit = _solve(own, 0.0 if cut else effort, left)
        slot_of[members] = placed
        bound += limit
    return TimetableResult(slot_of, problem.score(slot_of), bound, cut)


def _solve(problem: TimetableProblem, effort: float, seconds: float) -> tuple[IntArray, int]:
    """(a timetable, what none can beat) of one part."""
    start = first_fit(problem)
    score = problem.score(start)
    # What each meeting is worth at its best; crowds only cost.
    bound = sum(max(0, int(one.values.max(initial=0))) for one in problem.meetings)
    if score >= bound or not effort:
        return start, bound
    built = TimetableModel(problem)
    built.hint(start)
    solver = new_solver(effort)
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


def _parts(problem: TimetableProblem) -> Iterator[IntArray]:
    """The meetings of each set of weeks that are tied by a meeting which may choose between."""
    root = {int(week): int(week) for week in problem.weeks}

    def find(week: int) -> int:
        while root[week] != week:
            week = root[week]
        return week

    weeks = [np.unique(problem.weeks[one.candidates]).tolist() for one in problem.meetings]
    for own in weeks:
        for other in own[1:]:
            root[find(other)] = find(own[0])
    home = np.array([find(own[0]) if own else -1 for own in weeks], dtype=np.int64)
    for name in np.unique(home):
        yield np.flatnonzero(home == name)
