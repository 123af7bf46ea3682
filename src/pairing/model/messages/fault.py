"""What is wrong with an input: where, which value, and what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from pairing.errors import InputError
from pairing.model.messages.message import Message, say, say_count

__all__ = ["OF_A_COLUMN", "Fault", "InputError", "merged", "shorten"]

_SHOWN = 60
_FEW = 5
"""So many faults of one kind are told one by one, and so many rows of a fault are shown."""

OF_A_COLUMN = frozenset(("expected.date_order", "cells.digits_lost"))
"""The codes of what is asked of a column as a whole, however few its rows."""


def shorten(value: str, limit: int = _SHOWN) -> str:
    """The value on one line and no longer than ``limit`` characters."""
    line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in value)
    return line if len(line) <= limit else f"{line[: limit - 1]}\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one table.

    ``row`` is the row a person sees in a spreadsheet (the header is row 1), or
    None where the fault is of the whole table. While records are checked it is
    the record's position from 0; the reader, who knows the sheet, turns it.

    Many faults of one kind are one fault (``merged``): ``rows`` are then all of its rows, and
    ``row`` and ``value`` those of the first.
    """

    table: str
    row: int | None
    column: str
    value: str
    expected: Message
    suggestion: str = ""
    rows: tuple[int, ...] = ()
    cell: str = ""
    """The cell as a spreadsheet calls it, where the row was made of a drawn sheet."""
    who: str = ""
    """Whom the row is about, where only the sheet's own numbers could say it."""

    @property
    def code(self) -> str:
        """Which kind of fault: the code of what was expected."""
        return self.expected.code

    @property
    def count(self) -> int:
        """How many rows are at fault."""
        return len(self.rows) or 1

    @property
    def first_rows(self) -> str:
        """The row, or the first of many and how many more there are."""
        if not self.rows:
            return "" if self.row is None else str(self.row)
        first = ", ".join(map(str, self.rows[:_FEW]))
        return first if self.count <= _FEW else f"{first} + {self.count - _FEW}"

    def at_row(self, row: int | None) -> Fault:
        """The same fault, elsewhere."""
        return replace(self, row=row)

    def __str__(self) -> str:
        column = say("fault.column", ", {column}", column=self.column) if self.column else ""
        given = shorten(self.value)
        value = say("fault.value", ": '{value}'", value=given) if self.value else ""
        told = say(
            "fault",
            "{where}{column}{value}: expected {expected}.",
            where=self.table if self.row is None else self._row(),
            column=column,
            value=value,
            expected=self.expected,
        )
        if not self.suggestion:
            return str(told)
        hint = say("fault.hint", "Did you mean '{name}'?", name=shorten(self.suggestion))
        return f"{told} {hint}"

    def _row(self) -> Message:
        if self.rows:
            return say_count(
                "fault.rows",
                "{table} {count} row ({rows})",
                "{table} {count} rows ({rows})",
                self.count,
                table=self.table,
                rows=self.first_rows,
            )
        where = say("fault.row", "{table} row {row}", table=self.table, row=self.row)
        if self.cell:
            where = say("fault.cell", "{table} {cell}", table=self.table, cell=self.cell)
        if self.who:
            where = say("fault.whose", "{where} ({name})", where=where, name=shorten(self.who))
        return where


def merged(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults in their order, many of one kind as one: of one table, column and code.

    A few stay as they are, each with its own value, unless what is expected is asked of the
    column as a whole.
    """
    groups: dict[tuple[object, ...], list[Fault]] = {}
    for number, fault in enumerate(faults):
        alone = fault.row is None or fault.rows
        key = number if alone else (fault.table, fault.column, fault.code)
        groups.setdefault(key if isinstance(key, tuple) else (key,), []).append(fault)
    return tuple(chain.from_iterable(_as_one(group) for group in groups.values()))


def _as_one(group: list[Fault]) -> Iterable[Fault]:
    first = group[0]
    if len(group) <= (1 if first.code in OF_A_COLUMN else _FEW):
        return group
    hints = {fault.suggestion for fault in group}
    rows = tuple(dict.fromkeys(fault.row for fault in group if fault.row is not None))
    if len(rows) == 1:
        return group[:1]
    hint = hints.pop() if len(hints) == 1 else ""
    return (replace(first, rows=rows, suggestion=hint, cell="", who=""),)
