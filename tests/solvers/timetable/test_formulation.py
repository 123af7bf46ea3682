"""A timetable in rows: each that is possible keeps them, and earns there what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.solvers.timetable import first_fit, solve_timetable
from pairing.solvers.timetable.formulation import Formulation, Sink, Values
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE
from solvers.timetable.problems import random_problem


@dataclass
class _Notes(Sink):
    """Every row as its variables with their values, and what their sum may be."""

    upper: list[int] = field(default_factory=list)
    rows: list[tuple[list[int], list[int], int | None, int | None]] = field(default_factory=list)

    def variable(self, most: int = 1) -> int:
        self.upper.append(most)
        return len(self.upper) - 1

    def row(
        self,
        variables: Sequence[int],
        values: Sequence[int],
        low: int | None = None,
        high: int | None = None,
    ) -> None:
        self.rows.append((list(variables), list(values), low, high))

    def broken(self, found: Values) -> list[tuple[list[int], list[int], int | None, int | None]]:
        def total(variables: list[int], values: list[int]) -> int:
            return sum(found[one] * value for one, value in zip(variables, values, strict=True))

        return [
            row
            for row in self.rows
            if (row[2] is not None and total(row[0], row[1]) < row[2])
            or (row[3] is not None and total(row[0], row[1]) > row[3])
        ]


def _values(rows: Formulation, slot_of: IntArray) -> Values:
    found: Values = {}
    for own, slot in zip(rows.at, slot_of.tolist(), strict=True):
        found |= {literal: int(place == slot) for place, literal in own.items()}
    for number, follows in rows.follows:
        found[number] = follows(found)
    return found


@examples(80)
@given(st.integers(0, 100_000), st.integers(0, 8), st.integers(1, 7), st.booleans())
def test_a_timetable_keeps_every_row_and_earns_its_score(
    seed: int, requests: int, slots: int, best: bool
) -> None:
    problem = random_problem(seed, requests, slots)
    slot_of = solve_timetable(problem).slot_of if best else first_fit(problem)
    notes = _Notes()
    rows = Formulation(problem, notes)
    found = _values(rows, slot_of)
    assert not notes.broken(found)
    assert all(0 <= found[one] <= most for one, most in enumerate(notes.upper))
    assert sum(found[one] * value for one, value in rows.reward) == problem.score(slot_of)


@examples(40)
@given(st.integers(0, 100_000), st.integers(2, 6))
def test_two_at_the_same_time_break_a_row(seed: int, requests: int) -> None:
    """One slot for everybody: a guest who is asked for twice cannot have both."""
    problem = random_problem(seed, requests, 1)
    notes = _Notes()
    rows = Formulation(problem, notes)
    held = np.array([0 if len(one.candidates) else NOWHERE for one in problem.requests])
    guests = [one.guest for one in problem.requests if len(one.candidates)]
    assert notes.broken(_values(rows, held)) or len(guests) == len(set(guests))
