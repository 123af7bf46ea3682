"""Count before searching: the hard terms that leave too few seats, and for whom.

Whether those of a kind can all be seated, by the model that knows kinds and no names. A smallest
set of owners is kept by a deletion filter, then a smallest set of kinds; what is left says by how
many it is too many. Nothing is claimed that was not proved.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from pairing.solvers.seating.counting.alike import kinds_of
from pairing.solvers.seating.counting.model import KindModel
from pairing.terms.seating import (
    BoolArray,
    Budget,
    Coverage,
    Pairwise,
    SeatingProblem,
    SeatingTerm,
    Unary,
    ZoneSum,
)

__all__ = ["HardTerms", "TooMany", "count_seats"]

_EFFORT = 0.3
"""CP-SAT's deterministic time of one count, about seconds."""
_LARGEST = 3_000
"""A model of more variables than this is a search and no count."""


@dataclass(frozen=True)
class TooMany:
    """A smallest set of owners whose hard terms leave too few seats.

    ``students`` are a smallest set for whom they do, by their kinds, of whom ``most`` can be
    seated; None where that is no question of too many, or was not proved. ``minimal`` says that
    no owner can be left out.
    """

    owners: tuple[str, ...]
    students: tuple[int, ...] = ()
    most: int | None = None
    minimal: bool = True


class HardTerms:
    """The hard terms of a problem by their owners, and whether some of them can hold."""

    def __init__(self, problem: SeatingProblem) -> None:
        self.problem = problem
        self.terms = [term for term in problem.terms if term.hard]

    def of(self, owners: Collection[str]) -> list[SeatingTerm]:
        """The terms of some owners."""
        return [term for term in self.terms if term.owner in owners]

    def smallest(self, owners: Collection[str], effort: float) -> tuple[tuple[str, ...], bool]:
        """(a smallest set of owners that cannot hold, whether that was proved).

        Args:
            owners: cannot all hold together.
            effort: deterministic time of each trial.
        """
        kept = list(owners)
        minimal = True
        for owner in tuple(kept):
            trial = [other for other in kept if other != owner]
            holds, _ = KindModel(self.problem, self.of(trial)).seats(effort)
            if holds is False:
                kept = trial
            minimal = minimal and holds is not None
        return tuple(kept), minimal


def count_seats(problem: SeatingProblem) -> TooMany | None:
    """What leaves too few seats, where counting shows it at once."""
    hard = HardTerms(problem)
    for owners in _trials(hard):
        terms = hard.of(owners)
        model = KindModel(problem, terms)
        if model.size <= _LARGEST and model.seats(_EFFORT)[0] is False:
            kept, minimal = hard.smallest(owners, _EFFORT)
            students, most = _whom(problem, hard.of(kept))
            return TooMany(kept, students, most, minimal)
    return None


def _trials(hard: HardTerms) -> list[tuple[str, ...]]:
    """Sets of owners to count: all, those of places and sums, and each of closeness with these."""
    owners = hard.problem.owners
    of_kind = {
        owner: {type(term) for term in hard.terms if term.owner == owner} for owner in owners
    }
    placed = tuple(one for one in owners if of_kind[one] <= {Unary, ZoneSum, Budget})
    close = [one for one in owners if one not in placed]
    trials = [owners, placed, *((*placed, one) for one in close if Coverage not in of_kind[one])]
    return [trial for trial in dict.fromkeys(trials) if trial]


def _whom(problem: SeatingProblem, terms: list[SeatingTerm]) -> tuple[tuple[int, ...], int | None]:
    """(a smallest set of students that is too many, how many of them can be seated)."""
    if not all(map(_falls, terms)):
        return (), None
    kinds = kinds_of(problem.students, terms)
    among: BoolArray = np.ones(problem.students, dtype=bool)
    for kind in range(int(kinds.max(initial=-1)) + 1):
        trial = among & (kinds != kind)
        if KindModel(problem, terms, trial).seats(_EFFORT)[0] is False:
            among = trial
    most = KindModel(problem, terms, among).most(_EFFORT)
    return tuple(np.flatnonzero(among).tolist()), most


def _falls(term: SeatingTerm) -> bool:
    """Whether a seating that keeps the term keeps it with students fewer."""
    match term:
        case ZoneSum():
            return term.low <= 0 and bool((term.amounts >= 0).all())
        case Budget():
            return bool((term.values >= 0).all())
        case Coverage():
            return term.want == 0
        case Unary() | Pairwise():
            return True
