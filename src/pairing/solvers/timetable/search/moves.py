"""Compiled moves over a timetable, and the annealing that draws them.

A request shifts, alone or with all of its gathering, to another of its slots; whoever is in the
way is put out and then placed where they bring most (a swap, where that is the slot left), and
those tied to it may follow to the same time of their weeks.
"""

from __future__ import annotations

import math
from typing import Any

from pairing.solvers.compiled import compiled, entry
from pairing.solvers.timetable.search.board import (
    AT,
    BEFORE,
    CHANGED,
    FIRST,
    FOLLOWING,
    GATHERED,
    MOST_CHANGES,
    VISITING,
    best_place,
    can_be,
    fits,
    forget,
    put,
    take_back,
    wide,
)
from pairing.solvers.timetable.search.layout import (
    CANDIDATES,
    GUEST,
    HOST,
    KIND,
    LIMIT,
    MOST,
    OTHER,
    OVERLAPS,
    SIZE,
    SLOT,
    SLOTS,
    TERM,
    TIES,
    TIME,
    UNIT,
    VALUE,
)
from pairing.solvers.xorshift import below, uniform
from pairing.terms.timetable import NOWHERE

__all__ = ["anneal"]

_NEVER = 30.0
"""So many temperatures down no move is taken: its odds are 1 to 10^13."""
_MOST_OUT = 8
"""Whoever must put out more than so many for one place does not get it."""
_PUSH = 0.1
"""The share of moves that put others out."""
_WITH_ALL = 0.15
"""The share of moves that take a whole gathering along."""
_FOLLOWED = 0.25
"""The share of moves that those tied to it follow."""
_ROOM = MOST_CHANGES // 4
"""A move is given up that might need more changes than this leaves room for."""


@compiled
def _put_out(tables: Any, board: Any, out: Any, request: int) -> Any:
    """Take a request out and remember it."""
    out[1 + out[0]] = request
    out[0] += 1
    return put(tables, board, wide(request), NOWHERE)


@compiled
def _empty(tables: Any, board: Any, out: Any, person: int, slot: int) -> int:
    """Put out all that a person does in a slot."""
    pair = person * tables.slots + slot
    gain = 0
    while out[0] <= _MOST_OUT:
        one = board.pairs[pair, VISITING]
        if one == NOWHERE:
            one = board.pairs[pair, FIRST]
        if one == NOWHERE:
            break
        gain += _put_out(tables, board, out, one)
    return gain


@compiled
def _clear(tables: Any, board: Any, out: Any, person: int, slot: int, source: Any) -> int:
    """Put out what keeps a person from being in a slot."""
    pair = person * tables.slots + slot
    begin = tables.moments[slot, OVERLAPS]
    gain = 0
    for index in range(begin - 1, tables.moments[slot + 1, OVERLAPS]):
        one = slot if index < begin else tables.overlaps[index]
        gain += _empty(tables, board, out, person, one)
    for index in range(tables.pairs[pair], tables.pairs[pair + 1]):
        term = tables.counted[index]
        sort = tables.terms[term, TERM]
        if sort == UNIT and board.counts[term] == 0:
            term = tables.terms[term, VALUE]
        elif sort != LIMIT:
            continue
        begin = tables.terms[term, SLOTS]
        width = tables.terms[term + 1, SLOTS] - begin
        offset = below(source, width)
        step = 0
        while board.counts[term] >= tables.terms[term, MOST] and step < width:
            one = tables.term_slots[begin + (offset + step) % width]
            gain += _empty(tables, board, out, person, one)
            step += 1
    return gain


@compiled
def _make_way(tables: Any, board: Any, out: Any, request: int, at: int, source: Any) -> int:
    """Put out whoever is in the way of a request at a candidate."""
    slot = tables.candidates[at, SLOT]
    kind = tables.requests[request, KIND]
    gain = 0
    for side in range(2):
        person = tables.requests[request, HOST if side else GUEST]
        pair = person * tables.slots + slot
        one = board.pairs[pair, FIRST]
        if side and one != NOWHERE and tables.requests[one, KIND] == kind:
            if board.pairs[pair, GATHERED] >= tables.kinds[kind, SIZE]:
                for _ in range(below(source, board.pairs[pair, GATHERED])):
                    one = board.requests[one, FOLLOWING]
                gain += _put_out(tables, board, out, one)
        elif not can_be(tables, board, person, slot):
            gain += _clear(tables, board, out, person, slot, source)
    return gain


@compiled
def _at_time(tables: Any, request: int, time: int) -> int:
    """The candidate of a request at a time of the week, NOWHERE if it has none."""
    for at in range(tables.requests[request, CANDIDATES], tables.requests[request + 1, CANDIDATES]):
        if tables.candidates[at, TIME] == time:
            return at
    return NOWHERE


@compiled
def _follow(tables: Any, board: Any, request: int) -> int:
    """Those tied to a request follow to its time of the week, and those tied to them."""
    time = tables.candidates[board.requests[request, AT], TIME]
    begin = board.noted[0]
    gain = _call(tables, board, request, time)
    index = begin
    # Whoever came calls those tied to it in turn.
    while index < board.noted[0]:
        if board.changes[index, BEFORE] == NOWHERE:
            gain += _call(tables, board, board.changes[index, CHANGED], time)
        index += 1
    return gain


@compiled
def _call(tables: Any, board: Any, request: int, time: int) -> int:
    gain = 0
    for index in range(tables.requests[request, TIES], tables.requests[request + 1, TIES]):
        other = wide(tables.ties[index, OTHER])
        before = board.requests[other, AT]
        if board.noted[0] >= _ROOM:
            break
        if before == NOWHERE or tables.candidates[before, TIME] == time:
            continue
        at = _at_time(tables, other, time)
        if at == NOWHERE:
            continue
        mark = board.noted[0]
        own = put(tables, board, other, NOWHERE)
        if fits(tables, board, other, at):
            gain += own + put(tables, board, other, at)
        else:
            take_back(tables, board, mark)
    return gain


@compiled
def _shift_all(tables: Any, board: Any, out: Any, request: int, at: int, source: Any) -> int:
    """All of a request's gathering go where it goes, as many of them as can."""
    slot = tables.candidates[at, SLOT]
    pair = (
        tables.requests[request, HOST] * tables.slots
        + tables.candidates[board.requests[request, AT], SLOT]
    )
    gain = 0
    while board.pairs[pair, FIRST] != NOWHERE and out[0] < _MOST_OUT:
        gain += _put_out(tables, board, out, board.pairs[pair, FIRST])
    gain += _make_way(tables, board, out, request, at, source)
    for index in range(1, out[0] + 1):
        other = out[index]
        if tables.requests[other, KIND] != tables.requests[request, KIND]:
            continue
        begin = wide(tables.requests[other, CANDIDATES])
        for one in range(begin, wide(tables.requests[other + 1, CANDIDATES])):
            if tables.candidates[one, SLOT] == slot and fits(tables, board, other, one):
                gain += put(tables, board, other, one)
                break
    return gain


@compiled
def _move(
    tables: Any, board: Any, out: Any, request: int, at: int, source: Any
) -> tuple[bool, int]:
    """(whether a request could go to a candidate, what that and all that follows brings)."""
    forget(board)
    out[0] = 0
    stood = board.requests[request, AT] != NOWHERE
    gain = 0
    push = uniform(source) < _PUSH or not stood
    if push and stood and uniform(source) < _WITH_ALL:
        gain += _shift_all(tables, board, out, request, at, source)
    elif stood:
        gain += put(tables, board, request, NOWHERE)
    if board.requests[request, AT] == NOWHERE:
        if push and not fits(tables, board, request, at):
            gain += _make_way(tables, board, out, request, at, source)
        if out[0] > _MOST_OUT or not fits(tables, board, request, at):
            return False, gain
        gain += put(tables, board, request, at)
    if uniform(source) < _FOLLOWED:
        gain += _follow(tables, board, request)
    for index in range(1, out[0] + 1):
        other = out[index]
        if board.requests[other, AT] == NOWHERE:
            best = best_place(tables, board, other)
            if best != NOWHERE:
                gain += put(tables, board, other, best)
    return True, gain


@entry
def anneal(
    tables: Any,
    board: Any,
    best: Any,
    out: Any,
    source: Any,
    score: int,
    best_score: int,
    steps: int,
    hot: float,
    cold: float,
) -> tuple[int, int]:
    """Metropolis moves while the temperature falls from ``hot`` to ``cold``.

    ``board`` and its ``score`` are moved along; ``best`` (the candidate of each request) and
    ``best_score`` keep the best timetable met. Steps 0 puts the board to ``best``.
    """
    if steps == 0:
        for request in range(len(best)):
            if (
                board.requests[request, AT] != NOWHERE
                and board.requests[request, AT] != best[request]
            ):
                forget(board)
                score += put(tables, board, request, NOWHERE)
        for request in range(len(best)):
            if best[request] != NOWHERE and board.requests[request, AT] == NOWHERE:
                forget(board)
                score += put(tables, board, request, best[request])
        return score, score
    falls = math.exp(math.log(cold / hot) / steps)
    heat = hot
    for _ in range(steps):
        heat *= falls
        request = wide(below(source, len(best)))
        begin = tables.requests[request, CANDIDATES]
        width = tables.requests[request + 1, CANDIDATES] - begin
        if width == 0:
            continue
        at = begin + below(source, width)
        if at == board.requests[request, AT]:
            continue
        done, gain = _move(tables, board, out, request, at, source)
        if not done or (
            gain < 0 and (gain < -_NEVER * heat or uniform(source) >= math.exp(gain / heat))
        ):
            take_back(tables, board, 0)
            continue
        score += gain
        if score > best_score:
            best_score = score
            for one in range(len(best)):
                best[one] = board.requests[one, AT]
    return score, best_score
