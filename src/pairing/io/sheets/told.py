"""What is told of a sheet: what it was taken for, what was taken, assumed and left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pairing.model.messages.message import Message, named, say

__all__ = ["SheetTold"]


@dataclass
class SheetTold:
    """The account of one sheet.

    ``columns`` says of each column, by its header, what it was taken for: a ``Role``, or the exam
    and the subject of its marks.
    """

    file: str
    sheet: str
    kind: str
    shape: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    taken: list[Message] = field(default_factory=list)
    left_out: list[Message] = field(default_factory=list)
    doubts: list[Message] = field(default_factory=list)

    def leave_rows(self, rows: Sequence[str]) -> None:
        """Tell of rows that are about nobody."""
        if rows:
            self.left_out.append(
                say("sheets.nobody", "rows {rows}: nobody and nothing to read", rows=named(rows))
            )

    def leave_columns(self, headers: Iterable[str], why: Message) -> None:
        """Tell of columns that are not taken."""
        names = [one for one in headers if one]
        if names:
            self.left_out.append(
                say(
                    "sheets.columns_left",
                    "columns {columns}: {why}",
                    columns=tuple(names),
                    why=why,
                )
            )
