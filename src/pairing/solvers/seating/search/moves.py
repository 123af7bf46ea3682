"""Compiled walks over seatings: cooling by swaps and patches, and descent.

The interpreter hands all tables over at two places only, ``anneal`` and ``_scan``: to take them
apart is compiled into each such place, and takes the compiler longer than the walk itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairing.solvers.compiled import compiled, entry, inlined
from pairing.solvers.seating.search.kernel import (
    State,
    Tables,
    count_change,
    count_slack,
    new_state,
    recount_all,
    settle,
    shift,
)
from pairing.solvers.seating.search.links import patch_gain, swap_gain
from pairing.solvers.seating.search.packing import weighed
from pairing.solvers.seating.search.patches import draw_patch
from pairing.solvers.xorshift import two_below, uniform
from pairing.terms.seating import IntArray

__all__ = ["all_changes", "anneal", "descend", "fill", "filled_state", "sample_changes"]

_NEVER = 30.0
"""So many temperatures down no move is taken: its odds are 1 to 10^13."""

_FILL, _SAMPLE, _DESCEND, _ALL = range(4)
"""What ``_scan`` does."""
_NO_CHANGES = np.zeros((0, 0), dtype=np.int64)
_NO_RANDOM = np.zeros(1, dtype=np.uint64)


@entry
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

    Most moves swap two seats; a share of ``patches`` swap two patches. ``state`` and its
    packed ``value`` are moved along; ``best`` (person on each seat) and ``best_value`` keep
    the best seen. A violation weighs ``penalty`` points of score. Returns (value, best_value).

    Few moves are taken, so what matters is to refuse the rest early: the links' part of a
    change is looked up first, and decides where the counts have too little left to gain.
    """
    at, here, there = state.at, state.here, state.there
    seats = len(at)
    cooling = (cold / hot) ** (1.0 / max(1, steps))
    temperature = hot
    slack = count_slack(tables, state)
    for _ in range(steps):
        temperature *= cooling
        p, q = two_below(source, seats)
        if at[p] >= students and at[q] >= students:
            continue
        count = 1
        here[0], there[0] = p, q
        if uniform(source) < patches:
            count = draw_patch(tables.patches, source, p, q, here, there)
        if count == 1:
            change = swap_gain(tables.links, state.gains, at, p, q)
        else:
            change = patch_gain(tables.links, state.gains, at, here, there, count)
        optimistic_delta = weighed(change + slack, penalty)
        if optimistic_delta < -_NEVER * temperature:
            continue
        least = temperature * np.log(uniform(source))
        if optimistic_delta < least:
            continue
        # A patch goes swap by swap, and the last of them only if the whole is taken.
        for number in range(count):
            change += count_change(tables, state, here[number], there[number])
            if number + 1 < count:
                shift(tables, state, here[number], there[number])
        if weighed(change, penalty) < least:
            for number in range(count - 2, -1, -1):
                shift(tables, state, here[number], there[number])
            continue
        _stay(tables, state, count)
        slack = count_slack(tables, state)
        value += change
        if value > best_value:
            for seat in range(seats):
                best[seat] = at[seat]
            best_value = value
    return value, best_value


@inlined
def _stay(tables: Any, state: Any, count: int) -> None:
    """Make the last of ``count`` swaps of a move too, and settle there."""
    shift(tables, state, state.here[count - 1], state.there[count - 1])
    for number in range(count):
        settle(tables, state, state.here[number], state.there[number])


@compiled
def _change(tables: Any, state: Any, p: Any, q: Any) -> Any:
    """Change of the packed value if seats p and q swap; leaves them as the move at hand."""
    state.here[0], state.there[0] = p, q
    change = swap_gain(tables.links, state.gains, state.at, p, q)
    return change + count_change(tables, state, p, q)


@entry
def _scan(
    task: int, tables: Any, students: int, state: Any, value: int, source: Any, count: int, out: Any
) -> tuple[int, float]:
    """One of four walks over swaps; they share their code, and so its time to compile."""
    at = state.at
    seats = len(at)
    if task == _FILL:
        recount_all(tables, state)
        return value, 0.0
    total, found = 0.0, 0
    improved = True
    while improved:
        improved = False
        for number in range(count if task == _SAMPLE else seats * seats):
            if task == _SAMPLE:
                p, q = two_below(source, seats)
            else:
                p, q = np.uint32(number // seats), np.uint32(number % seats)
                if p >= q or (task == _DESCEND and at[p] >= students and at[q] >= students):
                    continue
            change = _change(tables, state, p, q)
            if task == _SAMPLE:
                size = abs(weighed(change, 0.0))
                if size != 0:
                    total += size
                    found += 1
            elif task == _ALL:
                out[p, q] = out[q, p] = change
            elif change > 0:
                _stay(tables, state, 1)
                value += change
                improved = True
    return value, total / max(1, found)


def fill(tables: Tables, state: State) -> None:
    """Count everything that ``state`` keeps from who stands where."""
    _scan(_FILL, tables, 0, state, 0, _NO_RANDOM, 0, _NO_CHANGES)


def filled_state(tables: Tables, seat_of: IntArray) -> State:
    """A state in which student s sits on ``seat_of[s]``; the rest are empty places."""
    state = new_state(tables, seat_of)
    fill(tables, state)
    return state


def sample_changes(tables: Tables, state: State, source: NDArray[np.uint64], count: int) -> float:
    """Mean size of the change in score of ``count`` random swaps that change it."""
    return _scan(_SAMPLE, tables, 0, state, 0, source, count, _NO_CHANGES)[1]


def descend(tables: Tables, students: int, state: State, value: int) -> int:
    """Take swaps that raise the packed value while any does; returns the value reached."""
    return _scan(_DESCEND, tables, students, state, value, _NO_RANDOM, 0, _NO_CHANGES)[0]


def all_changes(tables: Tables, state: State, changes: IntArray) -> None:
    """Write into ``changes[p, q]`` what each swap of seats p and q would change, packed."""
    _scan(_ALL, tables, 0, state, 0, _NO_RANDOM, 0, changes)
