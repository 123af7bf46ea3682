"""Tables as somebody has them at work: rows changed, added and taken away, and not yet in use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import Enum
from typing import Any

from pairing.io.sheets.making.maker import free_id
from pairing.model.many import joined
from pairing.model.records import TABLES, Record
from pairing.model.school import School

__all__ = ["FIRST_ROW", "Row", "TableEdits", "cell_text", "edits_of", "record_cells"]

Row = Mapping[str, str]
"""The cells of a row by column, as the reader of files has them."""

FIRST_ROW = 2
"""The number of the first row in a sheet, under its header."""
_LETTERS = {"students": "S", "teachers": "T", "units": "U", "meeting_rooms": "R", "periods": "P"}
"""What ids that are made up begin with."""


@dataclass(frozen=True)
class TableEdits:
    """One table at work.

    ``changed`` are whole rows by their number in the sheet, those beyond the last of ``before``
    new ones; ``gone`` the numbers of those taken away.
    """

    kind: type[Record]
    before: tuple[Record, ...]
    changed: Mapping[int, Row] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()

    @property
    def touched(self) -> bool:
        """Whether anything differs from the table in use."""
        return bool(self.changed or self.gone)

    @property
    def beyond(self) -> int:
        """The number of the first row after those there were."""
        return len(self.before) + FIRST_ROW

    def numbers(self) -> Iterator[int]:
        """The numbers of the rows there are."""
        yield from (one for one in range(FIRST_ROW, self.beyond) if one not in self.gone)
        yield from sorted(one for one in self.changed if one >= self.beyond)

    def row(self, number: int) -> Row:
        """The cells of a row."""
        if number in self.changed:
            return self.changed[number]
        return record_cells(self.before[number - FIRST_ROW])

    def value(self, number: int, column: str) -> str:
        """One cell of a row."""
        if number in self.changed:
            return self.changed[number].get(column, "")
        return cell_text(getattr(self.before[number - FIRST_ROW], _names(self.kind)[column]))

    def column(self, column: str) -> dict[int, str]:
        """A cell of each row, by the number of the row."""
        name = _names(self.kind)[column]
        rows = enumerate(self.before, FIRST_ROW)
        known = {number: cell_text(getattr(row, name)) for number, row in rows}
        known |= {number: cells.get(column, "") for number, cells in self.changed.items()}
        return {number: known[number] for number in self.numbers()}

    def kept(self) -> list[tuple[int, Record]]:
        """The rows in use that nobody touched, with their numbers."""
        rows = enumerate(self.before, FIRST_ROW)
        return [(one, row) for one, row in rows if one not in self.gone and one not in self.changed]

    def seen(self, shown: Mapping[int, Row], now: Sequence[tuple[int | None, Row]]) -> TableEdits:
        """The table after somebody was at work on a part of it.

        Args:
            shown: the rows that were shown, by number.
            now: what they have become; None in place of the number of a new one.
        """
        changed = dict(self.changed)
        left = set(shown)
        new = max(self.beyond - 1, *changed) if changed else self.beyond - 1
        for number, cells in now:
            if number is not None and number in shown:
                left.discard(number)
                other = {one: text for one, text in cells.items() if text != shown[number][one]}
                if other:
                    changed[number] = {**self.row(number), **other}
            elif any(cells.values()):
                new += 1
                changed[new] = cells
        for number in left:
            changed.pop(number, None)
        same = (n for n, cells in changed.items() if n < self.beyond and self._as_before(n, cells))
        for number in tuple(same):
            del changed[number]
        gone = self.gone | {number for number in left if number < self.beyond}
        return replace(self, changed=changed, gone=gone)

    def onto(self, records: tuple[Record, ...]) -> TableEdits:
        """The same changes in a table that somebody has changed otherwise meanwhile.

        A row that is there no longer, or another by now, is as the table has it.
        """
        places: dict[Record, list[int]] = defaultdict(list)
        for number, record in enumerate(records, FIRST_ROW):
            places[record].append(number)
        to: dict[int, int] = {}
        for number in sorted({*self.gone, *self.changed}):
            if number < self.beyond and (free := places[self.before[number - FIRST_ROW]]):
                to[number] = free.pop(0)
        beyond = len(records) + FIRST_ROW - self.beyond
        changed = {
            number + beyond if number >= self.beyond else to[number]: cells
            for number, cells in self.changed.items()
            if number >= self.beyond or number in to
        }
        gone = frozenset(to[number] for number in self.gone if number in to)
        return TableEdits(self.kind, records, changed, gone)

    def with_ids(self) -> tuple[TableEdits, tuple[str, ...]]:
        """The table with ids for new rows that have none, and those that were made up."""
        letter, column = _LETTERS.get(self.kind.table), self.kind.key[0] if self.kind.key else ""
        open_ = [n for n, cells in self.changed.items() if not cells.get(column, "").strip()]
        if letter is None or not open_:
            return self, ()
        taken = self.column(column).values()
        changed, made = dict(self.changed), list[str]()
        for number in sorted(open_):
            made.append(free_id([*taken, *made], letter))
            changed[number] = {**changed[number], column: made[-1]}
        return replace(self, changed=changed), tuple(made)

    def _as_before(self, number: int, cells: Row) -> bool:
        before = record_cells(self.before[number - FIRST_ROW])
        return all(cells.get(one, "") == text for one, text in before.items())


def edits_of(school: School) -> dict[str, TableEdits]:
    """Every table of a school, with nothing changed in it."""
    return {kind.table: TableEdits(kind, school.table(kind.table)) for kind in TABLES}


def record_cells(record: Record) -> dict[str, str]:
    """The cells of a row in use, as its reader takes them."""
    names = _names(type(record))
    return {column: cell_text(getattr(record, name)) for column, name in names.items()}


def cell_text(value: Any) -> str:
    """A value as the text of a cell, of which nothing is lost."""
    if type(value) is str:
        return value
    match value:
        case None:
            return ""
        case Enum():
            return str(value.value)
        case tuple():
            return joined(map(cell_text, value))
        case time():
            return value.isoformat("auto" if value.second else "minutes")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _names(kind: type[Record]) -> dict[str, str]:
    """The field's name of each column."""
    return dict(zip(kind.columns(), kind.model_fields, strict=True))
