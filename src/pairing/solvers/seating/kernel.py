"""The compiled heart of the seating search: exact deltas of a swap, and annealing.

Everything counts in pairs of integers (violations, score). A move swaps what stands on
two seats, an empty place being a person too. The delta of a swap costs a few
neighbours, not the whole room.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from pairing.terms.seating import IntArray

__all__ = ["anneal", "descend", "new_state", "person_on", "sample_changes"]


@njit(cache=True, nogil=True)
def _cover_change(tables: Any, term: int, before: int, after: int) -> tuple[int, int]:
    want = tables.cover_want[term]
    gained = min(want, after) - min(want, before)
    return gained * tables.cover_value[term, 0], gained * tables.cover_value[term, 1]


@njit(cache=True, nogil=True)
def _outside(total: int, low: int, high: int) -> int:
    return max(0, low - total) + max(0, total - high)


@njit(cache=True, nogil=True)
def _felt(tables: Any, at: Any, person: int, seat: int, p: int, q: int) -> tuple[int, int]:
    """What a person on a seat gives and takes, of everybody but those on p and q."""
    hard, soft = 0, 0
    for kind in range(tables.dense.shape[0]):
        for position in range(tables.near_count[kind, seat]):
            other = tables.near[kind, seat, position]
            if other != p and other != q:
                close = tables.dense[kind, seat, other]
                hard += close * tables.weight[kind, person, at[other], 0]
                soft += close * tables.weight[kind, person, at[other], 1]
    return hard, soft


@njit(cache=True, nogil=True)
def _near_helpers(tables: Any, at: Any, term: int, seat: int) -> int:
    count = 0
    kind = tables.cover_kind[term]
    for position in range(tables.near_count[kind, seat]):
        count += tables.helper[term, at[tables.near[kind, seat, position]]]
    return count


@njit(cache=True, nogil=True)
def _delta(tables: Any, at: Any, covered: Any, zoned: Any, p: int, q: int) -> tuple[int, int]:
    """Change in (violations, score) if seats p and q swap what stands on them."""
    a, b = at[p], at[q]
    hard = (
        tables.unary[a, q, 0]
        + tables.unary[b, p, 0]
        - tables.unary[a, p, 0]
        - tables.unary[b, q, 0]
    )
    soft = (
        tables.unary[a, q, 1]
        + tables.unary[b, p, 1]
        - tables.unary[a, p, 1]
        - tables.unary[b, q, 1]
    )
    for person, old, new in ((a, p, q), (b, q, p)):
        gain = _felt(tables, at, person, new, p, q)
        loss = _felt(tables, at, person, old, p, q)
        hard += gain[0] - loss[0]
        soft += gain[1] - loss[1]
    for kind in range(tables.dense.shape[0]):
        # Between the two themselves only a one-sided closeness changes.
        turn = tables.dense[kind, q, p] - tables.dense[kind, p, q]
        if turn != 0:
            hard += turn * tables.weight[kind, a, b, 0]
            soft += turn * tables.weight[kind, a, b, 1]
        if tables.has_cover[kind]:
            for seat in (p, q):
                for position in range(tables.near_count[kind, seat]):
                    other = tables.near[kind, seat, position]
                    if other == p or other == q:
                        continue
                    if seat == q and tables.dense[kind, other, p] != 0:
                        continue
                    person = at[other]
                    near_p = 1 if tables.dense[kind, other, p] != 0 else 0
                    near_q = 1 if tables.dense[kind, other, q] != 0 else 0
                    for term in range(tables.cover_first[person], tables.cover_first[person + 1]):
                        if tables.cover_kind[term] != kind:
                            continue
                        step = (near_p - near_q) * (tables.helper[term, b] - tables.helper[term, a])
                        if step != 0:
                            change = _cover_change(
                                tables, term, covered[term], covered[term] + step
                            )
                            hard += change[0]
                            soft += change[1]
    at[p], at[q] = b, a
    for person, seat in ((a, q), (b, p)):
        for term in range(tables.cover_first[person], tables.cover_first[person + 1]):
            change = _cover_change(
                tables, term, covered[term], _near_helpers(tables, at, term, seat)
            )
            hard += change[0]
            soft += change[1]
    at[p], at[q] = a, b
    for zone in range(tables.zone.shape[0]):
        step = (tables.zone[zone, p] - tables.zone[zone, q]) * (
            tables.zone_amount[zone, b] - tables.zone_amount[zone, a]
        )
        if step != 0:
            low, high = tables.zone_limits[zone, 0], tables.zone_limits[zone, 1]
            change_by = _outside(zoned[zone] + step, low, high) - _outside(zoned[zone], low, high)
            hard += change_by * tables.zone_value[zone, 0]
            soft += change_by * tables.zone_value[zone, 1]
    return hard, soft


@njit(cache=True, nogil=True)
def _recount(tables: Any, at: Any, covered: Any, seat: int) -> None:
    person = at[seat]
    for term in range(tables.cover_first[person], tables.cover_first[person + 1]):
        covered[term] = _near_helpers(tables, at, term, seat)


@njit(cache=True, nogil=True)
def _swap(tables: Any, at: Any, covered: Any, zoned: Any, p: int, q: int) -> None:
    a, b = at[p], at[q]
    for zone in range(tables.zone.shape[0]):
        zoned[zone] += (tables.zone[zone, p] - tables.zone[zone, q]) * (
            tables.zone_amount[zone, b] - tables.zone_amount[zone, a]
        )
    at[p], at[q] = b, a
    for seat in (p, q):
        _recount(tables, at, covered, seat)
        for kind in range(tables.dense.shape[0]):
            if tables.has_cover[kind]:
                for position in range(tables.near_count[kind, seat]):
                    _recount(tables, at, covered, tables.near[kind, seat, position])


@njit(cache=True, nogil=True)
def _fill(tables: Any, at: Any, covered: Any, zoned: Any) -> None:
    for seat in range(len(at)):
        _recount(tables, at, covered, seat)
    for zone in range(tables.zone.shape[0]):
        zoned[zone] = 0
        for seat in range(len(at)):
            if tables.zone[zone, seat] != 0:
                zoned[zone] += tables.zone_amount[zone, at[seat]]


@njit(cache=True, nogil=True)
def _random(state: Any) -> Any:
    """The next number of a xorshift64* generator (Vigna 2016)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return x * np.uint64(2685821657736338717)


@njit(cache=True, nogil=True)
def _uniform(state: Any) -> float:
    return float(_random(state) >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True, nogil=True)
def anneal(
    tables: Any,
    students: int,
    at: Any,
    tally: Any,
    best: Any,
    best_tally: Any,
    state: Any,
    steps: int,
    hot: float,
    cold: float,
    penalty: float,
) -> None:
    """Metropolis swaps while the temperature falls from ``hot`` to ``cold``.

    ``at`` (person on each seat) and ``tally`` (violations, score) are moved along;
    ``best`` and ``best_tally`` keep the best seen: fewest violations, then highest score.
    A violation weighs ``penalty`` points of score.
    """
    seats = len(at)
    covered = np.zeros(len(tables.cover_want), dtype=np.int64)
    zoned = np.zeros(len(tables.zone_limits), dtype=np.int64)
    _fill(tables, at, covered, zoned)
    cooling = (cold / hot) ** (1.0 / max(1, steps))
    temperature = hot
    for _ in range(steps):
        temperature *= cooling
        p = int(_uniform(state) * seats)
        q = int(_uniform(state) * (seats - 1))
        if q >= p:
            q += 1
        if at[p] >= students and at[q] >= students:
            continue
        change = _delta(tables, at, covered, zoned, p, q)
        worth = change[1] - penalty * change[0]
        if worth < 0 and _uniform(state) >= np.exp(worth / temperature):
            continue
        _swap(tables, at, covered, zoned, p, q)
        tally[0] += change[0]
        tally[1] += change[1]
        if tally[0] < best_tally[0] or (tally[0] == best_tally[0] and tally[1] > best_tally[1]):
            best[:] = at
            best_tally[:] = tally


@njit(cache=True, nogil=True)
def descend(tables: Any, students: int, at: Any, tally: Any) -> None:
    """Take swaps that lessen violations, or keep them and raise the score, while any does."""
    seats = len(at)
    covered = np.zeros(len(tables.cover_want), dtype=np.int64)
    zoned = np.zeros(len(tables.zone_limits), dtype=np.int64)
    _fill(tables, at, covered, zoned)
    improved = True
    while improved:
        improved = False
        for p in range(seats):
            for q in range(p + 1, seats):
                if at[p] >= students and at[q] >= students:
                    continue
                change = _delta(tables, at, covered, zoned, p, q)
                if change[0] < 0 or (change[0] == 0 and change[1] > 0):
                    _swap(tables, at, covered, zoned, p, q)
                    tally[0] += change[0]
                    tally[1] += change[1]
                    improved = True


@njit(cache=True, nogil=True)
def sample_changes(tables: Any, at: Any, state: Any, count: int) -> float:
    """Mean size of the change in score of ``count`` random swaps that change it."""
    seats = len(at)
    covered = np.zeros(len(tables.cover_want), dtype=np.int64)
    zoned = np.zeros(len(tables.zone_limits), dtype=np.int64)
    _fill(tables, at, covered, zoned)
    total, found = 0.0, 0
    for _ in range(count):
        p = int(_uniform(state) * seats)
        q = int(_uniform(state) * (seats - 1))
        if q >= p:
            q += 1
        change = _delta(tables, at, covered, zoned, p, q)
        if change[1] != 0:
            total += abs(change[1])
            found += 1
    return total / max(1, found)


def new_state(seed: int) -> NDArray[np.uint64]:
    """A generator's state, never zero, from any seed."""
    return np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1)


def person_on(seat_of: IntArray, seats: int) -> IntArray:
    """Who stands on each seat; empty places take the numbers after the students."""
    at = np.full(seats, -1, dtype=np.int64)
    at[seat_of] = np.arange(len(seat_of))
    at[at < 0] = np.arange(len(seat_of), seats)
    return at
