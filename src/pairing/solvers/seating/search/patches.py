"""Patches: seats around two seats that are close to them alike, swapped all at once.

A student and those around can so move house together, which single swaps can do only by
way of worse seatings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from pairing.solvers.compiled import Index, compiled
from pairing.solvers.xorshift import below
from pairing.terms.seating import IntArray

__all__ = ["MOST_SEATS", "Patches", "draw_patch", "lay_out_patches"]

_TRIES = 5
"""A patch tries to grow so often, at most."""

MOST_SEATS = _TRIES + 1
"""No patch is larger."""

_LOCAL = 8
"""A closeness with no more neighbours a seat than this makes patches."""


class Patches(NamedTuple):
    """The seats just around a seat, in the order of how they are close to it.

    Those of seat p are ``first[p, 0]`` to ``first[p, ways]``, those close to it in the way w
    ``first[p, w]`` to ``first[p, w + 1]``.
    """

    first: Index  # (m seats, ways + 1)
    seat: Index
    way: Index  # the way in which the seat is close


def lay_out_patches(closenesses: Sequence[IntArray], seats: int) -> Patches:
    """The seats that are close to a seat in ways that few are, and in which of them."""
    local = {
        closeness.tobytes(): closeness
        for closeness in closenesses
        if np.count_nonzero(closeness) <= _LOCAL * seats
    }
    if not local:
        empty = np.zeros(0, dtype=np.uint32)
        return Patches(np.zeros((seats, 1), dtype=np.uint32), empty, empty)
    profile = np.stack(list(local.values()), axis=-1)
    kinds, way_of = np.unique(profile.reshape(-1, len(local)), axis=0, return_inverse=True)
    way_of = way_of.reshape(seats, seats)
    places = np.argwhere(profile.any(axis=-1))
    ways = way_of[places[:, 0], places[:, 1]]
    order = np.lexsort((ways, places[:, 0]))
    places, ways = places[order], ways[order]
    around = places[:, 0] * len(kinds) + ways
    bounds = np.arange(seats)[:, None] * len(kinds) + np.arange(len(kinds) + 1)
    first = np.searchsorted(around, bounds).astype(np.uint32)
    return Patches(first, places[:, 1].astype(np.uint32), ways.astype(np.uint32))


@compiled
def draw_patch(patches: Any, source: Any, p: int, q: int, ps: Any, qs: Any) -> int:
    """Fill ``ps`` and ``qs`` with p, q and some seats alike around each.

    A patch grows by a seat next to any of its own, where the other patch has one next to
    its own in the same way. Returns how many seats each has; all of both are different.
    """
    ps[0], qs[0] = p, q
    count = 1
    ways = patches.first.shape[1] - 1
    for _ in range(1 + below(source, _TRIES)):
        member = below(source, count)
        first = patches.first[ps[member], 0]
        around = patches.first[ps[member], ways] - first
        if around == 0:
            continue
        entry = first + below(source, around)
        way = patches.way[entry]
        first = patches.first[qs[member], way]
        alike = patches.first[qs[member], way + 1] - first
        if alike == 0:
            continue
        r, s = patches.seat[entry], patches.seat[first + below(source, alike)]
        fresh = r != s
        for number in range(count):
            if r == ps[number] or r == qs[number] or s == ps[number] or s == qs[number]:
                fresh = False
        if fresh:
            ps[count], qs[count] = r, s
            count += 1
    return count
