"""What no timetable can beat, by the linear program of its model: whole numbers may be fractions.

The program is nearly whole as it stands, and is solved in a small part of the time that CP-SAT
takes for the same bound. What is told follows from its dual prices alone (weak duality), whatever
tolerance the solver ended with.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from pairing.solvers.timetable.formulation import Formulation, Sink
from pairing.terms.timetable import TimetableProblem

__all__ = ["linear_bound"]

_ITERATIONS = 400_000
"""Steps of the simplex method, and no seconds: the answer is the same on every machine."""
_ROUNDING = 1e-2
"""Sums of so many products end this near to what they are."""
_SAFE = 0.95
"""The share of the time given that is used: the solver looks at its clock now and then."""

_Floats = NDArray[np.float64]


def linear_bound(problem: TimetableProblem, seconds: float = math.inf) -> int:
    """What no timetable is worth more than; the loose bound where the effort ends too soon."""
    deadline = time.perf_counter() + _SAFE * seconds
    loose = problem.loose_bound()
    if seconds <= 0:
        return loose
    rows = _Rows()
    rewards = Formulation(problem, rows).reward
    if not rows.most or time.perf_counter() > deadline:
        return loose
    table, upper = rows.table(), rows.upper()
    most = np.array(rows.most, dtype=np.float64)
    worth = np.zeros(len(upper))
    for variable, value in rewards:
        worth[variable] += value
    options: dict[str, Any] = {"maxiter": _ITERATIONS}
    if math.isfinite(seconds):
        options["time_limit"] = max(0.0, deadline - time.perf_counter())
    solve: Any = linprog  # Its stubs know no sparse table.
    found = solve(
        -worth,
        A_ub=table,
        b_ub=most,
        bounds=np.column_stack([np.zeros(len(upper)), upper]),
        method="highs-ds",
        options=options,
    )
    if found.status != 0:
        return loose
    prices: _Floats = np.maximum(0.0, -found.ineqlin.marginals)
    # At any prices a row that is kept costs nothing, and each variable takes its better end.
    left = worth - table.T @ prices
    bound = float(most @ prices) + (np.maximum(left, 0.0) * upper).sum()
    return min(loose, int(np.floor(bound + _ROUNDING)))


class _Rows(Sink):
    """The rows of a linear program, ``sum of values x variables <= most``, as they grow."""

    def __init__(self) -> None:
        self.most: list[int] = []
        self._upper: list[int] = []
        self._down: list[int] = []
        self._across: list[int] = []
        self._values: list[int] = []

    def variable(self, most: int = 1) -> int:
        self._upper.append(most)
        return len(self._upper) - 1

    def row(
        self,
        variables: Sequence[int],
        values: Sequence[int],
        low: int | None = None,
        high: int | None = None,
    ) -> None:
        if high is not None:
            self._append(variables, values, high)
        if low is not None:
            self._append(variables, [-one for one in values], -low)

    def _append(self, variables: Sequence[int], values: Sequence[int], most: int) -> None:
        self._down.extend([len(self.most)] * len(values))
        self._across.extend(variables)
        self._values.extend(values)
        self.most.append(most)

    def table(self) -> csr_array:
        """The rows' values."""
        shape = (len(self.most), len(self._upper))
        values = np.array(self._values, dtype=np.float64)
        return csr_array((values, (self._down, self._across)), shape=shape)

    def upper(self) -> _Floats:
        """The most that each variable can be; none is less than 0."""
        return np.array(self._upper, dtype=np.float64)
