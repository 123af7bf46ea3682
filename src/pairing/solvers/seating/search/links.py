"""Unary and pairwise terms for the compiled search: what a person brings on each seat.

The table of gains holds, for every person and seat, what the person would bring there
while all others stay. The change of a swap is then four look-ups, and only a swap that is
taken costs an update of the table.

A pairwise term is kept in the form that is cheaper to update: by the neighbours of a seat
where many people feel something for many (``near``), by the partners of a person where
few do (``tied``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pairing.solvers.compiled import Index, compiled, inlined
from pairing.solvers.seating.search.packing import unit
from pairing.solvers.seating.search.patches import MOST_SEATS
from pairing.terms.seating import IntArray, Pairwise, Unary

__all__ = [
    "Links",
    "commit",
    "felt_kinds",
    "fill_gains",
    "lay_out_links",
    "patch_gain",
    "swap_gain",
]

_Kind: TypeAlias = tuple[IntArray, IntArray]
"""A closeness (seats, seats) and the packed weights on it (people, people)."""

_LATER, _EARLIER = (np.array(side, dtype=np.uint32) for side in np.tril_indices(MOST_SEATS, -1))
"""All pairs of a patch's seats, those of the first few seats first."""

_MOST_FLOW = 8_000_000
"""With more numbers than this for the ways of being close, people's ties are walked instead."""


class Links(NamedTuple):
    """Arrays over m people and m seats; values are packed.

    Lists of lists are kept flat: those of i are ``first[i]`` to ``first[i + 1]``.
    """

    unary: IntArray  # (m people, m seats)
    flow: IntArray  # (ways, m people, m people): what it is worth that two sit close in a way
    way: Index  # (m seats, m seats): how two seats are close; the way 0 is worth nothing
    near_first: Index  # (m seats + 1,)
    near_seat: Index  # the seats close to a seat
    tie: NDArray[np.int32]  # (m people, m people): the first tie of one to another, or -1
    circle: NDArray[np.uint64]  # (m people,): the bits of all to whom a person is tied
    tied_first: Index  # (m people + 1,)
    tied_other: Index  # whom a person is tied to ...
    tied_kind: Index  # ... by which closeness ...
    tied_weight: IntArray  # ... and what that is worth
    closeness: IntArray  # (kinds, m seats, m seats), for ties


def felt_kinds(terms: Iterable[Pairwise], people: int) -> list[_Kind]:
    """Pairwise terms by closeness, their packed weights added up and padded to all people."""
    kinds: dict[bytes, _Kind] = {}
    for term in terms:
        key = term.closeness.tobytes()
        if key not in kinds:
            # Nobody sits close to themselves, whatever stands there.
            closeness = np.where(np.eye(len(term.closeness), dtype=bool), 0, term.closeness)
            kinds[key] = (closeness, np.zeros((people, people), dtype=np.int64))
        size = len(term.weights)
        kinds[key][1][:size, :size] += unit(term.hard, 1) * term.weights
    return [kind for kind in kinds.values() if kind[0].any() and kind[1].any()]


def lay_out_links(unary: Iterable[Unary], pairs: Iterable[Pairwise], seats: int) -> Links:
    """The terms as arrays; places that stay empty are people without wishes."""
    alone = np.zeros((seats, seats), dtype=np.int64)
    for term in unary:
        alone[: len(term.values)] += unit(term.hard, 1) * term.values
    dense: list[_Kind] = []
    sparse: list[_Kind] = []
    for kind in felt_kinds(pairs, seats):
        neighbours, partners = (np.count_nonzero(part | part.T) for part in kind)
        (sparse if partners < neighbours else dense).append(kind)
    by_seat = _by_neighbours(dense, seats)
    if by_seat is None:
        by_seat, sparse = _by_neighbours([], seats), [*dense, *sparse]
        assert by_seat is not None
    return Links(alone, *by_seat, *_by_partners(sparse, seats))


def _by_neighbours(
    kinds: Sequence[_Kind], seats: int
) -> tuple[IntArray, Index, Index, Index] | None:
    """``flow``, ``way`` and ``near``, or None where there are too many ways."""
    if not kinds:
        nothing = np.zeros((seats, seats), dtype=np.int64)
        first = np.zeros(seats + 1, dtype=np.uint32)
        return nothing[None], nothing.astype(np.uint32), first, np.zeros(0, dtype=np.uint32)
    # Both directions at once: how close p is to q, and q to p.
    sides = [way for closeness, _ in kinds for way in (closeness, closeness.T)]
    weights = [side for _, weight in kinds for side in (weight, weight.T)]
    both = np.stack(sides, axis=-1)
    profiles, way_of = np.unique(both.reshape(-1, both.shape[-1]), axis=0, return_inverse=True)
    if len(profiles) * seats**2 > _MOST_FLOW:
        return None
    # The diagonal is a profile of nothing; it shall be the first.
    none = int(np.flatnonzero(~profiles.any(axis=1))[0])
    order = np.argsort(np.arange(len(profiles)) != none, kind="stable")
    way = np.argsort(order)[way_of.reshape(seats, seats)].astype(np.uint32)
    flow = np.einsum("pk,kab->pab", profiles[order], np.stack(weights))
    near = np.argwhere(way)
    first = np.searchsorted(near[:, 0], np.arange(seats + 1)).astype(np.uint32)
    return np.ascontiguousarray(flow), way, first, near[:, 1].astype(np.uint32)


def _by_partners(kinds: Sequence[_Kind], seats: int) -> tuple[Any, ...]:
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
    first = np.searchsorted(columns[:, 0], np.arange(seats + 1)).astype(np.uint32)
    other, kind = (columns[:, number].astype(np.uint32) for number in (1, 2))
    tie = np.full((seats, seats), -1, dtype=np.int32)
    pairs, firsts = np.unique(columns[:, :2], axis=0, return_index=True)
    tie[pairs[:, 0], pairs[:, 1]] = firsts
    circle = np.zeros(seats, dtype=np.uint64)
    np.bitwise_or.at(circle, pairs[:, 0], np.uint64(1) << (pairs[:, 1] % 64).astype(np.uint64))
    stacked = np.stack(matrices) if matrices else np.zeros((0, seats, seats), dtype=np.int64)
    return tie, circle, first, other, kind, columns[:, 3].copy(), np.ascontiguousarray(stacked)


@inlined
def fill_gains(links: Any, at: Any, gains: Any) -> None:
    """Compute ``gains[seat, person]`` from the person ``at`` each seat."""
    seats = len(at)
    for seat in range(seats):
        for person in range(seats):
            gains[seat, person] = links.unary[person, seat]
    for seat in range(seats):
        person = at[seat]
        for entry in range(links.near_first[seat], links.near_first[seat + 1]):
            other = links.near_seat[entry]
            for who in range(seats):
                gains[other, who] += links.flow[links.way[seat, other], person, who]
        for entry in range(links.tied_first[person], links.tied_first[person + 1]):
            kind, weight = links.tied_kind[entry], links.tied_weight[entry]
            for there in range(seats):
                closeness = links.closeness[kind, seat, there]
                gains[there, links.tied_other[entry]] += weight * closeness


@inlined
def _between(links: Any, a: int, p: int, b: int, q: int) -> Any:
    """What a on p and b on q are worth to each other there, and what they are if they swap.

    Each one's own gain takes the other for still sitting where it goes to; this sets it right.
    """
    value = 0
    if links.way[p, q] != 0:
        value = links.flow[links.way[p, q], a, b] + links.flow[links.way[q, p], a, b]
    entry = links.tie[a, b]
    if entry >= 0:
        while entry < links.tied_first[a + 1] and links.tied_other[entry] == b:
            closeness = links.closeness[links.tied_kind[entry]]
            value += links.tied_weight[entry] * (closeness[p, q] + closeness[q, p])
            entry += 1
    return value


@inlined
def _turned(links: Any, a: int, b: int, p: int, q: int, r: int, s: int) -> Any:
    """What a and b gain if a goes from p to q and b from r to s, beyond each one's own gain."""
    value = 0
    entry = links.tie[a, b]
    if entry >= 0:
        while entry < links.tied_first[a + 1] and links.tied_other[entry] == b:
            closeness = links.closeness[links.tied_kind[entry]]
            both = closeness[p, r] + closeness[q, s] - closeness[p, s] - closeness[q, r]
            value += links.tied_weight[entry] * both
            entry += 1
    return value


@inlined
def swap_gain(links: Any, gains: Any, at: Any, p: int, q: int) -> Any:
    """Change of the packed value by these terms if seats p and q swap what stands on them."""
    a, b = at[p], at[q]
    change = gains[q, a] + gains[p, b] - gains[p, a] - gains[q, b]
    return change + _between(links, a, p, b, q)


@inlined
def _bit(person: Any) -> Any:
    """A person's bit; beyond 64 people some share one, so that it may say too much, never less."""
    return np.uint64(1) << np.uint64(person & 63)


@inlined
def _tied(links: Any, at: Any, ps: Any, qs: Any, count: int) -> Any:
    """Whether any two of those on two patches may be tied to each other."""
    all_of = np.uint64(0)
    wanted = np.uint64(0)
    for i in range(count):
        a, b = at[ps[i]], at[qs[i]]
        all_of |= _bit(a) | _bit(b)
        wanted |= links.circle[a] | links.circle[b]
    return all_of & wanted != 0


@compiled
def _ties_of_patches(links: Any, at: Any, ps: Any, qs: Any, count: int) -> Any:
    """What those who are tied and both move gain beyond each one's own gain."""
    change = 0
    for i in range(count):
        p, q = ps[i], qs[i]
        a, b = at[p], at[q]
        for j in range(i):
            r, s = ps[j], qs[j]
            c, d = at[r], at[s]
            # Each of the two here with each of the two there.
            for number in range(4):
                who, out, to = (a, p, q) if number < 2 else (b, q, p)
                other, off, on = (c, r, s) if number % 2 == 0 else (d, s, r)
                change += _turned(links, who, other, out, to, off, on)
    return change


@inlined
def patch_gain(links: Any, gains: Any, at: Any, ps: Any, qs: Any, count: int) -> Any:
    """Change of the packed value by these terms if each ``ps[i]`` swaps with ``qs[i]``.

    The seats are all different. Each person's own change as if all others stayed is right
    but for the pairs of which both move.
    """
    change = 0
    for i in range(count):
        change += swap_gain(links, gains, at, ps[i], qs[i])
    flow = links.flow
    # One loop over all pairs: the ends of inner loops are hard to foretell, and so are slow.
    for number in range(count * (count - 1) // 2):
        i, j = _LATER[number], _EARLIER[number]
        p, q, r, s = ps[i], qs[i], ps[j], qs[j]
        a, b, c, d = at[p], at[q], at[r], at[s]
        pr, qs_, ps_, qr = links.way[p, r], links.way[q, s], links.way[p, s], links.way[q, r]
        change += flow[pr, a, c] + flow[qs_, a, c] - flow[pr, a, d] - flow[qs_, a, d]
        change += flow[pr, b, d] + flow[qs_, b, d] - flow[pr, b, c] - flow[qs_, b, c]
        # Patches that touch each other are rare.
        if ps_ + qr > 0:
            change += flow[ps_, a, d] + flow[qr, a, d] - flow[ps_, a, c] - flow[qr, a, c]
            change += flow[ps_, b, c] + flow[qr, b, c] - flow[ps_, b, d] - flow[qr, b, d]
    if _tied(links, at, ps, qs, count):
        change += _ties_of_patches(links, at, ps, qs, count)
    return change


@compiled
def commit(links: Any, gains: Any, p: int, q: int, a: int, b: int) -> None:
    """Keep ``gains`` right after a has gone from p to q and b from q to p.

    The changes of several swaps of different seats add up, in any order.
    """
    for side in range(2):
        seat, far = (p, q) if side == 0 else (q, p)
        goes, comes = (a, b) if side == 0 else (b, a)
        for entry in range(links.near_first[seat], links.near_first[seat + 1]):
            other = links.near_seat[entry]
            flow = links.flow[links.way[seat, other]]
            for person in range(len(gains)):
                gains[other, person] += flow[comes, person] - flow[goes, person]
        for entry in range(links.tied_first[goes], links.tied_first[goes + 1]):
            closeness = links.closeness[links.tied_kind[entry]]
            weight, partner = links.tied_weight[entry], links.tied_other[entry]
            for there in range(len(gains)):
                gains[there, partner] += weight * (closeness[far, there] - closeness[seat, there])
