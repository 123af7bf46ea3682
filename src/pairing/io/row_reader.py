"""The cells of one table's rows as the values its records take, or what is wrong with a cell.

Most cells of a large table say what others of their column say: each text is looked at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pairing.io.raw.cells import PERCENT, is_long, shown, spoilt
from pairing.io.raw.turning import has_turning, without_turning
from pairing.io.vocabulary.aliases import value_name
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message
from pairing.model.records import Record, Score

__all__ = ["RowReader"]


class _Cell(NamedTuple):
    """What a cell comes to: a value, None where it is blank; ``expected`` where it is spoilt."""

    value: str | None
    expected: Message | None


class _Column(dict[str, _Cell]):
    """What each text in one column comes to, worked out where it first stands."""

    def __init__(self, kind: type[Record], name: str, rounded: Message | None) -> None:
        super().__init__()
        self._name, self._table, self._rounded = name, kind.table, rounded
        self._identifier = name.endswith("_id")
        self.turned = False
        self._mark = kind is Score and name == "score"

    def __missing__(self, cell: str) -> _Cell:
        self.turned |= has_turning(cell)
        text = without_turning(cell).strip()
        if not text:
            found = _Cell(None, None)
        elif expected := self._spoilt(text):
            found = _Cell(None, expected)
        else:
            found = _Cell(value_name(self._name, text, self._table), None)
        self[cell] = found
        return found

    def _spoilt(self, text: str) -> Message | None:
        """What was expected of a cell that does not hold what was typed, or worked out."""
        expected = spoilt(text, identifier=self._identifier)
        if expected is None and self._mark and text.endswith("%"):
            expected = PERCENT
        if expected is None and self._rounded is not None and is_long(text):
            expected = self._rounded
        return expected


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, kind: type[Record], rounded: Mapping[str, Message]) -> None:
        """``rounded`` are the columns of ids of which a spreadsheet has lost the last digits."""
        self._table = kind.table
        self._columns = [
            (name, kind.may_be_empty(name), _Column(kind, name, rounded.get(name)))
            for name in kind.columns()
        ]

    def turned(self, rows: Sequence[tuple[int, Mapping[str, str]]]) -> int:
        """How many cells of the rows read had signs that turn the direction of text."""
        names = [name for name, _, column in self._columns if column.turned]
        return sum(has_turning(cells.get(name, "")) for _, cells in rows for name in names)

    def read(self, row: int, cells: Mapping[str, str]) -> tuple[dict[str, Any], list[Fault]]:
        """(the cells that are filled, what is wrong with those that are spoilt).

        A blank in a column that must be filled stays blank.
        """
        values: dict[str, Any] = {}
        faults = []
        for name, may_be_empty, column in self._columns:
            text = cells.get(name, "")
            value, expected = column[text]
            if expected is not None:
                faults.append(Fault(self._table, row, name, shown(text.strip()), expected))
            elif value is not None or not may_be_empty:
                values[name] = value
        return values, faults
