"""A timetable problem as arrays, the only thing that the compiled search reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pairing.terms.assignment import IntArray
from pairing.terms.timetable import (
    Covered,
    Crowd,
    Limit,
    Places,
    Tie,
    TimetableProblem,
    TimetableTerm,
    Wait,
    moments_of,
)

__all__ = [
    "ANCHORED",
    "CANDIDATES",
    "COVERED",
    "CROWD",
    "GUEST",
    "HOST",
    "HOUSED",
    "KIND",
    "LIMIT",
    "MOST",
    "OTHER",
    "OVERLAPS",
    "PERSON",
    "PLACES",
    "SIZE",
    "SLOT",
    "SLOTS",
    "TERM",
    "TIES",
    "TIME",
    "UNIT",
    "VALUE",
    "WAIT",
    "WORTH",
    "Tables",
    "lay_out",
]

LIMIT, CROWD, COVERED, WAIT, PLACED, UNIT = range(6)
"""The kinds of term that count where somebody is.

A unit is some slots of a limit that count once: its value is the number of the limit.
"""

# The columns of tables. A few wide ones in place of many narrow ones are compiled in a fraction
# of the time, and what is looked up together lies together.
HOST, GUEST, KIND, CANDIDATES, TIES = range(5)
"""Of a request; its kind is a number for each host and topic, the last two begin its rows."""
SIZE, HOUSED = range(2)
"""Of a kind: how many may share a gathering, and whether one takes up a place."""
SLOT, TIME = range(2)
"""Of a candidate, and its time of the week."""
OVERLAPS, PLACES = range(2)
"""Of a slot: where its rows begin."""
TERM, PERSON, MOST, VALUE, ANCHORED, SLOTS = range(6)
"""Of a term: its sort, whom it counts, and where its row of slots begins."""
OTHER, WORTH = range(2)
"""Of a tie."""

_Small: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class _Unit:
    """Some slots of a limit that count once; ``value`` is the limit's number among the terms."""

    person: int
    slots: IntArray
    value: int


_Counted: TypeAlias = Limit | Crowd | Covered | Wait | Places | _Unit


class Tables(NamedTuple):
    """Rows of different lengths lie in one array: each ends where the next one begins.

    Whoever is where is looked up at ``person * slots + slot``.
    """

    slots: int
    requests: _Small  # (requests + 1, 5)
    kinds: _Small  # (kinds, 2)
    candidates: _Small  # (candidates of all requests, 2)
    values: IntArray  # as the candidates
    moments: _Small  # (slots + 1, 2)
    overlaps: _Small  # rows: other slots with a moment in common
    places: _Small  # rows: the terms that count gatherings in a slot
    pairs: _Small  # (people x slots + 1,): where the row of each begins
    counted: _Small  # rows: the terms that count a person in a slot
    terms: IntArray  # (terms + 1, 6)
    term_slots: _Small  # rows
    ties: IntArray  # rows, (., 2)


def lay_out(problem: TimetableProblem) -> Tables:
    """The problem's requests and terms as arrays."""
    requests, slots = problem.requests, problem.slots
    people = 1 + max((max(one.host, one.guest) for one in requests), default=-1)
    terms = _with_units(problem.terms)
    at: dict[int, list[int]] = defaultdict(list)
    places: dict[int, list[int]] = defaultdict(list)
    for number, term in enumerate(terms):
        if isinstance(term, Places):
            for slot in term.slots.tolist():
                places[slot].append(number)
        # The units of a limit count for it.
        elif term.person < people and not (isinstance(term, Limit) and term.units):
            for slot in term.slots.tolist():
                at[term.person * slots + slot].append(number)
    ties: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for tie in problem.terms:
        if isinstance(tie, Tie):
            ties[tie.one].append((tie.other, tie.value))
            ties[tie.other].append((tie.one, tie.value))
    of_kind: dict[tuple[int, int], int] = {}
    own_kind = [of_kind.setdefault((one.host, one.topic), len(of_kind)) for one in requests]
    kinds = np.full((len(of_kind), 2), _ANY, dtype=np.int32)
    for kind, one in zip(own_kind, requests, strict=True):
        kinds[kind] = min(kinds[kind, SIZE], one.size), one.housed
    moments = moments_of(problem.overlaps)
    overlap_start, overlaps = _rows(
        [sorted(moments.get(slot, frozenset()) - {slot}) for slot in range(slots)]
    )
    place_start, placed = _rows([places.get(slot, []) for slot in range(slots)])
    pairs, counted = _rows([at.get(pair, []) for pair in range(people * slots)])
    slot_start, term_slots = _rows([term.slots.tolist() for term in terms])
    tie_start, _ = _rows([[0] * len(ties[number]) for number in range(len(requests))])
    candidate_start, candidates = _rows([one.candidates.tolist() for one in requests])
    times = problem.times if len(problem.times) else np.zeros(slots, dtype=np.int64)
    return Tables(
        slots,
        np.column_stack(
            [
                _small([*(one.host for one in requests), 0]),
                _small([*(one.guest for one in requests), 0]),
                _small([*own_kind, 0]),
                candidate_start,
                tie_start,
            ]
        ),
        kinds,
        np.column_stack([candidates, times[candidates].astype(np.int32)]),
        np.array([value for one in requests for value in one.values.tolist()], dtype=np.int64),
        np.column_stack([overlap_start, place_start]),
        overlaps,
        placed,
        pairs,
        counted,
        np.array(
            [
                *(
                    (
                        _SORTS[type(term)],
                        getattr(term, "person", 0),
                        getattr(term, "most", 0),
                        getattr(term, "value", 0),
                        getattr(term, "anchored", False),
                        begin,
                    )
                    for term, begin in zip(terms, slot_start.tolist(), strict=False)
                ),
                (0, 0, 0, 0, 0, slot_start[-1]),
            ],
            dtype=np.int64,
        ),
        term_slots,
        np.array(
            [tie for number in range(len(requests)) for tie in ties[number]], dtype=np.int64
        ).reshape(-1, 2),
    )


_ANY = np.iinfo(np.int32).max
_SORTS: dict[type, int] = {
    Limit: LIMIT,
    Crowd: CROWD,
    Covered: COVERED,
    Wait: WAIT,
    Places: PLACED,
    _Unit: UNIT,
}


def _with_units(given: Sequence[TimetableTerm]) -> list[_Counted]:
    """The terms that count somebody; the units of a limit follow it, one after another."""
    terms: list[_Counted] = []
    for term in given:
        if isinstance(term, Tie):
            continue
        limit = len(terms)
        terms.append(term)
        if isinstance(term, Limit):
            terms += (_Unit(term.person, unit, limit) for unit in term.units)
    return terms


def _small(values: Sequence[int]) -> _Small:
    return np.array(values, dtype=np.int32)


def _rows(rows: Sequence[Sequence[int]]) -> tuple[_Small, _Small]:
    """(where each row begins, and the last one ends; all rows)."""
    start = np.zeros(len(rows) + 1, dtype=np.int32)
    start[1:] = np.cumsum([len(row) for row in rows])
    return start, _small([item for row in rows for item in row])
