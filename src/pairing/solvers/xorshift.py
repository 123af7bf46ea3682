"""A small random generator that compiled code can carry along: xorshift64* (Vigna 2016)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairing.solvers.compiled import inlined

__all__ = ["below", "new_random", "two_below", "uniform"]


def new_random(seed: int) -> NDArray[np.uint64]:
    """A generator's state, never zero, from any seed."""
    return np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1)


@inlined
def _next(source: Any) -> Any:
    x = source[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    source[0] = x
    return x * np.uint64(2685821657736338717)


@inlined
def uniform(source: Any) -> float:
    """A number from 0 to 1, 1 excluded."""
    return float(_next(source) >> np.uint64(11)) / 9007199254740992.0


@inlined
def below(source: Any, limit: int) -> Any:
    """A whole number from 0 to ``limit``, ``limit`` excluded, by multiplying, not dividing."""
    return np.uint32(((_next(source) >> np.uint64(32)) * np.uint64(limit)) >> np.uint64(32))


@inlined
def two_below(source: Any, limit: int) -> Any:
    """Two different such numbers."""
    one = below(source, limit)
    other = below(source, limit - 1)
    return one, np.uint32(other + (other >= one))
