"""What is wrong with an input: where, which value, and what was expected."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pairing.errors import InputError
from pairing.model.messages.message import Message, say

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
    expected: Message
    suggestion: str = ""

    @property
    def code(self) -> str:
        """Which kind of fault: the code of what was expected."""
        return self.expected.code

    def at_row(self, row: int | None) -> Fault:
        """The same fault, elsewhere."""
        return replace(self, row=row)

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        value = f": '{shorten(self.value)}'" if self.value else ""
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
        return say("fault.row", "{table} row {row}", table=self.table, row=self.row)
