"""A linear relaxation of a whole seating: the tight upper bound.

``program`` ties students, seats and couples together; rounds of ``cuts`` add what the
room's shape forbids. Every seating is a solution of the program, so its optimum is an
upper bound whatever is left out.
"""

from __future__ import annotations

import numpy as np

from pairing.solvers.seating.bounds.cuts import Cuts
from pairing.solvers.seating.bounds.linear_program import Program
from pairing.solvers.seating.bounds.ways import Ways
from pairing.terms.seating import IntArray, SeatingProblem

__all__ = ["relaxed_bound"]

_MOST_VARIABLES = 200_000
_MOST_WAYS = 10


def relaxed_bound(
    problem: SeatingProblem, rounds: int = 2, enough: int | None = None
) -> int | None:
    """A score that no seating can beat, or None where the program was too large or too slow.

    Args:
        problem: what to bound.
        rounds: how many times to solve, with cuts in between.
        enough: the score of a seating at hand; below it no bound can go.
    """
    if problem.students < 2 or problem.students * problem.seats > _MOST_VARIABLES:
        return None
    ways = Ways(problem)
    if len(ways) > _MOST_WAYS:
        return None
    # The room as one block first: it is quick, and often enough.
    bound = _bound(problem, ways, np.zeros(problem.seats, dtype=np.int64), rounds, enough)
    met = enough is not None and bound is not None and bound <= enough
    if problem.blocks is None or met:
        return bound
    tight = _bound(problem, ways, problem.blocks, rounds, enough)
    return min((one for one in (bound, tight) if one is not None), default=None)


def _bound(
    problem: SeatingProblem, ways: Ways, blocks: IntArray, rounds: int, enough: int | None
) -> int | None:
    program = Program(problem, ways, blocks)
    if program.width > _MOST_VARIABLES:
        return None
    cuts = Cuts(program)
    cuts.start()
    best: float | None = None
    for _ in range(rounds):
        solved = program.solve()
        if solved is None:
            break
        value, solution = solved
        settled = best is not None and best - value < 1e-4 * abs(value)
        best = value if best is None else min(best, value)
        met = enough is not None and best + ways.rest < enough + 1
        if settled or met or not cuts.cut(solution):
            break
    if best is None:
        return None
    # Rounded up past any error of the arithmetic.
    return int(np.floor(best + 1e-6 * abs(best) + 1e-2)) + ways.rest
