"""Zone sums and budgets for the compiled search: totals that lie within limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pairing.solvers.compiled import Index, inlined
from pairing.solvers.seating.search.packing import unit
from pairing.terms.seating import Budget, IntArray, ZoneSum

__all__ = ["Sums", "add_up", "lay_out_sums", "move_sums", "sum_change", "sum_slack"]


class Sums(NamedTuple):
    """Arrays over z zones, b budgets, m people and m seats; values are packed.

    The zones of a seat are ``first[seat]`` to ``first[seat + 1]``.
    """

    inside: NDArray[np.int8]  # (z, m seats)
    kind: Index  # (z,): which amounts are added up
    amount: IntArray  # (m people, kinds)
    limits: IntArray  # (z, 2)
    value: IntArray  # (z,), for each unit outside the limits
    first: Index  # (m seats + 1,)
    zone: Index
    budget: IntArray  # (b, m people, m seats)
    budget_most: IntArray
    budget_value: IntArray  # (b,), for each unit beyond


def lay_out_sums(zones: Sequence[ZoneSum], budgets: Sequence[Budget], seats: int) -> Sums:
    """The terms as arrays; places that stay empty are people who add nothing."""
    inside = np.zeros((len(zones), seats), dtype=np.int8)
    amounts: dict[bytes, IntArray] = {}
    for number, term in enumerate(zones):
        inside[number] = term.zone
        amounts.setdefault(term.amounts.tobytes(), term.amounts)
    numbers = {key: number for number, key in enumerate(amounts)}
    amount = np.zeros((seats, len(amounts)), dtype=np.int64)
    for kind, own in enumerate(amounts.values()):
        amount[: len(own), kind] = own
    places = np.argwhere(inside.T)
    values = np.zeros((len(budgets), seats, seats), dtype=np.int64)
    for number, budget in enumerate(budgets):
        values[number, : len(budget.values)] = budget.values
    return Sums(
        inside,
        np.array([numbers[term.amounts.tobytes()] for term in zones], dtype=np.uint32),
        amount,
        np.array([(term.low, term.high) for term in zones], dtype=np.int64).reshape(-1, 2),
        np.array([unit(term.hard, -term.value) for term in zones], dtype=np.int64),
        np.searchsorted(places[:, 0], np.arange(seats + 1)).astype(np.uint32),
        places[:, 1].astype(np.uint32),
        values,
        np.array([budget.most for budget in budgets], dtype=np.int64),
        np.array([unit(budget.hard, -budget.value) for budget in budgets], dtype=np.int64),
    )


@inlined
def _outside(total: int, low: int, high: int) -> int:
    return max(0, low - total) + max(0, total - high)


@inlined
def sum_slack(sums: Any, zoned: Any, spent: Any) -> Any:
    """How much zones and budgets could gain at most."""
    slack = 0
    for zone in range(len(sums.kind)):
        low, high = sums.limits[zone, 0], sums.limits[zone, 1]
        slack -= sums.value[zone] * _outside(zoned[zone], low, high)
    for number in range(len(sums.budget_most)):
        slack -= sums.budget_value[number] * max(0, spent[number] - sums.budget_most[number])
    return slack


@inlined
def sum_change(sums: Any, at: Any, zoned: Any, spent: Any, p: int, q: int) -> Any:
    """Change of the packed value by these terms if seats p and q swap what stands on them."""
    a, b = at[p], at[q]
    change = 0
    for side in range(2):
        seat, far = (p, q) if side == 0 else (q, p)
        comes, goes = (b, a) if side == 0 else (a, b)
        for entry in range(sums.first[seat], sums.first[seat + 1]):
            zone = sums.zone[entry]
            kind = sums.kind[zone]
            step = sums.amount[comes, kind] - sums.amount[goes, kind]
            if step != 0 and sums.inside[zone, far] == 0:
                low, high = sums.limits[zone, 0], sums.limits[zone, 1]
                before = _outside(zoned[zone], low, high)
                after = _outside(zoned[zone] + step, low, high)
                change += sums.value[zone] * (after - before)
    for number in range(len(sums.budget_most)):
        most = sums.budget_most[number]
        before = max(0, spent[number] - most)
        after = max(0, spent[number] + _step(sums, number, a, b, p, q) - most)
        change += sums.budget_value[number] * (after - before)
    return change


@inlined
def _step(sums: Any, number: int, a: int, b: int, p: int, q: int) -> Any:
    budget = sums.budget[number]
    return budget[a, q] + budget[b, p] - budget[a, p] - budget[b, q]


@inlined
def move_sums(sums: Any, at: Any, zoned: Any, spent: Any, p: int, q: int) -> None:
    """Keep ``zoned`` and ``spent`` right when p and q are about to swap."""
    a, b = at[p], at[q]
    for side in range(2):
        seat, far = (p, q) if side == 0 else (q, p)
        comes, goes = (b, a) if side == 0 else (a, b)
        for entry in range(sums.first[seat], sums.first[seat + 1]):
            zone = sums.zone[entry]
            if sums.inside[zone, far] == 0:
                kind = sums.kind[zone]
                zoned[zone] += sums.amount[comes, kind] - sums.amount[goes, kind]
    for number in range(len(sums.budget_most)):
        spent[number] += _step(sums, number, a, b, p, q)


@inlined
def add_up(sums: Any, at: Any, zoned: Any, spent: Any) -> None:
    """Compute ``zoned`` and ``spent`` from the person ``at`` each seat."""
    for zone in range(len(zoned)):
        zoned[zone] = 0
    for number in range(len(spent)):
        spent[number] = 0
    for seat in range(len(at)):
        person = at[seat]
        for entry in range(sums.first[seat], sums.first[seat + 1]):
            zone = sums.zone[entry]
            zoned[zone] += sums.amount[person, sums.kind[zone]]
        for number in range(len(sums.budget_most)):
            spent[number] += sums.budget[number, person, seat]
