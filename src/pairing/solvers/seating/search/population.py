"""Population annealing: coolings side by side, of which the better ones are continued twice.

A slice of every chain is finished before anybody looks, and each chain has its own
generator, so two cores give the same answer as one. At the end of a slice the chains are
resampled as Hukushima and Iba (2003) and Machta (2010) describe: a chain whose seating is
better than that of others, measured in the coming temperature, takes their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from pairing.solvers.compiled import Index
from pairing.solvers.seating.search.kernel import State, Tables
from pairing.solvers.seating.search.moves import (
    anneal,
    descend,
    fill,
    filled_state,
    sample_changes,
)
from pairing.solvers.seating.search.packing import weigh
from pairing.solvers.xorshift import new_random
from pairing.terms.seating import IntArray

__all__ = ["Chain", "Population", "polish"]

_HOTTEST = 0.25
"""The first temperature, in mean changes of a random swap."""
_COLDEST = 1 / 20
"""The last temperature, as a share of the first."""
_PENALTY = 3.0
"""What a violation weighs, in mean changes."""
_PATCHES = 0.3
"""The share of moves that swap patches."""


class Chain:
    """One walk from one seating; ``best_at`` and ``best_value`` are its best so far."""

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
        self.state: State = filled_state(tables, seat_of)
        self.value = self.best_value = value
        self.best_at = self.state.at.copy()
        self.size = sample_changes(tables, self.state, self.random, 200)

    def walk(self, steps: int, hot: float, cold: float, penalty: float) -> None:
        """So many moves while the temperature falls from ``hot`` to ``cold``."""
        self.value, self.best_value = anneal(
            self.tables,
            self.students,
            self.state,
            self.value,
            self.best_at,
            self.best_value,
            self.random,
            steps,
            hot,
            cold,
            penalty,
            self.patches,
        )

    def restart(self, at: Index, value: int) -> None:
        """Go on from another seating, given as the person on each seat."""
        self.state.at[:] = at
        self.value = value
        fill(self.tables, self.state)


class Population:
    """Chains that cool together, in ``slices`` parts."""

    def __init__(self, chains: Sequence[Chain], heat: float, slices: int, seed: int) -> None:
        self.chains, self.slices = chains, slices
        self.random = np.random.default_rng(seed)
        size = max(1.0, sum(chain.size for chain in chains) / len(chains))
        self.penalty = _PENALTY * size
        hot = heat * _HOTTEST * size
        cold = min(hot, max(_COLDEST * _HOTTEST * size, 0.5))
        self.temperatures = np.geomspace(hot, cold, slices + 1)

    def slice(self, number: int, steps: int, pool: Executor | None) -> None:
        """The ``number``-th part of the cooling, ``steps`` in every chain, then a choice."""
        hot, cold = self.temperatures[number : number + 2].tolist()

        def walk(chain: Chain) -> None:
            chain.walk(steps, hot, cold, self.penalty)

        list(map(walk, self.chains) if pool is None else pool.map(walk, self.chains))
        if number + 1 < self.slices:
            # The next slice begins where this one ends; what it will be colder decides.
            self._resample(1 / float(self.temperatures[number + 2]) - 1 / cold)

    def _resample(self, colder: float) -> None:
        """Let chains go on in numbers that grow with their seatings' scores."""
        scores = np.array([weigh(chain.value, self.penalty) for chain in self.chains])
        odds = np.exp((scores - scores.max()) * colder)
        places = (self.random.random() + np.arange(len(scores))) / len(scores)
        heirs = np.searchsorted(np.cumsum(odds / odds.sum()), places).clip(0, len(scores) - 1)
        counts = np.bincount(heirs, minlength=len(scores))
        for chain in np.flatnonzero(counts == 0).tolist():
            source = int(np.flatnonzero(counts > 1)[0])
            counts[source] -= 1
            heir = self.chains[source]
            self.chains[chain].restart(heir.state.at, heir.value)


def polish(tables: Tables, students: int, seat_of: IntArray, value: int) -> tuple[IntArray, int]:
    """The nearest seating that no swap betters, and its packed value."""
    state = filled_state(tables, seat_of)
    value = descend(tables, students, state, value)
    return np.argsort(state.at)[:students].astype(np.int64), value
