"""What one person's own time holds: how many of their requests fit, whoever the others are.

Requests that are alike are counted together, so that the program is small: a variable for each
kind of request and slot, and one for each gathering.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from pairing.solvers.timetable.first_fit import first_fit
from pairing.terms.timetable import NOWHERE, Limit, Request, TimetableProblem

__all__ = ["most_alone"]

_NODES = 100
"""Branches, and no seconds: the answer is the same on every machine."""


def most_alone(problem: TimetableProblem, person: int) -> int:
    """So many of the requests of a person fit at most; all of them are that person's.

    Only the person's own limits and gatherings count. Where the effort ends before the answer
    is proved, the least bound that is.
    """
    some = sum(len(request.candidates) > 0 for request in problem.requests)
    fitted = int((first_fit(problem) != NOWHERE).sum())
    if fitted == some:
        return some
    program = _Program(problem, person)
    # Without whole gatherings it is a fraction of the work, and as a rule the answer.
    most = min(some, program.bound(whole=False))
    return most if most <= fitted else min(most, program.bound(whole=True))


class _Program:
    """Maximise what is met; columns are kinds of requests, or gatherings, in slots."""

    def __init__(self, problem: TimetableProblem, person: int) -> None:
        self._worth: list[float] = []
        self._most: list[float] = []
        self._rows: list[tuple[list[int], list[float], float]] = []
        # The columns that take up the person's time in each slot.
        used: dict[int, list[int]] = defaultdict(list)
        meeting: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        together: dict[tuple[int, int], list[int]] = defaultdict(list)
        everybody: Counter[tuple[int, int]] = Counter()
        for kind, requests in _alike(problem.requests, person).items():
            topic, size = kind[:2]
            one, count = requests[0], len(requests)
            columns = [self._column(1, min(count, size)) for _ in one.candidates]
            self._rows.append((columns, [1.0] * len(columns), count))
            everybody[topic, size] += count
            for slot, column in zip(one.candidates.tolist(), columns, strict=True):
                if size > 1:
                    meeting[topic, size, slot].append(column)
                else:
                    used[slot].append(column)
        gatherings: dict[tuple[int, int], list[int]] = defaultdict(list)
        for (topic, size, slot), columns in meeting.items():
            gathering = self._column(0, 1)
            most = min(size, everybody[topic, size])
            self._rows.append(([*columns, gathering], [1.0] * len(columns) + [-float(most)], 0))
            used[slot].append(gathering)
            together[topic, size] += columns
            gatherings[topic, size].append(gathering)
        for (topic, size), columns in together.items():
            # So many fill whole gatherings; those over take one more all the same.
            full, over = divmod(everybody[topic, size], size)
            if full and over:
                values = [1.0] * len(columns) + [-float(over)] * len(gatherings[topic, size])
                row = [*columns, *gatherings[topic, size]]
                self._rows.append((row, values, full * (size - over)))
        own = [term for term in problem.terms if isinstance(term, Limit)]
        limits = [(term.slots, term.most) for term in own if not term.units]
        for term in own:
            if term.units:
                units = [self._unit(used, unit.tolist()) for unit in term.units]
                self._rows.append((units, [1.0] * len(units), term.most))
        once = [(np.array([slot]), 1) for slot in used]
        for slots, most in (*limits, *((overlap, 1) for overlap in problem.overlaps), *once):
            columns = [column for slot in slots.tolist() for column in used.get(slot, ())]
            if len(columns) > 1 or most < 1:
                self._rows.append((columns, [1.0] * len(columns), most))

    def _unit(self, used: Mapping[int, Sequence[int]], slots: Sequence[int]) -> int:
        """A column that is 1 where the person's time is taken in one of some slots."""
        unit = self._column(0, 1)
        for slot in slots:
            if columns := used.get(slot):
                values = [1.0] * len(columns) + [-1.0]
                self._rows.append(([*columns, unit], values, 0))
        return unit

    def _column(self, worth: float, most: float) -> int:
        self._worth.append(worth)
        self._most.append(most)
        return len(self._worth) - 1

    def bound(self, whole: bool) -> int:
        """The most that can be met, rounded down from what is proved.

        Args:
            whole: whether a gathering takes place or not; else half of one can.
        """
        sizes = [len(columns) for columns, _, _ in self._rows]
        across = np.concatenate([np.array(columns, dtype=np.int64) for columns, _, _ in self._rows])
        values = np.concatenate([np.array(own) for _, own, _ in self._rows])
        down = np.repeat(np.arange(len(sizes)), sizes)
        table = coo_array((values, (down, across)), shape=(len(sizes), len(self._worth)))
        found = milp(
            -np.array(self._worth),
            # Requests follow from gatherings as flows do, so that they come out whole.
            integrality=whole * (1 - np.array(self._worth)),
            bounds=Bounds(0, np.array(self._most)),
            constraints=LinearConstraint(
                table.tocsr(), -np.inf, np.array([most for _, _, most in self._rows])
            ),
            options={"node_limit": _NODES},
        )
        best = found.mip_dual_bound if found.mip_dual_bound is not None else found.fun
        return len(self._worth) if best is None else math.floor(-best + 1e-6)


def _alike(
    requests: Iterable[Request], person: int
) -> dict[tuple[int, int, bytes], Sequence[Request]]:
    """Requests by topic and size (-1, 1 where nobody else may come) and where they may be."""
    found: dict[tuple[int, int, bytes], list[Request]] = defaultdict(list)
    for one in requests:
        shared = one.host == person and one.size > 1
        kind = (one.topic, one.size) if shared else (-1, 1)
        if len(one.candidates):
            found[(*kind, one.candidates.tobytes())].append(one)
    return dict(found)
