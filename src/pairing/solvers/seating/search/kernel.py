"""The compiled heart of the seating search: a seating, its counts and what a swap changes.

Empty seats become people without wishes, so that a seating is a permutation and every
move is a swap of what stands on two seats. Deltas are exact over all kinds of term:
``links`` knows who sits alone or close to whom, ``covers`` the helpers near, ``sums`` the
totals. Values are packed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from pairing.solvers.compiled import Index, compiled, inlined
from pairing.solvers.seating.search.covers import (
    Covers,
    cover_change,
    cover_slack,
    lay_out_covers,
    move_helpers,
    recount,
)
from pairing.solvers.seating.search.links import Links, commit, fill_gains, lay_out_links
from pairing.solvers.seating.search.patches import MOST_SEATS, Patches, lay_out_patches
from pairing.solvers.seating.search.sums import (
    Sums,
    add_up,
    lay_out_sums,
    move_sums,
    sum_change,
    sum_slack,
)
from pairing.terms.seating import (
    Budget,
    Coverage,
    IntArray,
    Pairwise,
    SeatingProblem,
    Unary,
    ZoneSum,
)

__all__ = [
    "State",
    "Tables",
    "count_change",
    "count_slack",
    "lay_out",
    "new_state",
    "recount_all",
    "settle",
    "shift",
]


class Tables(NamedTuple):
    """A problem's terms as arrays, the only thing that compiled code reads."""

    links: Links
    covers: Covers
    sums: Sums
    patches: Patches


class State(NamedTuple):
    """A seating and what makes its deltas cheap."""

    at: Index  # (m seats,): the person on each seat
    gains: IntArray  # (m seats, m people): what a person brings there by links
    covered: IntArray  # (coverages,): helpers near
    zoned: IntArray  # (zones,): the sum in the zone
    spent: IntArray  # (budgets,)
    here: Index  # space for the seats of a move: those of one patch ...
    there: Index  # ... and of the other


def lay_out(problem: SeatingProblem) -> Tables:
    """The problem's terms as arrays."""
    unary = [term for term in problem.terms if isinstance(term, Unary)]
    pairs = [term for term in problem.terms if isinstance(term, Pairwise)]
    covers = [term for term in problem.terms if isinstance(term, Coverage)]
    zones = [term for term in problem.terms if isinstance(term, ZoneSum)]
    budgets = [term for term in problem.terms if isinstance(term, Budget)]
    return Tables(
        lay_out_links(unary, pairs, problem.seats),
        lay_out_covers(covers, problem.seats),
        lay_out_sums(zones, budgets, problem.seats),
        lay_out_patches(
            [term.closeness for term in pairs] + [term.closeness for term in covers], problem.seats
        ),
    )


def new_state(tables: Tables, seat_of: IntArray) -> State:
    """A state in which student s sits on ``seat_of[s]``, not yet counted.

    The places that are left are empty.
    """
    seats = len(tables.links.unary)
    free = np.setdiff1d(np.arange(seats), seat_of)
    at = np.argsort(np.concatenate([seat_of, free])).astype(np.uint32)
    return State(
        at,
        np.zeros((seats, seats), dtype=np.int64),
        np.zeros(len(tables.covers.kind), dtype=np.int64),
        np.zeros(len(tables.sums.kind), dtype=np.int64),
        np.zeros(len(tables.sums.budget_most), dtype=np.int64),
        np.zeros(MOST_SEATS, dtype=np.uint32),
        np.zeros(MOST_SEATS, dtype=np.uint32),
    )


@inlined
def recount_all(tables: Any, state: Any) -> None:
    """Count everything that ``state`` keeps from who stands where."""
    fill_gains(tables.links, state.at, state.gains)
    for seat in range(len(state.at)):
        recount(tables.covers, state.at, state.covered, seat)
    add_up(tables.sums, state.at, state.zoned, state.spent)


@compiled
def count_slack(tables: Any, state: Any) -> Any:
    """How much the counts (helpers, sums) could gain at most."""
    more = cover_slack(tables.covers, state.covered)
    return more + sum_slack(tables.sums, state.zoned, state.spent)


@inlined
def count_change(tables: Any, state: Any, p: int, q: int) -> Any:
    """Change of the packed value by counts if seats p and q swap what stands on them."""
    change = cover_change(tables.covers, state.at, state.covered, p, q)
    return change + sum_change(tables.sums, state.at, state.zoned, state.spent, p, q)


@compiled
def shift(tables: Any, state: Any, p: int, q: int) -> None:
    """Swap what stands on seats p and q, and keep the counts right, but not ``gains``."""
    at = state.at
    move_helpers(tables.covers, at, state.covered, p, q)
    move_sums(tables.sums, at, state.zoned, state.spent, p, q)
    at[p], at[q] = at[q], at[p]
    recount(tables.covers, at, state.covered, p)
    recount(tables.covers, at, state.covered, q)


@inlined
def settle(tables: Any, state: Any, p: int, q: int) -> None:
    """Keep ``gains`` right after a ``shift`` of p and q."""
    commit(tables.links, state.gains, p, q, state.at[q], state.at[p])
