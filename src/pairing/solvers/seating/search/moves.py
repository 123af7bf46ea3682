"""Compiled walks over seatings: cooling by swaps and patches, and descent."""

from __future__ import annotations

from typing import Any

import numpy as np

from pairing.solvers.seating.search.compiled import compiled
from pairing.solvers.seating.search.kernel import count_change, room, settle, shift
from pairing.solvers.seating.search.links import patch_worth, swap_worth
from pairing.solvers.seating.search.packing import weigh
from pairing.solvers.seating.search.patches import draw_patch
from pairing.solvers.seating.search.xorshift import two_below, uniform

__all__ = ["all_changes", "anneal", "descend", "sample_changes"]

_NEVER = 30.0
"""So many temperatures down no move is taken: its odds are 1 to 10^13."""


@compiled
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
    most = room(tables, state)
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
            change = swap_worth(tables.links, state.worth, at, p, q)
        else:
            change = patch_worth(tables.links, state.worth, at, here, there, count)
        hope = weigh(change + most, penalty)
        if hope < -_NEVER * temperature:
            continue
        least = temperature * np.log(uniform(source))
        if hope < least:
            continue
        if count > 1:
            change += _go(tables, state, count - 1)
        change += count_change(tables, state, here[count - 1], there[count - 1])
        if weigh(change, penalty) < least:
            if count > 1:
                _go_back(tables, state, count - 1)
            continue
        _stay(tables, state, count)
        most = room(tables, state)
        value += change
        if value > best_value:
            for seat in range(seats):
                best[seat] = at[seat]
            best_value = value
    return value, best_value


@compiled
def _count_change(tables: Any, state: Any, p: int, q: int) -> Any:
    """``count_change`` as a call, compiled once, for where speed matters less."""
    return count_change(tables, state, p, q)


@compiled
def _go(tables: Any, state: Any, count: int) -> Any:
    """Make the first ``count`` swaps of a move; returns what they change by counts."""
    change = 0
    for number in range(count):
        change += _count_change(tables, state, state.here[number], state.there[number])
        shift(tables, state, state.here[number], state.there[number])
    return change


@compiled
def _go_back(tables: Any, state: Any, count: int) -> None:
    """Undo the first ``count`` swaps of a move."""
    for number in range(count - 1, -1, -1):
        shift(tables, state, state.here[number], state.there[number])


@compiled
def _stay(tables: Any, state: Any, count: int) -> None:
    """Make the last of ``count`` swaps of a move too, and settle there."""
    shift(tables, state, state.here[count - 1], state.there[count - 1])
    for number in range(count):
        settle(tables, state, state.here[number], state.there[number])


@compiled
def _change(tables: Any, state: Any, p: Any, q: Any) -> Any:
    """Change of the packed value if seats p and q swap; leaves them as the move at hand."""
    state.here[0], state.there[0] = p, q
    change = swap_worth(tables.links, state.worth, state.at, p, q)
    return change + _count_change(tables, state, p, q)


@compiled
def descend(tables: Any, students: int, state: Any, value: int) -> int:
    """Take swaps that raise the packed value while any does; returns the value reached."""
    seats = len(state.at)
    improved = True
    while improved:
        improved = False
        for p in range(seats):
            for q in range(p + 1, seats):
                if state.at[p] >= students and state.at[q] >= students:
                    continue
                change = _change(tables, state, np.uint32(p), np.uint32(q))
                if change > 0:
                    _stay(tables, state, 1)
                    value += change
                    improved = True
    return value


@compiled
def all_changes(tables: Any, state: Any, changes: Any) -> None:
    """Write into ``changes[p, q]`` what each swap of seats p and q would change, packed."""
    seats = len(state.at)
    for p in range(seats):
        for q in range(p + 1, seats):
            changes[p, q] = changes[q, p] = _change(tables, state, np.uint32(p), np.uint32(q))


@compiled
def sample_changes(tables: Any, state: Any, source: Any, count: int) -> float:
    """Mean size of the change in score of ``count`` random swaps that change it."""
    seats = len(state.at)
    total, found = 0.0, 0
    for _ in range(count):
        p, q = two_below(source, seats)
        size = abs(weigh(_change(tables, state, p, q), 0.0))
        if size != 0:
            total += size
            found += 1
    return total / max(1, found)
