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
from ortools.sat.python import cp_model
from scipy.optimize import linprog
from scipy.sparse import csr_array

from pairing.solvers.timetable.model import TimetableModel
from pairing.terms.timetable import TimetableProblem

__all__ = ["linear_bound"]

_ITERATIONS = 400_000
"""Steps of the simplex method, and no seconds: the answer is the same on every machine."""
_ROUNDING = 1e-2
"""Sums of so many products end this near to what they are."""
_SAFE = 0.95
"""The share of the time given that is used: the solver looks at its clock now and then."""
_OPEN = 2**60
"""A domain that reaches beyond is without an end."""

_Floats = NDArray[np.float64]


def linear_bound(problem: TimetableProblem, seconds: float = math.inf) -> int:
    """What no timetable is worth more than; the loose bound where the effort ends too soon."""
    deadline = time.perf_counter() + _SAFE * seconds
    loose = problem.loose_bound()
    if seconds <= 0:
        return loose
    model = TimetableModel(problem).model
    rows = _Rows(model)
    if not rows.most or time.perf_counter() > deadline:
        return loose
    table = rows.table()
    most = np.array(rows.most)
    options: dict[str, Any] = {"maxiter": _ITERATIONS}
    if math.isfinite(seconds):
        options["time_limit"] = max(0.0, deadline - time.perf_counter())
    solve: Any = linprog  # Its stubs know no sparse table.
    found = solve(
        -rows.worth,
        A_ub=table,
        b_ub=most,
        bounds=np.column_stack([rows.low, rows.high]),
        method="highs-ds",
        options=options,
    )
    if found.status != 0:
        return loose
    prices: _Floats = np.maximum(0.0, -found.ineqlin.marginals)
    # At any prices a row that is kept costs nothing, and each variable takes its better end.
    left = rows.worth - table.T @ prices
    bound = float(most @ prices) + np.maximum(left * rows.low, left * rows.high).sum()
    return min(loose, int(np.floor(bound + _ROUNDING)))


class _Rows:
    """The model as rows ``sum of values x variables <= most``."""

    def __init__(self, model: cp_model.CpModel) -> None:
        proto = model.proto
        domains = [list(variable.domain) for variable in proto.variables]
        self.low = np.array([domain[0] for domain in domains], dtype=np.float64)
        self.high = np.array([domain[-1] for domain in domains], dtype=np.float64)
        self.worth = np.zeros(len(domains))
        # The solver minimises: what is to be maximised is kept with its sign turned.
        for variable, value in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
            self.worth[variable] -= value
        self.most: list[float] = []
        self._down: list[int] = []
        self._across: list[int] = []
        self._values: list[float] = []
        for constraint in proto.constraints:
            enforced = [~one for one in constraint.enforcement_literal]
            if constraint.has_at_most_one():
                self._add(list(constraint.at_most_one.literals), 1, 1)
            elif constraint.has_bool_or():
                self._add([*constraint.bool_or.literals, *enforced], -1, -1)
            elif constraint.has_bool_and():
                for literal in constraint.bool_and.literals:
                    self._add([literal, *enforced], -1, -1)
            elif constraint.has_linear() and not enforced:
                linear = constraint.linear
                domain = list(linear.domain)
                if domain[-1] < _OPEN:
                    self._append(linear.vars, list(linear.coeffs), domain[-1])
                if domain[0] > -_OPEN:
                    self._append(linear.vars, [-one for one in linear.coeffs], -domain[0])
            # Any other row is left out: with fewer the bound is looser, and still one.

    def _add(self, literals: Sequence[int], value: int, most: int) -> None:
        """A row of literals with the same value each; ``~x`` stands for 1 - x."""
        turned = sum(one < 0 for one in literals)
        variables = [~one if one < 0 else one for one in literals]
        values = [-value if one < 0 else value for one in literals]
        self._append(variables, values, most - value * turned)

    def _append(self, variables: Sequence[int], values: Sequence[int], most: int) -> None:
        self._down.extend([len(self.most)] * len(values))
        self._across.extend(variables)
        self._values.extend(values)
        self.most.append(most)

    def table(self) -> csr_array:
        """The rows' values."""
        shape = (len(self.most), len(self.worth))
        return csr_array((np.array(self._values, float), (self._down, self._across)), shape=shape)
