"""Annealing chains: independent coolings side by side, a slice at a time.

Each chain has its own generator and its own schedule, and a slice of every chain is
finished before anybody looks, so two cores give the same answer as one.
"""

from __future__ import annotations

from concurrent.futures import Executor

import numpy as np

from pairing.solvers.seating.kernel import State, new_random, new_state
from pairing.solvers.seating.moves import anneal, descend, sample_changes
from pairing.solvers.seating.tables import Tables
from pairing.terms.seating import IntArray

__all__ = ["Chain", "cool", "polish"]

SLICES = 16
_HOTTEST = 0.25
"""The first temperature, in mean changes of a random swap."""
_COLDEST = 1 / 20
"""The last temperature, as a share of the first."""
_PENALTY = 3.0
"""What a violation weighs, in mean changes."""
_PATCHES = 0.3
"""The share of moves that swap patches."""


class Chain:
    """One cooling from one seating; ``best_at`` and ``best_value`` are its best so far."""

    def __init__(
        self,
        tables: Tables,
        students: int,
        seat_of: IntArray,
        value: int,
        seed: int,
        patches: float = _PATCHES,
    ) -> None:
        self.tables, self.students, self.patches = tables, students, patches
        self.random = new_random(seed)
        self.state: State = new_state(tables, seat_of)
        self.value = self.best_value = value
        self.best_at = self.state.at.copy()
        size = max(1.0, sample_changes(tables, self.state, self.random, 200))
        self.hot, self.penalty = _HOTTEST * size, _PENALTY * size

    def slice(self, number: int, steps: int, heat: float) -> None:
        """The ``number``-th of ``SLICES`` parts of the cooling."""
        hot = heat * self.hot
        ratio = (max(_COLDEST * self.hot, 0.5) / hot) ** (1 / SLICES)
        self.value, self.best_value = anneal(
            self.tables,
            self.students,
            self.state,
            self.value,
            self.best_at,
            self.best_value,
            self.random,
            steps // SLICES,
            hot * ratio**number,
            hot * ratio ** (number + 1),
            self.penalty,
            self.patches,
        )


def cool(chains: list[Chain], number: int, steps: int, heat: float, pool: Executor | None) -> None:
    """One slice of every chain, side by side where there is a pool."""
    if pool is None:
        for chain in chains:
            chain.slice(number, steps, heat)
    else:
        list(pool.map(lambda chain: chain.slice(number, steps, heat), chains))


def polish(tables: Tables, students: int, seat_of: IntArray, value: int) -> tuple[IntArray, int]:
    """The nearest seating that no swap betters, and its packed value."""
    state = new_state(tables, seat_of)
    value = descend(tables, students, state, value)
    return np.asarray(state.seat[:students], dtype=np.int64), value
