"""The compiled heart of the seating search: exact deltas of a swap.

A move swaps what stands on two seats, an empty place being a person too. Its delta is
exact over all kinds of term and costs a few neighbours, not the whole room. Values are
packed as ``tables`` says: score less ``VIOLATION`` for each violation.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from pairing.solvers.seating.tables import Tables
from pairing.terms.seating import IntArray

__all__ = [
    "State",
    "below",
    "fill",
    "new_random",
    "new_state",
    "swap",
    "swap_gain",
    "uniform",
]


class State(NamedTuple):
    """A seating and the counts that make its deltas cheap."""

    at: IntArray  # (m seats,): the person on each seat
    seat: IntArray  # (m people,): the seat of each person
    covered: IntArray  # (coverages,): helpers near
    zoned: IntArray  # (zones,): the sum in the zone
    spent: IntArray  # (budgets,)


@njit(cache=True, nogil=True, inline="always")
def _cover_value(tables: Any, term: int, count: int) -> Any:
    served = min(count, tables.cover_want[term])
    return tables.cover_gain[term] * (served - max(0, count - tables.cover_most[term]))


@njit(cache=True, nogil=True, inline="always")
def _outside(total: int, low: int, high: int) -> int:
    return max(0, low - total) + max(0, total - high)


@njit(cache=True, nogil=True, inline="always")
def _helpers_near(tables: Any, at: Any, term: int, seat: int) -> Any:
    kind = tables.cover_kind[term]
    count = 0
    for entry in range(tables.reach_first[kind, seat], tables.reach_first[kind, seat + 1]):
        count += tables.helper[term, at[tables.reach_seat[entry]]]
    return count


@njit(cache=True, nogil=True, inline="always")
def _neighbour_change(tables: Any, at: Any, p: int, q: int) -> int:
    a, b = at[p], at[q]
    change = 0
    for entry in range(tables.near_first[p], tables.near_first[p + 1]):
        other = tables.near_seat[entry]
        way = tables.near_way[entry]
        if other == q:
            change += tables.near_times[entry] * (tables.flow[way, b, a] - tables.flow[way, a, b])
        else:
            there = at[other]
            felt = tables.flow[way, b, there] - tables.flow[way, a, there]
            change += tables.near_times[entry] * felt
    for entry in range(tables.near_first[q], tables.near_first[q + 1]):
        other = tables.near_seat[entry]
        if other != p:
            there = at[other]
            way = tables.near_way[entry]
            felt = tables.flow[way, a, there] - tables.flow[way, b, there]
            change += tables.near_times[entry] * felt
    return change


@njit(cache=True, nogil=True, inline="always")
def _partner_change(tables: Any, seat: Any, a: int, b: int, p: int, q: int) -> int:
    change = 0
    for entry in range(tables.partner_first[a], tables.partner_first[a + 1]):
        other = tables.partner_other[entry]
        kind = tables.partner_kind[entry]
        if other == b:
            nearer = tables.closeness[kind, q, p] - tables.closeness[kind, p, q]
        else:
            there = seat[other]
            nearer = tables.closeness[kind, q, there] - tables.closeness[kind, p, there]
        change += tables.partner_weight[entry] * nearer
    for entry in range(tables.partner_first[b], tables.partner_first[b + 1]):
        other = tables.partner_other[entry]
        if other != a:
            there = seat[other]
            kind = tables.partner_kind[entry]
            nearer = tables.closeness[kind, p, there] - tables.closeness[kind, q, there]
            change += tables.partner_weight[entry] * nearer
    return change


@njit(cache=True, nogil=True, inline="always")
def _own_cover_change(tables: Any, state: Any, p: int, q: int) -> int:
    """For the coverages of the two who swap: each looks around at the other's seat."""
    a, b = state.at[p], state.at[q]
    change = 0
    for side in range(2):
        person, seat = (a, q) if side == 0 else (b, p)
        for term in range(tables.cover_first[person], tables.cover_first[person + 1]):
            kind = tables.cover_kind[term]
            count = 0
            for entry in range(tables.reach_first[kind, seat], tables.reach_first[kind, seat + 1]):
                other = tables.reach_seat[entry]
                there = state.at[other]
                if other == p:
                    there = b
                elif other == q:
                    there = a
                count += tables.helper[term, there]
            if count != state.covered[term]:
                change += _cover_value(tables, term, count)
                change -= _cover_value(tables, term, state.covered[term])
    return change


@njit(cache=True, nogil=True, inline="always")
def _minds(tables: Any, person: int, a: int, b: int) -> bool:
    """Whether it matters to a coverage of the person which of a and b is near."""
    for word in range(tables.helps.shape[1]):
        if tables.wants[person, word] & (tables.helps[a, word] ^ tables.helps[b, word]) != 0:
            return True
    return False


@njit(cache=True, nogil=True, inline="always")
def _others_cover_change(tables: Any, state: Any, p: int, q: int) -> int:
    """For the coverages of those who sit around p and q and find another helper there."""
    a, b = state.at[p], state.at[q]
    change = 0
    for kind in range(tables.cover_near.shape[0]):
        for side in range(2):
            seat = p if side == 0 else q
            for entry in range(tables.from_first[kind, seat], tables.from_first[kind, seat + 1]):
                other = tables.from_seat[entry]
                person = state.at[other]
                if not _minds(tables, person, a, b) or other == p or other == q:
                    continue
                # Whoever sits close to both p and q keeps both.
                if tables.cover_near[kind, other, q if side == 0 else p] != 0:
                    continue
                sign = 1 if side == 0 else -1
                for term in range(tables.cover_first[person], tables.cover_first[person + 1]):
                    if tables.cover_kind[term] == kind:
                        step = sign * (tables.helper[term, b] - tables.helper[term, a])
                        if step != 0:
                            count = state.covered[term]
                            change += _cover_value(tables, term, count + step)
                            change -= _cover_value(tables, term, count)
    return change


@njit(cache=True, nogil=True, inline="always")
def _zone_change(tables: Any, zoned: Any, a: int, b: int, p: int, q: int) -> int:
    change = 0
    for side in range(2):
        seat, far = (p, q) if side == 0 else (q, p)
        comes, goes = (b, a) if side == 0 else (a, b)
        for entry in range(tables.seat_zones_first[seat], tables.seat_zones_first[seat + 1]):
            zone = tables.seat_zones[entry]
            if tables.zone[zone, far] == 0:
                step = tables.zone_amount[zone, comes] - tables.zone_amount[zone, goes]
                if step != 0:
                    low, high = tables.zone_limits[zone, 0], tables.zone_limits[zone, 1]
                    before = _outside(zoned[zone], low, high)
                    after = _outside(zoned[zone] + step, low, high)
                    change += tables.zone_value[zone] * (after - before)
    return change


@njit(cache=True, nogil=True, inline="always")
def swap_gain(tables: Any, state: Any, p: int, q: int) -> Any:
    """Change of the packed value if seats p and q swap what stands on them."""
    at = state.at
    a, b = at[p], at[q]
    change = tables.unary[a, q] + tables.unary[b, p] - tables.unary[a, p] - tables.unary[b, q]
    change += _neighbour_change(tables, at, p, q)
    change += _partner_change(tables, state.seat, a, b, p, q)
    change += _others_cover_change(tables, state, p, q)
    change += _own_cover_change(tables, state, p, q)
    change += _zone_change(tables, state.zoned, a, b, p, q)
    for number in range(len(tables.budget_most)):
        most = tables.budget_most[number]
        step = tables.budget[number, a, q] + tables.budget[number, b, p]
        step -= tables.budget[number, a, p] + tables.budget[number, b, q]
        before = max(0, state.spent[number] - most)
        after = max(0, state.spent[number] + step - most)
        change += tables.budget_value[number] * (after - before)
    return change


@njit(cache=True, nogil=True, inline="always")
def _recount(tables: Any, state: Any, seat: int) -> None:
    person = state.at[seat]
    for term in range(tables.cover_first[person], tables.cover_first[person + 1]):
        state.covered[term] = _helpers_near(tables, state.at, term, seat)


@njit(cache=True, nogil=True, inline="always")
def swap(tables: Any, state: Any, p: int, q: int) -> None:
    """Swap what stands on seats p and q, and keep the counts right."""
    at = state.at
    a, b = at[p], at[q]
    for side in range(2):
        seat, far = (p, q) if side == 0 else (q, p)
        comes, goes = (b, a) if side == 0 else (a, b)
        for entry in range(tables.seat_zones_first[seat], tables.seat_zones_first[seat + 1]):
            zone = tables.seat_zones[entry]
            if tables.zone[zone, far] == 0:
                step = tables.zone_amount[zone, comes] - tables.zone_amount[zone, goes]
                state.zoned[zone] += step
    for number in range(len(tables.budget_most)):
        step = tables.budget[number, a, q] + tables.budget[number, b, p]
        step -= tables.budget[number, a, p] + tables.budget[number, b, q]
        state.spent[number] += step
    for kind in range(tables.cover_near.shape[0]):
        for side in range(2):
            seat = p if side == 0 else q
            sign = 1 if side == 0 else -1
            first, last = tables.from_first[kind, seat], tables.from_first[kind, seat + 1]
            for entry in range(first, last):
                person = at[tables.from_seat[entry]]
                if not _minds(tables, person, a, b):
                    continue
                for term in range(tables.cover_first[person], tables.cover_first[person + 1]):
                    if tables.cover_kind[term] == kind:
                        step = tables.helper[term, b] - tables.helper[term, a]
                        state.covered[term] += sign * step
    at[p], at[q] = b, a
    state.seat[a], state.seat[b] = q, p
    _recount(tables, state, p)
    _recount(tables, state, q)


@njit(cache=True, nogil=True)
def fill(tables: Any, state: Any) -> None:
    """Count everything that ``state`` keeps from who stands where."""
    seats = len(state.at)
    for seat in range(seats):
        state.seat[state.at[seat]] = seat
    for seat in range(seats):
        _recount(tables, state, seat)
    state.zoned[:] = 0
    state.spent[:] = 0
    for seat in range(seats):
        person = state.at[seat]
        for entry in range(tables.seat_zones_first[seat], tables.seat_zones_first[seat + 1]):
            zone = tables.seat_zones[entry]
            state.zoned[zone] += tables.zone_amount[zone, person]
        for number in range(len(tables.budget_most)):
            state.spent[number] += tables.budget[number, person, seat]


@njit(cache=True, nogil=True, inline="always")
def _random(source: Any) -> Any:
    """The next number of a xorshift64* generator (Vigna 2016)."""
    x = source[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    source[0] = x
    return x * np.uint64(2685821657736338717)


@njit(cache=True, nogil=True, inline="always")
def uniform(source: Any) -> float:
    """A number from 0 to 1, 1 excluded."""
    return float(_random(source) >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True, nogil=True, inline="always")
def below(source: Any, limit: int) -> Any:
    """A whole number from 0 to ``limit``, ``limit`` excluded."""
    return np.int64(_random(source) >> np.uint64(33)) % limit


def new_random(seed: int) -> NDArray[np.uint64]:
    """A generator's state, never zero, from any seed."""
    return np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1)


def new_state(tables: Tables, seat_of: IntArray) -> State:
    """A state in which student s sits on ``seat_of[s]``; the rest are empty places."""
    seats = len(tables.unary)
    at = np.full(seats, -1, dtype=np.int64)
    at[seat_of] = np.arange(len(seat_of))
    at[at < 0] = np.arange(len(seat_of), seats)
    counts = (len(tables.cover_kind), len(tables.zone), len(tables.budget))
    return State(at, np.argsort(at), *(np.zeros(count, dtype=np.int64) for count in counts))
