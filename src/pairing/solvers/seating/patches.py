"""Patches: seats around two seats that are close to them alike, swapped all at once.

A student and those around can so move house together, which single swaps can do only by
way of worse seatings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pairing.solvers.seating.compiled import compiled
from pairing.solvers.seating.xorshift import below
from pairing.terms.seating import IntArray

__all__ = ["MOST_SEATS", "Patches", "draw_patch", "lay_out_patches"]

_Int32: TypeAlias = NDArray[np.int32]

_TRIES = 5
"""A patch tries to grow so often, at most."""

MOST_SEATS = _TRIES + 1
"""No patch is larger."""

_LOCAL = 8
"""A closeness with no more neighbours a seat than this makes patches."""


class Patches(NamedTuple):
    """The seats just around a seat: those of seat p are ``first[p]`` to ``first[p + 1]``."""

    first: _Int32  # (m seats + 1,)
    seat: _Int32
    way: _Int32  # how they are close: equal ways are alike


def lay_out_patches(closenesses: Sequence[IntArray], seats: int) -> Patches:
    """The seats that are close to a seat in ways that few are, and in which of them."""
    local = {
        closeness.tobytes(): closeness
        for closeness in closenesses
        if np.count_nonzero(closeness) <= _LOCAL * seats
    }
    if not local:
        empty = np.zeros(0, dtype=np.int32)
        return Patches(np.zeros(seats + 1, dtype=np.int32), empty, empty)
    profile = np.stack(list(local.values()), axis=-1)
    _, way_of = np.unique(profile.reshape(-1, len(local)), axis=0, return_inverse=True)
    places = np.argwhere(profile.any(axis=-1))
    first = np.searchsorted(places[:, 0], np.arange(seats + 1)).astype(np.int32)
    ways = way_of.reshape(seats, seats)[places[:, 0], places[:, 1]]
    return Patches(first, places[:, 1].astype(np.int32), ways.astype(np.int32))


@compiled
def draw_patch(patches: Any, source: Any, p: int, q: int, ps: Any, qs: Any) -> int:
    """Fill ``ps`` and ``qs`` with p, q and some seats alike around each.

    A patch grows by a seat next to any of its own, where the other patch has one next to
    its own in the same way. Returns how many seats each has; all of both are different.
    """
    ps[0], qs[0] = p, q
    count = 1
    for _ in range(1 + below(source, _TRIES)):
        member = below(source, count)
        first_p, first_q = patches.first[ps[member]], patches.first[qs[member]]
        around_p = patches.first[ps[member] + 1] - first_p
        around_q = patches.first[qs[member] + 1] - first_q
        if around_p == 0 or around_q == 0:
            continue
        entry = first_p + below(source, around_p)
        r, s = patches.seat[entry], -1
        other = below(source, around_q)
        for _turn in range(around_q):
            if patches.way[first_q + other] == patches.way[entry]:
                s = patches.seat[first_q + other]
                break
            other += 1
            if other == around_q:
                other = 0
        fresh = s >= 0 and r != s
        for number in range(count):
            if r == ps[number] or r == qs[number] or s == ps[number] or s == qs[number]:
                fresh = False
        if fresh:
            ps[count], qs[count] = r, s
            count += 1
    return count
