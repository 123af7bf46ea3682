"""The ways in which two seats are close, and which couples of students feel which of them.

Two seats may be desk neighbours, face to face, or both: each combination of the problem's
closenesses that occurs in the room is a *way*. What two students earn is a matter of the way
in which they sit, so a program needs a number for two students and a way only where a term
speaks of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from pairing.terms.seating import Coverage, IntArray, Pairwise, SeatingProblem

__all__ = ["Ways"]

_MOST_TYPES = 4
_LOCAL = 12
"""A closeness with more neighbours a seat is not modelled; its losses count for nothing."""


class Ways:
    """The ways of one problem, in which order is nothing but a number.

    Attributes:
        graphs: for each way the seats close in it, shape (seats, seats), symmetric.
        felt: what two students earn in each way, shape (ways, students, students), symmetric.
        barred: who may not be close in which way, of the same shape.
        told: of whom some term speaks in which way, of the same shape.
        types: a number for each student; of whom no term speaks, the program tells the types
            apart, so that twenty girls who should sit beside boys need as many boys.
        rest: what terms with a closeness that is not modelled could bring at most.
    """

    def __init__(self, problem: SeatingProblem) -> None:
        self.graphs: list[NDArray[np.bool_]] = []
        self._gains = np.zeros((0, 0), dtype=np.int64)
        self._kinds = _local_kinds(problem)
        if self._kinds:
            self._tell_apart(problem.seats)
        shape = (len(self.graphs), problem.students, problem.students)
        self.felt = np.zeros(shape)
        self.barred = np.zeros(shape, dtype=bool)
        self.told = np.zeros(shape, dtype=bool)
        self.types = np.zeros(problem.students, dtype=np.int64)
        self.rest = 0
        for term in problem.terms:
            match term:
                case Pairwise(hard=True):
                    self._bar(term)
                case Pairwise():
                    self._feel(term)
                case Coverage():
                    self._tell(term)
        self.told |= self.felt != 0

    def __len__(self) -> int:
        return len(self.graphs)

    def gains(self, closeness: IntArray) -> IntArray | None:
        """How close each way is in this closeness, or None where it is not modelled."""
        number = self._kinds.get(_symmetric(closeness).tobytes())
        return None if number is None else self._gains[:, number]

    def _tell_apart(self, seats: int) -> None:
        """Each combination of closenesses that occurs is a way of its own."""
        kinds = [np.frombuffer(kind, dtype=np.int64) for kind in self._kinds]
        profiles, way_of = np.unique(np.stack(kinds, axis=-1), axis=0, return_inverse=True)
        way_of = way_of.reshape(seats, seats)
        used = [way for way in range(len(profiles)) if profiles[way].any()]
        self.graphs = [way_of == way for way in used]
        self._gains = profiles[used]

    def _bar(self, term: Pairwise) -> None:
        """Two students who may not be close are close in no way that lies within that."""
        if not np.array_equal(term.closeness, term.closeness.T):
            return
        apart = term.weights + term.weights.T > 0
        for number, graph in enumerate(self.graphs):
            if (term.closeness[graph] > 0).all():
                self.barred[number] |= apart

    def _feel(self, term: Pairwise) -> None:
        symmetric = np.array_equal(term.closeness, term.closeness.T)
        # Whoever is before whom, a pair earns no more than both readings at their best.
        weights = term.weights if symmetric else np.maximum(term.weights, 0)
        felt = weights + weights.T
        gains = self.gains(term.closeness)
        if gains is None:
            most = int(term.closeness.max(initial=0))
            self.rest += int(np.maximum(felt, 0).sum()) // 2 * most
        else:
            self.felt += gains[:, None, None] * felt
            self._sort_out(felt != 0)

    def _sort_out(self, told: NDArray[np.bool_]) -> None:
        """Groups that a term speaks of within, but not across, are types of students."""
        _, group_of = connected_components(told, directed=False)
        alone = np.bincount(group_of)[group_of] == 1
        group_of[alone] = -1
        if len(np.unique(group_of)) <= _MOST_TYPES:
            split = np.stack([self.types, group_of], axis=-1)
            self.types = np.unique(split, axis=0, return_inverse=True)[1].reshape(-1)

    def _tell(self, term: Coverage) -> None:
        gains = self.gains(term.closeness)
        if gains is None:
            self.rest += 0 if term.hard else max(0, term.value) * term.want
        else:
            near = gains > 0
            self.told[near, term.student] |= term.helpers
            self.told[near, :, term.student] |= term.helpers


def _local_kinds(problem: SeatingProblem) -> dict[bytes, int]:
    """The closenesses that are modelled, by what they hold, numbered."""
    kinds: dict[bytes, int] = {}
    for term in problem.terms:
        if isinstance(term, Coverage) or (isinstance(term, Pairwise) and not term.hard):
            closeness = _symmetric(term.closeness)
            if np.count_nonzero(closeness) <= _LOCAL * problem.seats:
                kinds.setdefault(closeness.tobytes(), len(kinds))
    return kinds


def _symmetric(closeness: IntArray) -> IntArray:
    return np.maximum(closeness, closeness.T).astype(np.int64)
