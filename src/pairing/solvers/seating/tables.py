"""Terms of seating laid out as flat arrays, the only thing the compiled search reads.

Empty seats become people without wishes, so that a seating is a permutation and every
move is a swap of two seats.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pairing.terms.seating import (
    Coverage,
    IntArray,
    Pairwise,
    SeatingProblem,
    Unary,
    ZoneSum,
)

__all__ = ["Tables", "lay_out"]


class Tables(NamedTuple):
    """Arrays over m people (students, then empty places) and m seats.

    The last axis of every ``*_value`` is (violations, score). Closeness ``kind``s are
    kept as neighbour lists: the seats close to seat p in kind k are
    ``near[k, p, :near_count[k, p]]``.
    """

    unary: IntArray  # (m people, m seats, 2)
    weight: IntArray  # (kinds, m people, m people, 2), what a feels of b
    dense: IntArray  # (kinds, m seats, m seats)
    near: NDArray[np.int32]  # (kinds, m seats, most neighbours)
    near_count: NDArray[np.int32]  # (kinds, m seats)
    cover_student: NDArray[np.int32]  # (coverages,)
    cover_kind: NDArray[np.int32]
    cover_want: NDArray[np.int32]
    cover_value: IntArray  # (coverages, 2), for each helper near up to those wanted
    helper: NDArray[np.int8]  # (coverages, m people)
    cover_first: NDArray[np.int32]  # (m people + 1,): coverages of s are first[s]..first[s+1]
    has_cover: NDArray[np.bool_]  # (kinds,)
    zone: NDArray[np.int8]  # (zones, m seats)
    zone_amount: IntArray  # (zones, m people)
    zone_limits: IntArray  # (zones, 2)
    zone_value: IntArray  # (zones, 2), for each unit outside the limits


class _Kinds:
    """The different closeness matrices of a problem, each with the weights on it."""

    def __init__(self, seats: int) -> None:
        self.seats = seats
        self.dense: list[IntArray] = []
        self.weight: list[IntArray] = []
        self._known: dict[bytes, int] = {}

    def number(self, closeness: IntArray) -> int:
        key = closeness.tobytes()
        if key not in self._known:
            self._known[key] = len(self.dense)
            self.dense.append(closeness)
            self.weight.append(np.zeros((self.seats, self.seats, 2), dtype=np.int64))
        return self._known[key]

    def add(self, term: Pairwise) -> None:
        size = len(term.weights)
        symmetric = np.array_equal(term.closeness, term.closeness.T)
        felt = term.weights + term.weights.T if symmetric else term.weights
        side = 0 if term.hard else 1
        self.weight[self.number(term.closeness)][:size, :size, side] += felt
        if not symmetric:
            # What b feels of a is the same product read from the other end.
            back = np.ascontiguousarray(term.closeness.T)
            self.weight[self.number(back)][:size, :size, side] += term.weights.T


def lay_out(problem: SeatingProblem) -> Tables:
    """The problem's terms as arrays."""
    seats = problem.seats
    kinds = _Kinds(seats)
    unary = np.zeros((seats, seats, 2), dtype=np.int64)
    covers: list[Coverage] = []
    zones: list[ZoneSum] = []
    for term in problem.terms:
        match term:
            case Unary():
                unary[: problem.students, :, 0 if term.hard else 1] += term.values
            case Pairwise():
                kinds.add(term)
            case Coverage():
                kinds.number(term.closeness)
                covers.append(term)
            case ZoneSum():
                zones.append(term)
    covers.sort(key=lambda term: term.student)
    if not kinds.dense:
        kinds.number(np.zeros((seats, seats), dtype=np.int64))
    dense = np.stack(kinds.dense)
    near, near_count = _neighbours(dense)
    cover_kind = np.array([kinds.number(term.closeness) for term in covers], dtype=np.int32)
    has_cover = np.zeros(len(dense), dtype=bool)
    has_cover[cover_kind] = True
    return Tables(
        unary=unary,
        weight=np.stack(kinds.weight),
        dense=dense,
        near=near,
        near_count=near_count,
        cover_student=np.array([term.student for term in covers], dtype=np.int32),
        cover_kind=cover_kind,
        cover_want=np.array([term.want for term in covers], dtype=np.int32),
        cover_value=_values([(-1, 0) if term.hard else (0, term.value) for term in covers]),
        helper=_padded([term.helpers for term in covers], seats).astype(np.int8),
        cover_first=np.searchsorted([term.student for term in covers], np.arange(seats + 1)).astype(
            np.int32
        ),
        has_cover=has_cover,
        zone=_padded([term.zone for term in zones], seats).astype(np.int8),
        zone_amount=_padded([term.amounts for term in zones], seats),
        zone_limits=_values([(term.low, term.high) for term in zones]),
        zone_value=_values([(1, 0) if term.hard else (0, -term.value) for term in zones]),
    )


def _values(rows: list[tuple[int, int]]) -> IntArray:
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def _padded(rows: list[NDArray[np.int64]] | list[NDArray[np.bool_]], width: int) -> IntArray:
    table = np.zeros((len(rows), width), dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table


def _neighbours(dense: IntArray) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    count = (dense != 0).sum(axis=2).astype(np.int32)
    near = np.zeros((*count.shape, max(1, int(count.max(initial=0)))), dtype=np.int32)
    for kind, seat in np.ndindex(count.shape):
        found = np.flatnonzero(dense[kind, seat])
        near[kind, seat, : len(found)] = found
    return near, count
