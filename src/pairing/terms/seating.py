"""Terms of seating: n students (0..n-1) onto m >= n seats (0..m-1), one each.

A soft term adds to the score, which is maximised; a hard term counts violations,
which must be none. All numbers are integers, so that two ways of adding them up
agree exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "ANY_NUMBER",
    "BoolArray",
    "Budget",
    "Coverage",
    "IntArray",
    "Pairwise",
    "SeatingProblem",
    "SeatingTerm",
    "Tally",
    "Unary",
    "ZoneSum",
]

IntArray: TypeAlias = NDArray[np.int64]
BoolArray: TypeAlias = NDArray[np.bool_]

ANY_NUMBER = 1 << 20
"""More helpers than any room holds: no upper limit."""


@dataclass(frozen=True, eq=False)
class Unary:
    """``values[s, p]`` when student s sits on seat p. Shape (students, seats).

    Hard: the values are violations, none negative.
    """

    owner: str
    values: IntArray
    hard: bool = False

    def amount(self, seat_of: IntArray) -> int:
        """What the term comes to when student s sits on ``seat_of[s]``."""
        return int(self.values[np.arange(len(seat_of)), seat_of].sum())


@dataclass(frozen=True, eq=False)
class Pairwise:
    """``weights[a, b] * closeness[p, q]`` summed over ordered pairs a on p, b on q.

    ``weights`` has shape (students, students), ``closeness`` (seats, seats); both
    have a zero diagonal. For a symmetric closeness give each pair once (a < b).
    Hard: the products are violations, none negative.
    """

    owner: str
    weights: IntArray
    closeness: IntArray
    hard: bool = False

    def amount(self, seat_of: IntArray) -> int:
        """What the term comes to when student s sits on ``seat_of[s]``."""
        return int((self.weights * self.closeness[np.ix_(seat_of, seat_of)]).sum())


@dataclass(frozen=True, eq=False)
class Coverage:
    """Student ``student`` wants ``want`` to ``most`` of ``helpers`` on seats close to theirs.

    Soft: ``value`` for each helper close by, up to ``want``, and minus ``value`` for each
    beyond ``most``. Hard: a violation for each that is lacking or too many.
    """

    owner: str
    student: int
    helpers: BoolArray
    want: int
    closeness: IntArray
    value: int = 1
    hard: bool = False
    most: int = ANY_NUMBER

    def __post_init__(self) -> None:
        if not 0 <= self.want <= self.most:
            raise ValueError(f"want ({self.want}) lies between 0 and most ({self.most})")
        if self.helpers[self.student]:
            raise ValueError("nobody is their own helper")

    def amount(self, seat_of: IntArray) -> int:
        """What the term comes to when student s sits on ``seat_of[s]``."""
        near = self.closeness[seat_of[self.student], seat_of] > 0
        count = int((near & self.helpers).sum())
        beyond = max(0, count - self.most)
        if self.hard:
            return max(0, self.want - count) + beyond
        return self.value * (min(self.want, count) - beyond)


@dataclass(frozen=True, eq=False)
class ZoneSum:
    """The sum of ``amounts`` over the students in ``zone`` lies within low..high.

    Soft: minus ``value`` for each unit outside. Hard: each unit is a violation.
    """

    owner: str
    zone: BoolArray
    amounts: IntArray
    low: int
    high: int
    value: int = 1
    hard: bool = False

    def amount(self, seat_of: IntArray) -> int:
        """What the term comes to when student s sits on ``seat_of[s]``."""
        total = int(self.amounts[self.zone[seat_of]].sum())
        outside = max(0, self.low - total) + max(0, total - self.high)
        return outside if self.hard else -self.value * outside


@dataclass(frozen=True, eq=False)
class Budget:
    """The sum of ``values[s, p]`` over students s on seats p is at most ``most``.

    Shape (students, seats). Soft: minus ``value`` for each unit beyond. Hard: each unit
    is a violation.
    """

    owner: str
    values: IntArray
    most: int
    value: int = 1
    hard: bool = False

    def amount(self, seat_of: IntArray) -> int:
        """What the term comes to when student s sits on ``seat_of[s]``."""
        beyond = max(0, int(self.values[np.arange(len(seat_of)), seat_of].sum()) - self.most)
        return beyond if self.hard else -self.value * beyond


SeatingTerm: TypeAlias = Unary | Pairwise | Coverage | ZoneSum | Budget


@dataclass(frozen=True)
class Tally:
    """What a seating comes to: ``violations`` of hard terms, ``score`` of soft ones."""

    violations: int
    score: int


@dataclass(frozen=True, eq=False)
class SeatingProblem:
    """``students`` people, ``seats`` >= students places, and what matters about them.

    ``blocks`` may cut the seats into parts (rows, tables), a number for each seat: who is
    close to whom is then bounded part by part, which is tighter. It changes no score.
    """

    students: int
    seats: int
    terms: tuple[SeatingTerm, ...] = field(default=())
    blocks: IntArray | None = None

    def __post_init__(self) -> None:
        if self.blocks is not None and len(self.blocks) != self.seats:
            raise ValueError(f"{len(self.blocks)} blocks for {self.seats} seats")
        if self.students > self.seats:
            raise ValueError(f"{self.students} students do not fit {self.seats} seats")

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """The owners of hard terms, in order of first mention."""
        return tuple(dict.fromkeys(term.owner for term in self.terms if term.hard))

    def tally(self, seat_of: IntArray) -> Tally:
        """Add up all terms for student s on ``seat_of[s]``."""
        hard = sum(term.amount(seat_of) for term in self.terms if term.hard)
        soft = sum(term.amount(seat_of) for term in self.terms if not term.hard)
        return Tally(hard, soft)
