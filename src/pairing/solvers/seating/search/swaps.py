"""What every swap of two seats would change: the whole neighbourhood of a seating at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from pairing.solvers.seating.search.kernel import lay_out
from pairing.solvers.seating.search.moves import all_changes, filled_state
from pairing.solvers.seating.search.packing import VIOLATION
from pairing.terms.assignment import BoolArray
from pairing.terms.seating import IntArray, SeatingProblem

__all__ = ["Swaps", "all_swaps"]


@dataclass(frozen=True, eq=False)
class Swaps:
    """For each couple of seats what a swap of those who sit there changes, (m seats, m seats).

    ``score`` is in thousandths of a point. ``breaks`` says for each owner of hard terms which
    swaps would break them more than now.
    """

    score: IntArray
    breaks: Mapping[str, BoolArray]


def all_swaps(problem: SeatingProblem, seat_of: IntArray) -> Swaps:
    """Every swap of two seats, of people and empty places; where nobody sits it changes nothing."""
    soft = replace(problem, terms=tuple(term for term in problem.terms if not term.hard))
    breaks = {}
    for owner in problem.owners:
        own = tuple(term for term in problem.terms if term.hard and term.owner == owner)
        if own:
            breaks[owner] = _changes(replace(problem, terms=own), seat_of) < -VIOLATION // 2
    return Swaps(_changes(soft, seat_of), breaks)


def _changes(problem: SeatingProblem, seat_of: IntArray) -> IntArray:
    changes = np.zeros((problem.seats, problem.seats), dtype=np.int64)
    if problem.seats > 1:
        tables = lay_out(problem)
        all_changes(tables, filled_state(tables, seat_of), changes)
    return changes
