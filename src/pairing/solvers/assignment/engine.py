"""The face of the assignment engine: solve, and say why where there is no solution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from pairing.solvers.assignment.flow import solve_flow
from pairing.solvers.conflict import Guards, examine
from pairing.terms.assignment import (
    AssignmentProblem,
    BoolArray,
    Count,
    Forbidden,
    Required,
)

__all__ = ["AssignmentResult", "solve_assignment"]

_EFFORT = 20.0


@dataclass(frozen=True)
class AssignmentResult:
    """``chosen`` arcs with their ``score`` and the ``bound`` no choice can beat.

    Where hard terms cannot hold together ``chosen`` is None and ``conflict`` names
    the owners of a smallest set that cannot.
    """

    chosen: BoolArray | None
    score: int = 0
    bound: int = 0
    conflict: tuple[str, ...] = ()


def solve_assignment(problem: AssignmentProblem) -> AssignmentResult:
    """The best choice of arcs, proven so, or the conflict that forbids any."""
    chosen = solve_flow(problem)
    if chosen is not None:
        score = problem.score(chosen)
        return AssignmentResult(chosen, score, score)
    hard = [term for term in problem.terms if term.hard]
    owners = tuple(dict.fromkeys(term.owner for term in hard))

    def build(model: cp_model.CpModel, guards: Guards) -> None:
        arcs = [model.new_bool_var(f"arc {number}") for number in range(len(problem.task))]
        for term in hard:
            _add(model, problem, term, arcs, guards[term.owner])

    verdict = examine(owners, build, _EFFORT)
    return AssignmentResult(None, conflict=verdict.conflict)


def _add(
    model: cp_model.CpModel,
    problem: AssignmentProblem,
    term: object,
    arcs: list[cp_model.IntVar],
    guard: cp_model.IntVar,
) -> None:
    """One hard term, in force where its guard is true."""
    match term:
        case Forbidden(arcs=marked):
            for number in np.flatnonzero(marked).tolist():
                model.add(arcs[number] == 0).only_enforce_if(guard)
        case Required(arcs=marked):
            for number in np.flatnonzero(marked).tolist():
                model.add(arcs[number] == 1).only_enforce_if(guard)
        case Count(side=side, low=low, high=high):
            ends = problem.task if side == "task" else problem.worker
            of_end: list[list[cp_model.IntVar]] = [[] for _ in low]
            for arc, end in zip(arcs, ends.tolist(), strict=True):
                of_end[end].append(arc)
            for number, own in enumerate(of_end):
                # The sum of no variables is the number 0, which takes no constraint.
                if own:
                    model.add_linear_constraint(
                        cp_model.LinearExpr.sum(own), int(low[number]), int(high[number])
                    ).only_enforce_if(guard)
                elif low[number] > 0:
                    model.add(guard == 0)
