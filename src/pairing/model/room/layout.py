"""A room: its seats and the graph of which seats are close in which way.

The matrices serve the search, which asks millions of times; ``closeness.are_close``
says the same of two seats for those who judge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pairing.model.enums import Usable
from pairing.model.records import LayoutSeat
from pairing.model.room.closeness import HALF, Closeness

__all__ = ["BoolMatrix", "Layout"]

BoolMatrix: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class Layout:
    """All usable seats of one room, in the order of the table.

    Every matrix is of shape (seats, seats) with a False diagonal, and symmetric unless it
    says otherwise.
    """

    layout_id: str
    seats: tuple[LayoutSeat, ...]

    @classmethod
    def of(cls, layout_id: str, rows: Iterable[LayoutSeat]) -> Layout:
        """The room without the seats that nobody may use."""
        return cls(layout_id, tuple(seat for seat in rows if seat.usable is Usable.YES))

    def __len__(self) -> int:
        return len(self.seats)

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each seat by its id."""
        return {seat.seat_id: number for number, seat in enumerate(self.seats)}

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        return np.array([seat.row for seat in self.seats], dtype=np.int64)

    @cached_property
    def depth(self) -> NDArray[np.float64]:
        """How far each seat is from the front, in seats."""
        return np.array([seat.depth for seat in self.seats], dtype=float)

    @cached_property
    def across(self) -> NDArray[np.float64]:
        """How far each seat is from the left, in seats."""
        return np.array([seat.across for seat in self.seats], dtype=float)

    @cached_property
    def rows_apart(self) -> NDArray[np.int64]:
        """Rows between each two seats, in whole ones."""
        return _steps(self.depth)

    @cached_property
    def columns_apart(self) -> NDArray[np.int64]:
        """Columns between each two seats, in whole ones."""
        return _steps(self.across)

    @cached_property
    def distance(self) -> NDArray[np.int64]:
        """max(|rows apart|, |columns apart|) of each two seats (Chebyshev distance)."""
        return np.maximum(self.rows_apart, self.columns_apart)

    @cached_property
    def blocks(self) -> NDArray[np.int64]:
        """The room in parts, a number for each seat: tables of several, or else rows."""
        desks = [seat.desk for seat in self.seats]
        large = len(set(desks)) * 3 <= len(desks)
        names: list[object] = list(desks) if large else [seat.row for seat in self.seats]
        return np.unique(np.array(names, dtype=str), return_inverse=True)[1].astype(np.int64)

    def straight_before(self, within: int) -> BoolMatrix:
        """[p, q]: p is in q's column, at most ``within`` rows before it. Not symmetric."""
        before = self.depth[:, None] < self.depth[None, :]
        near = (self.rows_apart >= 1) & (self.rows_apart <= within)
        return np.asarray(before & near & self._in_line, dtype=bool)

    @cached_property
    def _in_line(self) -> BoolMatrix:
        """Which seats are in one column; with half a place between them each is in both."""
        apart = np.abs(self.across[:, None] - self.across[None, :])
        return np.asarray(apart <= HALF, dtype=bool)

    @cached_property
    def _closeness(self) -> dict[Closeness, BoolMatrix]:
        rows_apart, columns_apart = self.rows_apart, self.columns_apart
        other = ~np.eye(len(self), dtype=bool)
        deskmate = self._same([seat.desk for seat in self.seats])
        front_back = (rows_apart == 1) & self._in_line
        side = (rows_apart == 0) & (columns_apart == 1) & ~deskmate
        return {
            Closeness.DESKMATE: deskmate & other,
            Closeness.FRONT_BACK: front_back,
            Closeness.SIDE: side & other,
            Closeness.DIAGONAL: (rows_apart == 1) & (columns_apart == 1) & ~self._in_line,
            Closeness.REACH: (deskmate | front_back | side) & other,
            Closeness.GROUP: self._same([seat.group for seat in self.seats]) & other,
        }

    def _same(self, labels: list[str | None]) -> BoolMatrix:
        codes = {label: code for code, label in enumerate(dict.fromkeys(labels))}
        numbers = np.array([codes[label] for label in labels], dtype=np.int64)
        named = np.array([label is not None for label in labels], dtype=bool)
        return np.asarray((numbers[:, None] == numbers[None, :]) & named[:, None], dtype=bool)

    def closeness(self, name: Closeness) -> BoolMatrix:
        """Which two seats are close in the named way."""
        return self._closeness[name]

    def nearer_than(self, distance: int) -> BoolMatrix:
        """Which two different seats are less than ``distance`` apart."""
        return self.short_of(distance) > 0

    def short_of(self, distance: int) -> NDArray[np.int64]:
        """By how much each two different seats are less than ``distance`` apart."""
        short = np.maximum(0, distance - self.distance)
        np.fill_diagonal(short, 0)
        return short

    def widest(self, people: int) -> int:
        """A distance at which so many people can sit from each other; 1 where they are too many.

        Found by taking the next seat that is far enough, from each corner: no room allows less.
        """
        if people not in self._widest:
            self._widest[people] = self._widest_of(people)
        return self._widest[people]

    @cached_property
    def _widest(self) -> dict[int, int]:
        """Answers given before: each judgement of a seating asks again."""
        return {}

    def _widest_of(self, people: int) -> int:
        order = np.lexsort((self.across, self.depth))
        aside = np.lexsort((self.depth, self.across))
        orders = (order, order[::-1], aside, aside[::-1])
        farthest = int(self.distance.max(initial=1))
        for distance in range(farthest, 1, -1):
            if any(self._scattered(own, distance) >= people for own in orders):
                return distance
        return 1

    def _scattered(self, order: NDArray[np.int64], distance: int) -> int:
        """How many seats are taken in this order, each so far from all before."""
        taken: list[int] = []
        for seat in order.tolist():
            if all(self.distance[seat, other] >= distance for other in taken):
                taken.append(seat)
        return len(taken)


def _steps(places: NDArray[np.float64]) -> NDArray[np.int64]:
    apart = np.abs(places[:, None] - places[None, :])
    return np.floor(apart + 0.5).astype(np.int64)
