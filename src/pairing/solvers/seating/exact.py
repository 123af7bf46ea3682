"""Hard terms of seating as a CP-SAT model: a seating that keeps them all, or a conflict set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from ortools.sat.python import cp_model

from pairing.solvers.conflict import Guards, examine
from pairing.terms.seating import (
    Budget,
    Coverage,
    IntArray,
    Pairwise,
    SeatingProblem,
    SeatingTerm,
    Unary,
    ZoneSum,
)

__all__ = ["HardVerdict", "keep_hard_terms"]

_Seats: TypeAlias = list[list[cp_model.IntVar]]
"""``sits[s][p]``: student s sits on seat p."""


@dataclass(frozen=True, eq=False)
class HardVerdict:
    """A seating that keeps every hard term, or the owners of a smallest set that cannot."""

    seat_of: IntArray | None
    conflict: tuple[str, ...] = ()
    minimal: bool = False


def keep_hard_terms(problem: SeatingProblem, effort: float) -> HardVerdict:
    """Keep all hard terms, or prove that they cannot be kept.

    Neither a seating nor a conflict means that ``effort`` (deterministic time, about
    seconds) ran out first.
    """
    hard = [term for term in problem.terms if term.hard]
    built: list[_Seats] = []

    def build(model: cp_model.CpModel, guards: Guards) -> None:
        sits = [
            [model.new_bool_var(f"{student} on {seat}") for seat in range(problem.seats)]
            for student in range(problem.students)
        ]
        for own in sits:
            model.add_exactly_one(own)
        for seat in range(problem.seats):
            model.add_at_most_one(own[seat] for own in sits)
        for term in hard:
            _add(model, term, sits, guards[term.owner])
        built.append(sits)

    verdict = examine(problem.owners, build, effort)
    if verdict.feasible and verdict.solver is not None:
        value = verdict.solver.boolean_value
        seats = [next(p for p, var in enumerate(own) if value(var)) for own in built[0]]
        return HardVerdict(np.array(seats, dtype=np.int64))
    return HardVerdict(None, verdict.conflict, verdict.minimal)


def _add(model: cp_model.CpModel, term: SeatingTerm, sits: _Seats, guard: cp_model.IntVar) -> None:
    """One hard term, in force where its guard is true."""
    match term:
        case Unary():
            for student, seat in np.argwhere(term.values > 0):
                model.add_implication(guard, ~sits[student][seat])
        case Pairwise():
            _add_pairwise(model, term, sits, guard)
        case Coverage():
            _add_coverage(model, term, sits, guard)
        case ZoneSum():
            _add_zone(model, term, sits, guard)
        case Budget():
            _add_budget(model, term, sits, guard)


def _add_pairwise(
    model: cp_model.CpModel, term: Pairwise, sits: _Seats, guard: cp_model.IntVar
) -> None:
    for one, other in np.argwhere(term.weights > 0):
        for seat, near in enumerate(term.closeness > 0):
            barred = [sits[other][place] for place in np.flatnonzero(near)]
            if barred:
                taken = cp_model.LinearExpr.sum([sits[one][seat], *barred])
                model.add(taken <= 1).only_enforce_if(guard)


def _add_coverage(
    model: cp_model.CpModel, term: Coverage, sits: _Seats, guard: cp_model.IntVar
) -> None:
    helpers = np.flatnonzero(term.helpers)
    for seat, near in enumerate(term.closeness > 0):
        close = [sits[helper][place] for helper in helpers for place in np.flatnonzero(near)]
        here = sits[term.student][seat]
        if len(close) < term.want:
            model.add_implication(guard, ~here)
        elif close:
            count = cp_model.LinearExpr.sum(close)
            most = min(term.most, len(close))
            model.add_linear_constraint(count, term.want, most).only_enforce_if([guard, here])


def _add_zone(model: cp_model.CpModel, term: ZoneSum, sits: _Seats, guard: cp_model.IntVar) -> None:
    inside = [
        (sits[student][seat], int(term.amounts[student]))
        for student in np.flatnonzero(term.amounts)
        for seat in np.flatnonzero(term.zone)
    ]
    if inside:
        total = cp_model.LinearExpr.weighted_sum(
            [variable for variable, _ in inside], [amount for _, amount in inside]
        )
        model.add_linear_constraint(total, term.low, term.high).only_enforce_if(guard)
    elif not term.low <= 0 <= term.high:
        model.add(guard == 0)


def _add_budget(
    model: cp_model.CpModel, term: Budget, sits: _Seats, guard: cp_model.IntVar
) -> None:
    places = np.argwhere(term.values)
    spent = cp_model.LinearExpr.weighted_sum(
        [sits[student][seat] for student, seat in places],
        [int(term.values[student, seat]) for student, seat in places],
    )
    model.add(spent <= term.most).only_enforce_if(guard)
