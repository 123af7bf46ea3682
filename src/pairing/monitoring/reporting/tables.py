"""Tables of counts: as they were counted, and as a reader may see them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pairing.model.messages.message import Message, say

__all__ = [
    "ALL",
    "Column",
    "Key",
    "Relation",
    "Shown",
    "ShownTable",
    "Tally",
    "Withheld",
    "shown_text",
]

Key = tuple[Hashable, ...]
"""What a count is called. Counts of one key are one count, in whatever tables they stand."""
Relation = tuple[Key, tuple[Key, ...]]
"""A total, and the counts of which it is the sum."""
ALL = ""
"""The row, and the column, of totals."""


class Withheld(StrEnum):
    """Why a count is not told."""

    SMALL = "small"
    PROTECTS = "protects"
    """A small count could be worked out from it."""


Shown = int | Withheld
_TOTAL = say("report.all", "Total")
_PROTECTS = "\N{HORIZONTAL ELLIPSIS}"


def shown_text(cell: Shown, least: int) -> str:
    """A count as a reader sees it; ``least`` is the limit of small ones."""
    match cell:
        case Withheld.SMALL:
            # As a range: a sign for "fewer than" is read as a few, and none is one of them.
            return f"0\N{EN DASH}{least - 1}"
        case Withheld.PROTECTS:
            return _PROTECTS
    return str(cell)


@dataclass(frozen=True)
class Column:
    """One part of what is counted in a row."""

    key: str
    title: Message


@dataclass(frozen=True)
class Tally:
    """How many there are of each row, and how they divide.

    Args:
        code: what the table is called in data.
        title: what it is called.
        corner: what its rows are.
        of: what is counted. Tables that count the same have the same totals.
        rows: the key of each row, and what it is called; they part what is counted.
        splits: each is a way to part what is counted in a row into columns.
        counts: by (row, column); what is missing is 0.
        whole: how many each row has, for a table that parts them no further.
        all_title: what the row of totals is called, and the column of them.
        beside: columns that count something else in the same rows.
    """

    code: str
    title: Message
    corner: Message
    of: str
    rows: tuple[tuple[str, Message], ...]
    splits: tuple[tuple[Column, ...], ...]
    counts: Mapping[tuple[str, str], int]
    whole: Mapping[str, int] = field(default_factory=dict)
    all_title: Message = _TOTAL
    beside: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order, the totals last, what is beside behind them."""
        parts = (column for split in self.splits for column in split)
        return (*parts, Column(ALL, self.all_title), *self.beside)

    @property
    def lines(self) -> tuple[tuple[str, Message], ...]:
        """The rows in their order, the totals last."""
        return self.rows if self._alone else (*self.rows, (ALL, self.all_title))

    @property
    def _alone(self) -> bool:
        """Whether its only row is that of totals."""
        return [key for key, _ in self.rows] == [ALL]

    def key(self, row: str, column: str) -> Key:
        """The key of a cell."""
        return (self.of, row) if column == ALL else (self.code, row, column)

    def value(self, row: str, column: str) -> int:
        """How many there are in a cell."""
        if row == ALL and not self._alone:
            return sum(self.value(one, column) for one, _ in self.rows)
        if column != ALL:
            return self.counts.get((row, column), 0)
        if not self.splits:
            return self.whole.get(row, 0)
        return sum(self.value(row, one.key) for one in self.splits[0])

    def values(self) -> Iterator[tuple[Key, int]]:
        """Every count with its key."""
        for row, _ in self.lines:
            for column in self.columns:
                yield self.key(row, column.key), self.value(row, column.key)

    def relations(self) -> Iterator[Relation]:
        """What is the sum of what."""
        if not self._alone:
            for column in self.columns:
                parts = tuple(self.key(row, column.key) for row, _ in self.rows)
                yield self.key(ALL, column.key), parts
        for row, _ in self.lines:
            for split in self.splits:
                yield self.key(row, ALL), tuple(self.key(row, one.key) for one in split)

    def shown(self, told: Mapping[Key, Shown]) -> ShownTable:
        """The table as a reader may see it."""
        return ShownTable(
            self.code,
            self.title,
            self.corner,
            tuple(column.title for column in self.columns),
            tuple(
                (title, tuple(told[self.key(row, column.key)] for column in self.columns))
                for row, title in self.lines
            ),
            parts=len(self.columns) - 1 - len(self.beside),
            totals=not self._alone,
        )


@dataclass(frozen=True)
class ShownTable:
    """Counts as a reader may see them: titles of columns, and rows of a title and its counts.

    The first ``parts`` columns part what is counted, and behind them stands how many there are;
    ``totals`` says whether the last row has the sums.
    """

    code: str
    title: Message
    corner: Message
    columns: tuple[Message, ...]
    rows: tuple[tuple[Message, tuple[Shown, ...]], ...]
    parts: int
    totals: bool

    @property
    def withheld(self) -> frozenset[Withheld]:
        """Which reasons there are in it for not telling a count."""
        return frozenset(
            cell for _, cells in self.rows for cell in cells if isinstance(cell, Withheld)
        )
