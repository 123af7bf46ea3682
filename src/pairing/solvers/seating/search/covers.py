"""Coverage terms for the compiled search: helpers near those who need them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pairing.solvers.compiled import Index, inlined
from pairing.solvers.seating.search.packing import VIOLATION
from pairing.terms.seating import Coverage, IntArray

__all__ = ["Covers", "cover_change", "cover_slack", "lay_out_covers", "move_helpers", "recount"]


class Covers(NamedTuple):
    """Arrays over c coverages, ordered by student, m people and m seats; values are packed.

    Lists of lists are kept flat: those of i are ``first[i]`` to ``first[i + 1]``.
    """

    first: Index  # (m people + 1,): coverages by student
    kind: Index  # (c,): which closeness counts
    want: IntArray
    most: IntArray
    gain: IntArray  # for each helper near up to those wanted, lost for each too many
    helper: NDArray[np.int8]  # (c, m people)
    helps: NDArray[np.uint64]  # (m people, words): the coverages a person is a helper of
    wants: NDArray[np.uint64]  # (m people, words): the coverages that are a person's own
    near: NDArray[np.int8]  # (kinds, m seats, m seats)
    reach_first: Index  # (kinds, m seats + 1): seats where a seat's helpers sit
    reach_seat: Index
    from_first: Index  # (kinds, m seats + 1): seats whose helpers a seat is one of
    from_seat: Index


def lay_out_covers(covers: Sequence[Coverage], seats: int) -> Covers:
    """The terms as arrays; places that stay empty are people who help nobody."""
    ordered = sorted(covers, key=lambda term: term.student)
    nears = {term.closeness.tobytes(): term.closeness > 0 for term in ordered}
    numbers = {key: number for number, key in enumerate(nears)}
    near = np.stack(list(nears.values())) if nears else np.zeros((0, seats, seats), dtype=bool)
    helper = np.zeros((len(ordered), seats), dtype=bool)
    for number, term in enumerate(ordered):
        helper[number, : len(term.helpers)] = term.helpers
    students = [term.student for term in ordered]
    gain = [VIOLATION if term.hard else term.value for term in ordered]
    return Covers(
        np.searchsorted(students, np.arange(seats + 1)).astype(np.uint32),
        np.array([numbers[term.closeness.tobytes()] for term in ordered], dtype=np.uint32),
        np.array([term.want for term in ordered], dtype=np.int64),
        np.array([term.most for term in ordered], dtype=np.int64),
        np.array(gain, dtype=np.int64),
        helper.astype(np.int8),
        _bits(helper.T),
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


def _flat_rows(near: NDArray[np.bool_], seats: int) -> tuple[Index, Index]:
    """For each kind and seat the places of its True columns; ``first`` runs on over kinds."""
    counts = near.sum(axis=-1).reshape(-1)
    ends = np.concatenate([[0], np.cumsum(counts)])
    starts = np.zeros((len(near), seats + 1), dtype=np.uint32)
    for kind in range(len(near)):
        starts[kind] = ends[kind * seats : (kind + 1) * seats + 1]
    return starts, np.nonzero(near)[2].astype(np.uint32)


@inlined
def _value(covers: Any, term: int, count: int) -> Any:
    served = min(count, covers.want[term])
    return covers.gain[term] * (served - max(0, count - covers.most[term]))


@inlined
def cover_slack(covers: Any, covered: Any) -> Any:
    """How much the coverages could gain at most."""
    slack = 0
    for term in range(len(covers.kind)):
        slack += _value(covers, term, covers.want[term]) - _value(covers, term, covered[term])
    return slack


@inlined
def _minds(covers: Any, person: int, a: int, b: int) -> bool:
    """Whether it matters to a coverage of the person which of a and b is near."""
    for word in range(covers.helps.shape[1]):
        if covers.wants[person, word] & (covers.helps[a, word] ^ covers.helps[b, word]) != 0:
            return True
    return False


@inlined
def _own_change(covers: Any, at: Any, covered: Any, p: int, q: int) -> Any:
    """For the coverages of the two who swap: each looks around at the other's seat."""
    a, b = at[p], at[q]
    change = 0
    for side in range(2):
        person, seat = (a, q) if side == 0 else (b, p)
        for term in range(covers.first[person], covers.first[person + 1]):
            kind = covers.kind[term]
            count = 0
            for entry in range(covers.reach_first[kind, seat], covers.reach_first[kind, seat + 1]):
                other = covers.reach_seat[entry]
                there = at[other]
                if other == p:
                    there = b
                elif other == q:
                    there = a
                count += covers.helper[term, there]
            if count != covered[term]:
                change += _value(covers, term, count) - _value(covers, term, covered[term])
    return change


@inlined
def cover_change(covers: Any, at: Any, covered: Any, p: int, q: int) -> Any:
    """Change of the packed value by these terms if seats p and q swap what stands on them."""
    a, b = at[p], at[q]
    change = _own_change(covers, at, covered, p, q)
    for kind in range(len(covers.near)):
        for side in range(2):
            # Those who sit around find another helper there.
            seat, far = (p, q) if side == 0 else (q, p)
            sign = 1 if side == 0 else -1
            for entry in range(covers.from_first[kind, seat], covers.from_first[kind, seat + 1]):
                other = covers.from_seat[entry]
                person = at[other]
                if not _minds(covers, person, a, b) or other == far:
                    continue
                # Whoever sits close to both p and q keeps both.
                if covers.near[kind, other, far] != 0:
                    continue
                for term in range(covers.first[person], covers.first[person + 1]):
                    if covers.kind[term] == kind:
                        step = sign * (covers.helper[term, b] - covers.helper[term, a])
                        if step != 0:
                            count = covered[term]
                            change += _value(covers, term, count + step)
                            change -= _value(covers, term, count)
    return change


@inlined
def move_helpers(covers: Any, at: Any, covered: Any, p: int, q: int) -> None:
    """Keep ``covered`` right for those around p and q, whose people are about to swap."""
    a, b = at[p], at[q]
    for kind in range(len(covers.near)):
        for side in range(2):
            seat, sign = (p, 1) if side == 0 else (q, -1)
            for entry in range(covers.from_first[kind, seat], covers.from_first[kind, seat + 1]):
                person = at[covers.from_seat[entry]]
                if not _minds(covers, person, a, b):
                    continue
                for term in range(covers.first[person], covers.first[person + 1]):
                    if covers.kind[term] == kind:
                        covered[term] += sign * (covers.helper[term, b] - covers.helper[term, a])


@inlined
def recount(covers: Any, at: Any, covered: Any, seat: int) -> None:
    """Count the helpers near whoever sits on a seat."""
    person = at[seat]
    for term in range(covers.first[person], covers.first[person + 1]):
        kind = covers.kind[term]
        count = 0
        for entry in range(covers.reach_first[kind, seat], covers.reach_first[kind, seat + 1]):
            count += covers.helper[term, at[covers.reach_seat[entry]]]
        covered[term] = count
