"""A timetable as a CP-SAT model, with the literal of each request in each slot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pairing.solvers import cp_model
from pairing.solvers.timetable.formulation import Formulation, Sink, Values
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, TimetableProblem

__all__ = ["TimetableModel"]


class TimetableModel:
    """``at[m][slot]``: request m is in that slot."""

    def __init__(self, problem: TimetableProblem) -> None:
        sink = _CpSat()
        self.model = sink.model
        self._variables = sink.variables
        self._rows = rows = Formulation(problem, sink)
        self.at: list[dict[int, cp_model.IntVar]] = [
            {slot: self._variables[literal] for slot, literal in own.items()} for own in rows.at
        ]
        self.objective = self.total(
            [(self._variables[number], value) for number, value in rows.reward]
        )
        self.model.maximize(self.objective)

    @staticmethod
    def total(rewards: Sequence[tuple[cp_model.IntVar, int]]) -> cp_model.LinearExpr:
        """The weighted sum of some variables."""
        variables = [variable for variable, _ in rewards]
        return cp_model.LinearExpr.weighted_sum(variables, [value for _, value in rewards])

    def hint(self, slot_of: IntArray) -> None:
        """Begin the search at a timetable, with all that follows from it.

        Told of its requests alone, the solver may spend all its effort on the rest.
        """
        values: Values = {}
        for own, slot in zip(self._rows.at, slot_of.tolist(), strict=True):
            for place, literal in own.items():
                values[literal] = int(place == slot)
        for number, follows in self._rows.follows:
            values[number] = follows(values)
        for number, value in values.items():
            self.model.add_hint(self._variables[number], value)

    def slot_of(self, solver: cp_model.CpSolver) -> IntArray:
        """The slot of each request in a solution."""
        found = [
            next((slot for slot, literal in own.items() if solver.boolean_value(literal)), NOWHERE)
            for own in self.at
        ]
        return np.array(found, dtype=np.int64)


class _CpSat(Sink):
    """Rows as constraints of CP-SAT."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.variables: list[cp_model.IntVar] = []

    def variable(self, most: int = 1) -> int:
        made = self.model.new_bool_var("") if most == 1 else self.model.new_int_var(0, most, "")
        self.variables.append(made)
        return len(self.variables) - 1

    def one_at_most(self, literals: Sequence[int]) -> None:
        self.model.add_at_most_one(self._of(literals))

    def implies(self, literal: int, other: int) -> None:
        self.model.add_implication(self.variables[literal], self.variables[other])

    def needs(self, literal: int, sources: Sequence[int]) -> None:
        self.model.add_bool_or([*self._of(sources), self.variables[literal].negated()])

    def row(
        self,
        variables: Sequence[int],
        values: Sequence[int],
        low: int | None = None,
        high: int | None = None,
    ) -> None:
        total = cp_model.LinearExpr.weighted_sum(self._of(variables), list(values))
        if low is not None:
            self.model.add(total >= low)
        if high is not None:
            self.model.add(total <= high)

    def _of(self, numbers: Sequence[int]) -> list[cp_model.IntVar]:
        return [self.variables[number] for number in numbers]
