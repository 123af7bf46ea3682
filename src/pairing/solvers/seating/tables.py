"""Terms of seating laid out as flat arrays, the only thing the compiled search reads.

Empty seats become people without wishes, so that a seating is a permutation and every
move is a swap of two seats. Violations and score are packed into one number, score
minus ``VIOLATION`` for each violation: the larger number is the better seating, and one
addition moves both.

A pairwise term is kept in the form that is cheaper to walk: by the neighbours of a seat
where many students feel something for many (``near``), by the partners of a student
where few do (``partner``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pairing.terms.seating import (
    Budget,
    Coverage,
    IntArray,
    Pairwise,
    SeatingProblem,
    Tally,
    Unary,
    ZoneSum,
)

__all__ = ["VIOLATION", "Tables", "felt_kinds", "lay_out", "pack", "unpack"]

VIOLATION = 1 << 40
"""What a violation weighs in a packed value; no score comes near the half of it."""

_MOST_PROFILES = 32
"""With more ways of being close than this, they are walked one by one."""

_PATCH = 8
"""A closeness with no more neighbours a seat than this makes patches."""

_Int32: TypeAlias = NDArray[np.int32]
_Kind: TypeAlias = tuple[IntArray, IntArray]
"""A closeness (seats, seats) and the packed weights on it (people, people)."""


class Tables(NamedTuple):
    """Arrays over m people (students, then empty places) and m seats; values are packed.

    Lists of lists are kept flat: those of i are ``first[i]`` to ``first[i + 1]``.
    """

    unary: IntArray  # (m people, m seats)
    flow: IntArray  # (ways, m people, m people): what it is worth that two sit close in a way
    near_first: _Int32  # (m seats + 1,)
    near_seat: _Int32  # the seats close to a seat ...
    near_way: _Int32  # ... in which way ...
    near_times: IntArray  # ... and how strongly
    partner_first: _Int32  # (m people + 1,)
    partner_other: _Int32  # whom a person is tied to ...
    partner_kind: _Int32  # ... by which closeness ...
    partner_weight: IntArray  # ... and what that is worth
    closeness: IntArray  # (kinds, m seats, m seats), for partners
    cover_first: _Int32  # (m people + 1,): coverages by student
    cover_kind: _Int32  # (coverages,)
    cover_want: _Int32
    cover_most: _Int32
    cover_gain: IntArray  # for each helper near up to those wanted, lost for each too many
    helper: NDArray[np.int8]  # (coverages, m people)
    helps: NDArray[np.uint64]  # (m people, words): the coverages a person is a helper of
    wants: NDArray[np.uint64]  # (m people, words): the coverages that are a person's own
    cover_near: NDArray[np.int8]  # (cover kinds, m seats, m seats)
    reach_first: _Int32  # (cover kinds, m seats + 1): seats where a seat's helpers sit
    reach_seat: _Int32
    from_first: _Int32  # (cover kinds, m seats + 1): seats whose helpers a seat is one of
    from_seat: _Int32
    zone: NDArray[np.int8]  # (zones, m seats)
    zone_amount: IntArray  # (zones, m people)
    zone_limits: IntArray  # (zones, 2)
    zone_value: IntArray  # (zones,), for each unit outside the limits
    seat_zones_first: _Int32  # (m seats + 1,)
    seat_zones: _Int32
    patch_first: _Int32  # (m seats + 1,)
    patch_seat: _Int32  # the seats just around a seat, for moves of several people at once ...
    patch_way: _Int32  # ... and how they are close: equal ways are alike
    budget: IntArray  # (budgets, m people, m seats)
    budget_most: IntArray
    budget_value: IntArray  # (budgets,), for each unit beyond


def pack(tally: Tally) -> int:
    """A tally as one number."""
    return tally.score - VIOLATION * tally.violations


def unpack(value: int) -> Tally:
    """The tally that a packed number stands for."""
    violations = -((value + VIOLATION // 2) // VIOLATION)
    return Tally(violations, value + VIOLATION * violations)


def _unit(hard: bool, value: int) -> int:
    return -VIOLATION if hard else value


def felt_kinds(terms: Iterable[Pairwise], people: int) -> list[_Kind]:
    """Pairwise terms by closeness, their packed weights added up and padded to all people."""
    kinds: dict[bytes, _Kind] = {}
    for term in terms:
        key = term.closeness.tobytes()
        if key not in kinds:
            kinds[key] = (term.closeness, np.zeros((people, people), dtype=np.int64))
        size = len(term.weights)
        kinds[key][1][:size, :size] += _unit(term.hard, 1) * term.weights
    return [kind for kind in kinds.values() if kind[0].any() and kind[1].any()]


def lay_out(problem: SeatingProblem) -> Tables:
    """The problem's terms as arrays."""
    seats = problem.seats
    unary = np.zeros((seats, seats), dtype=np.int64)
    pairs: list[Pairwise] = []
    covers: list[Coverage] = []
    zones: list[ZoneSum] = []
    budgets: list[Budget] = []
    for term in problem.terms:
        match term:
            case Unary():
                unary[: problem.students] += _unit(term.hard, 1) * term.values
            case Pairwise():
                pairs.append(term)
            case Coverage():
                covers.append(term)
            case ZoneSum():
                zones.append(term)
            case Budget():
                budgets.append(term)
    dense: list[_Kind] = []
    sparse: list[_Kind] = []
    for kind in felt_kinds(pairs, seats):
        neighbours, partners = (np.count_nonzero(part | part.T) for part in kind)
        (sparse if partners < neighbours else dense).append(kind)
    return Tables(
        unary,
        *_by_neighbours(dense, seats),
        *_by_partners(sparse, seats),
        *_covers(covers, seats),
        *_zones(zones, seats),
        *_patches([kind[0] for kind in dense] + [term.closeness for term in covers], seats),
        *_budgets(budgets, seats),
    )


def _flat(lists: Sequence[Sequence[int]]) -> tuple[_Int32, _Int32]:
    """(first, entries) of a list of lists."""
    first = np.zeros(len(lists) + 1, dtype=np.int32)
    np.cumsum([len(own) for own in lists], out=first[1:])
    return first, np.array([entry for own in lists for entry in own], dtype=np.int32)


def _by_neighbours(
    kinds: Sequence[_Kind], seats: int
) -> tuple[IntArray, _Int32, _Int32, _Int32, IntArray]:
    if not kinds:
        empty = np.zeros(0, dtype=np.int32)
        first = np.zeros(seats + 1, dtype=np.int32)
        return np.zeros((0, seats, seats), dtype=np.int64), first, empty, empty, empty.astype(int)
    # Both ways at once: how close p is to q, and q to p.
    both = np.stack([way for closeness, _ in kinds for way in (closeness, closeness.T)], axis=-1)
    weights = [side for _, weight in kinds for side in (weight, weight.T)]
    profiles, way_of = np.unique(both.reshape(-1, both.shape[-1]), axis=0, return_inverse=True)
    way_of = way_of.reshape(seats, seats)
    near = both.any(axis=-1)
    if len(profiles) <= _MOST_PROFILES:
        flow = np.einsum("pk,kab->pab", profiles, np.stack(weights))
        entries = [(p, q, way_of[p, q], 1) for p, q in np.argwhere(near)]
    else:
        flow = np.stack(weights)
        entries = [(p, q, k, both[p, q, k]) for p, q, k in np.argwhere(both)]
    columns = np.array(entries, dtype=np.int64).reshape(-1, 4)
    first = np.searchsorted(columns[:, 0], np.arange(seats + 1)).astype(np.int32)
    seat, way = (columns[:, number].astype(np.int32) for number in (1, 2))
    return np.ascontiguousarray(flow), first, seat, way, columns[:, 3].copy()


def _by_partners(
    kinds: Sequence[_Kind], seats: int
) -> tuple[_Int32, _Int32, _Int32, IntArray, IntArray]:
    entries: list[tuple[int, int, int, int]] = []
    matrices: list[IntArray] = []
    for closeness, weight in kinds:
        if np.array_equal(closeness, closeness.T):
            sides = [(closeness, weight + weight.T)]
        else:
            # What b feels of a is the same product read from the other end.
            sides = [(closeness, weight), (closeness.T, weight.T)]
        for matrix, felt in sides:
            number = len(matrices)
            matrices.append(matrix)
            entries += [(a, b, number, felt[a, b]) for a, b in np.argwhere(felt)]
    columns = np.array(sorted(entries), dtype=np.int64).reshape(-1, 4)
    first = np.searchsorted(columns[:, 0], np.arange(seats + 1)).astype(np.int32)
    other, kind = (columns[:, number].astype(np.int32) for number in (1, 2))
    stacked = np.stack(matrices) if matrices else np.zeros((0, seats, seats), dtype=np.int64)
    return first, other, kind, columns[:, 3].copy(), np.ascontiguousarray(stacked)


def _covers(covers: Sequence[Coverage], seats: int) -> tuple[Any, ...]:
    ordered = sorted(covers, key=lambda term: term.student)
    kinds = list({term.closeness.tobytes(): term.closeness > 0 for term in ordered}.values())
    numbers = {
        key: number
        for number, key in enumerate(dict.fromkeys(term.closeness.tobytes() for term in ordered))
    }
    near = np.stack(kinds) if kinds else np.zeros((0, seats, seats), dtype=bool)
    helper = _padded([term.helpers for term in ordered], seats)
    students = [term.student for term in ordered]
    gain = [term.value if not term.hard else VIOLATION for term in ordered]

    def int32(values: Iterable[int]) -> _Int32:
        return np.array(list(values), dtype=np.int32)

    return (
        np.searchsorted(students, np.arange(seats + 1)).astype(np.int32),
        int32(numbers[term.closeness.tobytes()] for term in ordered),
        int32(term.want for term in ordered),
        int32(term.most for term in ordered),
        np.array(gain, dtype=np.int64),
        helper.astype(np.int8),
        _bits(helper.T > 0),
        _bits(np.equal.outer(np.arange(seats), np.array(students, dtype=np.int64))),
        near.astype(np.int8),
        *_flat_rows(near, seats),
        *_flat_rows(near.transpose(0, 2, 1), seats),
    )


def _bits(marks: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Each row of marks as the bits of a few words."""
    words = max(1, -(-marks.shape[1] // 64))
    padded = np.zeros((len(marks), 64 * words), dtype=bool)
    padded[:, : marks.shape[1]] = marks
    return np.packbits(padded, axis=1, bitorder="little").view(np.uint64)


def _flat_rows(near: NDArray[np.bool_], seats: int) -> tuple[_Int32, _Int32]:
    """For each kind and seat the places of its True columns; ``first`` runs on over kinds."""
    first, entries = _flat([np.flatnonzero(row).tolist() for kind in near for row in kind])
    starts = np.zeros((len(near), seats + 1), dtype=np.int32)
    for kind in range(len(near)):
        starts[kind] = first[kind * seats : (kind + 1) * seats + 1]
    return starts, entries


def _zones(zones: Sequence[ZoneSum], seats: int) -> tuple[Any, ...]:
    zone = _padded([term.zone for term in zones], seats).astype(np.int8)
    return (
        zone,
        _padded([term.amounts for term in zones], seats),
        np.array([(term.low, term.high) for term in zones], dtype=np.int64).reshape(-1, 2),
        np.array([_unit(term.hard, -term.value) for term in zones], dtype=np.int64),
        *_flat([np.flatnonzero(zone[:, seat]).tolist() for seat in range(seats)]),
    )


def _patches(closenesses: Sequence[IntArray], seats: int) -> tuple[Any, ...]:
    """The seats that are close to a seat in ways that few are, and in which of them."""
    local = {
        closeness.tobytes(): closeness
        for closeness in closenesses
        if np.count_nonzero(closeness) <= _PATCH * seats
    }
    if not local:
        empty = np.zeros(0, dtype=np.int32)
        return np.zeros(seats + 1, dtype=np.int32), empty, empty
    profile = np.stack(list(local.values()), axis=-1)
    _, way_of = np.unique(profile.reshape(-1, len(local)), axis=0, return_inverse=True)
    places = np.argwhere(profile.any(axis=-1))
    first = np.searchsorted(places[:, 0], np.arange(seats + 1)).astype(np.int32)
    ways = way_of.reshape(seats, seats)[places[:, 0], places[:, 1]]
    return first, places[:, 1].astype(np.int32), ways.astype(np.int32)


def _budgets(budgets: Sequence[Budget], seats: int) -> tuple[Any, ...]:
    values = np.zeros((len(budgets), seats, seats), dtype=np.int64)
    for number, term in enumerate(budgets):
        values[number, : len(term.values)] = term.values
    return (
        values,
        np.array([term.most for term in budgets], dtype=np.int64),
        np.array([_unit(term.hard, -term.value) for term in budgets], dtype=np.int64),
    )


def _padded(
    rows: Sequence[NDArray[np.int64]] | Sequence[NDArray[np.bool_]], width: int
) -> IntArray:
    table = np.zeros((len(rows), width), dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table
