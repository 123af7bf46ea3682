"""Conflict sets: a smallest set of owners whose hard terms cannot hold together.

Each owner gets a guard literal that switches its terms on. CP-SAT names sufficient
assumptions for the infeasibility, and a deletion filter (Chinneck and Dravnieks 1991)
drops every owner that is not needed: what is left is infeasible, and feasible less any
one member.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pairing.solvers import cp_model

__all__ = [
    "Build",
    "ConflictReport",
    "Guards",
    "deletion_filter",
    "find_conflict",
    "new_solver",
]

Guards: TypeAlias = "Mapping[str, cp_model.IntVar]"
Build: TypeAlias = "Callable[[cp_model.CpModel, Guards], None]"


@dataclass(frozen=True)
class ConflictReport:
    """Whether the owners can hold together.

    ``feasible`` is None where the effort ran out before an answer. ``conflict`` is
    minimal where ``minimal`` says so. ``model`` and ``solver`` keep the solution.
    """

    feasible: bool | None
    conflict: tuple[str, ...] = ()
    minimal: bool = False
    solver: cp_model.CpSolver | None = None


def new_solver(effort: float, seed: int = 0) -> cp_model.CpSolver:
    """A solver whose answers repeat: one worker, and effort in place of seconds.

    ``effort`` is CP-SAT's deterministic time, about a second of work a unit.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    # Its own handler of Ctrl-C is not made for threads; whoever plans has one.
    solver.parameters.catch_sigint_signal = False
    return solver


def find_conflict(owners: Collection[str], build: Build, effort: float) -> ConflictReport:
    """Solve with the terms of all owners, and find a conflict set if they cannot hold.

    Args:
        owners: the keys whose terms may be switched off.
        build: adds variables and constraints, those of an owner under its guard.
        effort: deterministic time for each solve.
    """
    order = tuple(dict.fromkeys(owners))
    status, solver, core = _solve(order, order, build, effort)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return ConflictReport(True, solver=solver)
    if status != cp_model.INFEASIBLE:
        return ConflictReport(None)
    kept = list(core)
    minimal = True
    for owner in tuple(kept):
        trial = [other for other in kept if other != owner]
        status, _, core = _solve(order, trial, build, effort)
        if status == cp_model.INFEASIBLE:
            kept = [other for other in trial if other in core]
        elif status == cp_model.UNKNOWN:
            minimal = False
    return ConflictReport(False, tuple(kept), minimal)


def deletion_filter(
    owners: Collection[str], holds: Callable[[Collection[str]], bool]
) -> tuple[str, ...]:
    """A smallest set of owners that cannot hold together, of owners that cannot.

    Args:
        owners: cannot all hold together.
        holds: whether some of them can; sure of itself.
    """
    kept = list(dict.fromkeys(owners))
    for owner in tuple(kept):
        trial = [other for other in kept if other != owner]
        if not holds(trial):
            kept = trial
    return tuple(kept)


def _solve(
    owners: Collection[str], active: Collection[str], build: Build, effort: float
) -> tuple[int, cp_model.CpSolver, tuple[str, ...]]:
    model = cp_model.CpModel()
    guards = {owner: model.new_bool_var(f"holds {owner}") for owner in owners}
    build(model, guards)
    for owner, guard in guards.items():
        if owner not in active:
            model.add(guard == 0)
    model.add_assumptions([guards[owner] for owner in active])
    solver = new_solver(effort)
    status = solver.solve(model)
    if status != cp_model.INFEASIBLE:
        return int(status), solver, ()
    named = set(solver.sufficient_assumptions_for_infeasibility())
    core = tuple(owner for owner in active if guards[owner].index in named)
    return int(status), solver, core
