"""Compiled walks over seatings: cooling by swaps and patches, and descent.

Values are packed as ``tables`` says; ``kernel`` gives the exact gain of a swap.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from pairing.solvers.seating.kernel import below, fill, swap, swap_gain, uniform
from pairing.solvers.seating.tables import VIOLATION

__all__ = ["anneal", "descend", "sample_changes"]

_HALF = VIOLATION // 2


@njit(cache=True, nogil=True)
def _draw_patch(tables: Any, source: Any, p: int, q: int, ps: Any, qs: Any, most: int) -> int:
    """Fill ``ps`` and ``qs`` with p, q and seats around them that are close to them alike."""
    ps[0], qs[0] = p, q
    count = 1
    around_p = tables.patch_first[p + 1] - tables.patch_first[p]
    around_q = tables.patch_first[q + 1] - tables.patch_first[q]
    if around_p == 0 or around_q == 0:
        return count
    for _ in range(most):
        entry = tables.patch_first[p] + below(source, around_p)
        r, s = tables.patch_seat[entry], -1
        offset = below(source, around_q)
        for turn in range(around_q):
            other = tables.patch_first[q] + (offset + turn) % around_q
            if tables.patch_way[other] == tables.patch_way[entry]:
                s = tables.patch_seat[other]
                break
        fresh = s >= 0 and r != s
        for number in range(count):
            if r == ps[number] or r == qs[number] or s == ps[number] or s == qs[number]:
                fresh = False
        if fresh:
            ps[count], qs[count] = r, s
            count += 1
    return count


@njit(cache=True, nogil=True)
def anneal(
    tables: Any,
    students: int,
    state: Any,
    value: int,
    best: Any,
    best_value: int,
    source: Any,
    steps: int,
    hot: float,
    cold: float,
    penalty: float,
    patches: float,
) -> tuple[int, int]:
    """Metropolis moves while the temperature falls from ``hot`` to ``cold``.

    Most moves swap two seats; a share of ``patches`` swap two patches, so that a student
    and those around can move house together. ``state`` and its packed ``value`` are moved
    along; ``best`` (person on each seat) and ``best_value`` keep the best seen. A violation
    weighs ``penalty`` points of score. Returns (value, best_value).
    """
    seats = len(state.at)
    at = state.at
    fill(tables, state)
    ps, qs = np.empty(8, dtype=np.int64), np.empty(8, dtype=np.int64)
    cooling = (cold / hot) ** (1.0 / max(1, steps))
    temperature = hot
    for _ in range(steps):
        temperature *= cooling
        p = below(source, seats)
        q = below(source, seats - 1)
        if q >= p:
            q += 1
        count = 1
        ps[0], qs[0] = p, q
        if uniform(source) < patches:
            count = _draw_patch(tables, source, p, q, ps, qs, 1 + below(source, 4))
        if count == 1 and at[p] >= students and at[q] >= students:
            continue
        change = 0
        for number in range(count):
            change += swap_gain(tables, state, ps[number], qs[number])
            if number < count - 1:
                swap(tables, state, ps[number], qs[number])
        violations = -((change + _HALF) >> 40)
        worth = (change + (violations << 40)) - penalty * violations
        refused = worth < 0 and uniform(source) >= np.exp(worth / temperature)
        # Take the last swap too, or take the others back; one call, for it is compiled inline.
        first, last, step = (count - 2, -1, -1) if refused else (count - 1, count, 1)
        for number in range(first, last, step):
            swap(tables, state, ps[number], qs[number])
        if refused:
            continue
        value += change
        if value > best_value:
            best[:] = at
            best_value = value
    return value, best_value


@njit(cache=True, nogil=True)
def _gain(tables: Any, state: Any, p: int, q: int) -> Any:
    """``swap_gain`` as a call, compiled once, for where speed matters less."""
    return swap_gain(tables, state, p, q)


@njit(cache=True, nogil=True)
def _move(tables: Any, state: Any, p: int, q: int) -> None:
    """``swap`` as a call, compiled once."""
    swap(tables, state, p, q)


@njit(cache=True, nogil=True)
def descend(tables: Any, students: int, state: Any, value: int) -> int:
    """Take swaps that raise the packed value while any does; returns the value reached."""
    seats = len(state.at)
    fill(tables, state)
    improved = True
    while improved:
        improved = False
        for p in range(seats):
            for q in range(p + 1, seats):
                if state.at[p] >= students and state.at[q] >= students:
                    continue
                change = _gain(tables, state, p, q)
                if change > 0:
                    _move(tables, state, p, q)
                    value += change
                    improved = True
    return value


@njit(cache=True, nogil=True)
def sample_changes(tables: Any, state: Any, source: Any, count: int) -> float:
    """Mean size of the change in score of ``count`` random swaps that change it."""
    seats = len(state.at)
    fill(tables, state)
    total, found = 0.0, 0
    for _ in range(count):
        p = below(source, seats)
        q = below(source, seats - 1)
        if q >= p:
            q += 1
        change = _gain(tables, state, p, q)
        change += -((change + _HALF) >> 40) << 40
        if change != 0:
            total += abs(change)
            found += 1
    return total / max(1, found)
