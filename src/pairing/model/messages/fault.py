"""What is wrong with an input: where, which value, and what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

__all__ = ["Fault", "InputError", "shorten"]

_SHOWN = 60


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
    """

    table: str
    row: int | None
    column: str
    value: str
    expected: str
    suggestion: str = ""

    def at_row(self, row: int | None) -> Fault:
        """The same fault, elsewhere."""
        return replace(self, row=row)

    def __str__(self) -> str:
        place = self.table if self.row is None else f"{self.table} row {self.row}"
        column = f", {self.column}" if self.column else ""
        value = f": '{shorten(self.value)}'" if self.value else ""
        hint = f" Did you mean '{shorten(self.suggestion)}'?" if self.suggestion else ""
        return f"{place}{column}{value}: expected {self.expected}.{hint}"


class InputError(Exception):
    """The input cannot be used; ``faults`` lists everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(f"{count} fault{'' if count == 1 else 's'} in the input")
