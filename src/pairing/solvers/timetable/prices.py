"""Shadow prices of a timetable: what one more slot of somebody, or a wider limit, would hold.

Limits are no linear program's, so each price is a solve of its own, as in a sensitivity table.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pairing.solvers import cp_model
from pairing.solvers.conflict import new_solver
from pairing.solvers.timetable.model import TimetableModel
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, Limit, Places, Request, TimetableProblem

__all__ = ["counting", "most_held", "with_more_room", "with_one_more_slot"]

_EFFORT = 2.0


def counting(problem: TimetableProblem) -> TimetableProblem:
    """The problem under its hard terms alone, in which every request is worth 1."""
    hard = tuple(term for term in problem.terms if isinstance(term, Limit | Places))
    requests = tuple(replace(one, values=np.ones_like(one.values)) for one in problem.requests)
    return replace(problem, requests=requests, terms=hard)


def most_held(problem: TimetableProblem, hint: IntArray) -> int:
    """How many requests were found to fit under hard terms alone."""
    built = TimetableModel(counting(problem))
    built.hint(hint)
    solver = new_solver(_EFFORT)
    status = solver.solve(built.model)
    held = int((hint != NOWHERE).sum())
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return held
    return max(held, round(solver.objective_value))


def with_one_more_slot(problem: TimetableProblem, person: int) -> TimetableProblem:
    """The problem with a slot in which all whom the person meets are free, on a day of its own.

    It counts towards limits of the person that span several days' slots: all those of a week.
    """
    extra = problem.slots
    limits = [term for term in problem.terms if isinstance(term, Limit) and term.person == person]
    widest = max((len(term.slots) for term in limits), default=0)
    terms = tuple(
        replace(
            term,
            slots=np.append(term.slots, extra),
            units=(*term.units, np.array([extra])) if term.units else (),
        )
        if isinstance(term, Limit) and term.person == person and len(term.slots) == widest
        else term
        for term in problem.terms
    )

    def met(request: Request) -> Request:
        if person not in (request.host, request.guest):
            return request
        return replace(
            request,
            candidates=np.append(request.candidates, extra),
            values=np.append(request.values, 1),
        )

    return replace(
        problem,
        slots=extra + 1,
        requests=tuple(met(request) for request in problem.requests),
        terms=terms,
        weeks=np.append(problem.weeks, problem.weeks[:1]),
        times=np.append(problem.times, problem.times.max(initial=0) + 1),
    )


def with_more_room(problem: TimetableProblem, person: int | None) -> TimetableProblem:
    """The problem in which each of a person's limits, or the places if None, is wider by one."""
    return replace(
        problem,
        terms=tuple(
            replace(term, most=term.most + 1)
            if (isinstance(term, Limit) and term.person == person)
            or (isinstance(term, Places) and person is None)
            else term
            for term in problem.terms
        ),
    )
