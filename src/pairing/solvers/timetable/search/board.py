"""The compiled heart of the search: who is where, and what each change of it brings.

A request stands at one of its candidates (a row of ``tables.candidates``) or at NOWHERE.
Every change is noted, so that it can be taken back. Gains are exact.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pairing.solvers.compiled import compiled, inlined
from pairing.solvers.timetable.search.layout import (
    ANCHORED,
    CANDIDATES,
    COVERED,
    CROWD,
    GUEST,
    HOST,
    HOUSED,
    KIND,
    LIMIT,
    MOST,
    OTHER,
    OVERLAPS,
    PERSON,
    PLACES,
    SIZE,
    SLOT,
    SLOTS,
    TERM,
    TIES,
    TIME,
    UNIT,
    VALUE,
    WAIT,
    WORTH,
    Tables,
)
from pairing.terms.timetable import NOWHERE

__all__ = [
    "AT",
    "BEFORE",
    "BLOCKED",
    "BUSY",
    "CHANGED",
    "FIRST",
    "FOLLOWING",
    "GATHERED",
    "MOST_CHANGES",
    "VISITING",
    "Board",
    "best_place",
    "can_be",
    "fits",
    "forget",
    "new_board",
    "put",
    "take_back",
    "wide",
]

MOST_CHANGES = 400
"""So many changes make a move at most."""

_Small: TypeAlias = NDArray[np.int32]
_Handed: TypeAlias = NDArray[np.int64]
"""What functions hand to each other is of one width, see ``wide``."""

AT, FOLLOWING = range(2)
"""Of a request: the candidate it stands at, and who is next in its gathering."""
VISITING, FIRST, GATHERED, BUSY, BLOCKED = range(5)
"""Of a person and a slot: the request whose guest they are there, a request of the gathering that
they hold there, how many come to it, and in how many overlapping slots they are."""
CHANGED, BEFORE = range(2)
"""Of a change: the request, and where it stood."""


class Board(NamedTuple):
    """A timetable and what makes its gains cheap."""

    requests: _Small  # (requests, 2)
    pairs: _Small  # (people x slots, 5)
    counts: _Small  # (terms,): how often each is used
    changes: _Handed  # (MOST_CHANGES, 2): what the move changed, in order ...
    noted: _Handed  # (1,): ... and how much of it there is


@inlined
def wide(value: Any) -> Any:
    """A whole number as functions hand it on: for every other width they are compiled anew."""
    return np.int64(value)


def new_board(tables: Tables) -> Board:
    """A board with nobody on it."""
    pairs = np.zeros((len(tables.pairs) - 1, 5), dtype=np.int32)
    pairs[:, [VISITING, FIRST]] = NOWHERE
    return Board(
        np.full((len(tables.requests) - 1, 2), NOWHERE, dtype=np.int32),
        pairs,
        np.zeros(len(tables.terms), dtype=np.int32),
        np.zeros((MOST_CHANGES, 2), dtype=np.int64),
        np.zeros(1, dtype=np.int64),
    )


@compiled
def _waited(tables: Any, board: Any, term: int) -> Any:
    """In how many slots of a term its person waits."""
    base = tables.terms[term, PERSON] * tables.slots
    begin, end = tables.terms[term, SLOTS], tables.terms[term + 1, SLOTS]
    first, last, used = -1, -1, 0
    for index in range(begin, end):
        if board.pairs[base + tables.term_slots[index], BUSY]:
            if first < 0:
                first = index
            last = index
            used += 1
    if first < 0:
        return 0
    return last + 1 - used - (begin if tables.terms[term, ANCHORED] else first)


@compiled
def _turn(tables: Any, board: Any, person: int, slot: int, way: int) -> Any:
    """A person becomes busy (``way`` 1) or free (-1) in a slot; what it brings."""
    pair = person * tables.slots + slot
    begin, end = tables.pairs[pair], tables.pairs[pair + 1]
    gain = 0
    for after in range(2):
        if after:
            board.pairs[pair, BUSY] += way
        for index in range(begin, end):
            term = tables.counted[index]
            sort = tables.terms[term, TERM]
            if sort == WAIT:
                waited = tables.terms[term, VALUE] * _waited(tables, board, term)
                gain += -waited if after else waited
            elif after and sort == UNIT:
                count = board.counts[term]
                if max(count, count + way) == 1:
                    board.counts[tables.terms[term, VALUE]] += way
                board.counts[term] = count + way
            elif after and sort <= CROWD:
                count = board.counts[term]
                if sort == CROWD and max(count, count + way) > tables.terms[term, MOST]:
                    gain -= way * tables.terms[term, VALUE]
                board.counts[term] = count + way
    for index in range(tables.moments[slot, OVERLAPS], tables.moments[slot + 1, OVERLAPS]):
        board.pairs[person * tables.slots + tables.overlaps[index], BLOCKED] += way
    return gain


@compiled
def _earned(tables: Any, board: Any, request: int, at: int, way: int) -> Any:
    """What a request by itself, its guest's visit and its ties gain or lose at a candidate."""
    pair = tables.requests[request, GUEST] * tables.slots + tables.candidates[at, SLOT]
    gain = way * tables.values[at]
    for index in range(tables.pairs[pair], tables.pairs[pair + 1]):
        term = tables.counted[index]
        if tables.terms[term, TERM] == COVERED:
            count = board.counts[term]
            if max(count, count + way) == 1:
                gain += way * tables.terms[term, VALUE]
            board.counts[term] = count + way
    time = tables.candidates[at, TIME]
    for index in range(tables.requests[request, TIES], tables.requests[request + 1, TIES]):
        other = board.requests[tables.ties[index, OTHER], AT]
        if other != NOWHERE and tables.candidates[other, TIME] == time:
            gain += way * tables.ties[index, WORTH]
    return gain


@compiled
def _join(board: Any, request: int, host: int, way: int) -> Any:
    """A request joins a gathering or leaves it; whether that begins or ends it."""
    one = board.pairs[host, FIRST]
    board.pairs[host, GATHERED] += way
    if way > 0:
        board.requests[request, FOLLOWING] = one
        board.pairs[host, FIRST] = request
        return one == NOWHERE
    following = board.requests[request, FOLLOWING]
    if one == request:
        board.pairs[host, FIRST] = following
        return following == NOWHERE
    while board.requests[one, FOLLOWING] != request:
        one = board.requests[one, FOLLOWING]
    board.requests[one, FOLLOWING] = following
    return False


@compiled
def _change(tables: Any, board: Any, request: int, to: int) -> Any:
    way = -1 if to == NOWHERE else 1
    at = board.requests[request, AT] if to == NOWHERE else to
    slot = tables.candidates[at, SLOT]
    board.requests[request, AT] = NOWHERE
    gain = _earned(tables, board, request, at, way)
    board.requests[request, AT] = to
    guest = tables.requests[request, GUEST]
    host = tables.requests[request, HOST]
    board.pairs[guest * tables.slots + slot, VISITING] = request if way > 0 else NOWHERE
    alone = _join(board, request, host * tables.slots + slot, way)
    if alone and tables.kinds[tables.requests[request, KIND], HOUSED]:
        for index in range(tables.moments[slot, PLACES], tables.moments[slot + 1, PLACES]):
            board.counts[tables.places[index]] += way
    for side in range(1 + alone):
        gain += _turn(tables, board, host if side else guest, slot, way)
    return gain


@compiled
def put(tables: Any, board: Any, request: int, to: int) -> Any:
    """Put a request that stands nowhere to a candidate that it fits, or take one out (``to``
    NOWHERE); what that brings."""
    count = board.noted[0]
    board.changes[count, CHANGED] = request
    board.changes[count, BEFORE] = board.requests[request, AT]
    board.noted[0] = count + 1
    return _change(tables, board, request, to)


@compiled
def take_back(tables: Any, board: Any, down_to: int) -> None:
    """Take back the changes after the first ``down_to``, the last one first."""
    for index in range(board.noted[0] - 1, down_to - 1, -1):
        _change(tables, board, board.changes[index, CHANGED], board.changes[index, BEFORE])
    board.noted[0] = down_to


@compiled
def forget(board: Any) -> None:
    """Let the changes stand."""
    board.noted[0] = 0


@compiled
def can_be(tables: Any, board: Any, person: int, slot: int) -> Any:
    """Whether a person is free in a slot and may be in one more."""
    pair = person * tables.slots + slot
    if board.pairs[pair, BUSY] or board.pairs[pair, BLOCKED]:
        return False
    limit, more = NOWHERE, 0
    for index in range(tables.pairs[pair], tables.pairs[pair + 1]):
        term = tables.counted[index]
        sort = tables.terms[term, TERM]
        if sort == LIMIT and board.counts[term] >= tables.terms[term, MOST]:
            return False
        if sort == UNIT and board.counts[term] == 0:
            # Of one limit the slot may begin several units.
            more = more + 1 if tables.terms[term, VALUE] == limit else 1
            limit = tables.terms[term, VALUE]
            if board.counts[limit] + more > tables.terms[limit, MOST]:
                return False
    return True


@compiled
def fits(tables: Any, board: Any, request: int, at: int) -> Any:
    """Whether a request that stands nowhere can be put to a candidate."""
    slot = tables.candidates[at, SLOT]
    if not can_be(tables, board, tables.requests[request, GUEST], slot):
        return False
    host = tables.requests[request, HOST] * tables.slots + slot
    kind = tables.requests[request, KIND]
    one = board.pairs[host, FIRST]
    if one != NOWHERE:
        return (
            tables.requests[one, KIND] == kind
            and board.pairs[host, GATHERED] < tables.kinds[kind, SIZE]
        )
    if tables.kinds[kind, HOUSED]:
        for index in range(tables.moments[slot, PLACES], tables.moments[slot + 1, PLACES]):
            term = tables.places[index]
            if board.counts[term] >= tables.terms[term, MOST]:
                return False
    return can_be(tables, board, tables.requests[request, HOST], slot)


@compiled
def best_place(tables: Any, board: Any, request: int) -> int:
    """The candidate at which a request that stands nowhere brings most, NOWHERE if it fits none."""
    best, best_gain = NOWHERE, 0
    begin = wide(tables.requests[request, CANDIDATES])
    for at in range(begin, wide(tables.requests[request + 1, CANDIDATES])):
        if fits(tables, board, request, at):
            gain = _change(tables, board, request, at)
            _change(tables, board, request, NOWHERE)
            if best == NOWHERE or gain > best_gain:
                best, best_gain = at, gain
    return best
