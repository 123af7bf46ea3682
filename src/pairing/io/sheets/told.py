"""What is told of a sheet: what it was taken for, what was taken, assumed and left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pairing.model.messages.message import Message, named, say

__all__ = ["SheetTold"]


Cell = tuple[int, int]
"""The row and the column of a name."""


@dataclass(frozen=True)
class MarksTaken:
    """How many marks of how many students a part of a sheet has, and how that is told.

    ``people`` are (who, how many marks) by the cell of their name.
    """

    place: int
    people: Mapping[Cell, tuple[object, int]]
    words: Callable[[int, int], Message]

    def told(self, left: Collection[Cell] = ()) -> Message:
        """What is told of them, without those of some cells."""
        own = [one for cell, one in self.people.items() if cell not in left]
        return self.words(sum(count for _, count in own), len({who for who, _ in own}))


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
    marks: list[MarksTaken] = field(default_factory=list)

    def take_marks(
        self, people: Mapping[Cell, tuple[object, int]], words: Callable[[int, int], Message]
    ) -> None:
        """Tell how many marks of how many students are taken, in words for both numbers."""
        own = MarksTaken(len(self.taken), people, words)
        self.marks.append(own)
        self.taken.append(own.told())

    def leave_people(self, cells: Collection[Cell]) -> None:
        """Count the marks without those that turn out to be nobody's."""
        for own in self.marks:
            self.taken[own.place] = own.told(cells)

    def count_anew(self, code: str, count: int) -> None:
        """Tell of so many in what was told by a code: some turn out to be left out."""
        for place, one in enumerate(self.taken):
            if one.code == code:
                facts = MappingProxyType({**one.facts, "count": count})
                self.taken[place] = replace(one, facts=facts)

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
