"""One part of a timetable by CP-SAT, hinted, and with room made for those who are left out."""

from __future__ import annotations

import math
import time

from pairing.solvers import cp_model
from pairing.solvers.conflict import new_solver
from pairing.solvers.timetable.model import TimetableModel
from pairing.solvers.timetable.parts import round_those_left_out
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, TimetableProblem

__all__ = ["EFFORT", "solve_part"]

EFFORT = 4.0
"""Deterministic time of CP-SAT for a part of usual size by itself, about seconds."""
_MENDING = 1 / 4
"""The share of effort and time for making room for those who are left out."""
_NEAR = 1 / 4
_LARGE = 100
"""The search of a part of so many requests ends this near to what none can beat, by the worth of
its least request: no request is given up for it, and the last points take a third of the time."""


def solve_part(
    problem: TimetableProblem,
    start: IntArray,
    effort: float,
    seconds: float,
    limit: int | None = None,
) -> tuple[IntArray, int]:
    """(a timetable no worse than ``start``, what none can beat) of one part.

    ``limit`` is what is known already that none can beat.
    """
    score = problem.score(start)
    bound = problem.loose_bound() if limit is None else limit
    if score >= bound or not effort or seconds <= 0:
        return start, bound
    deadline = time.perf_counter() + seconds
    found, proved_bound, proved = _by_cp_sat(problem, start, effort, (1 - _MENDING) * seconds)
    bound = min(bound, proved_bound)
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
    effort = min(effort, EFFORT) * _MENDING
    return _by_cp_sat(round_those_left_out(problem, slot_of), slot_of, effort, seconds)[0]
