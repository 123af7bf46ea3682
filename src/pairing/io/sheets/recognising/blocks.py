"""Columns under their headers, and the rows that belong to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pairing.io.raw.cells import shown
from pairing.io.sheets.page import Page, normal
from pairing.io.sheets.recognising.vocabulary import Role

__all__ = ["FULL", "Block", "Column", "at"]

FULL = re.compile(
    r"[(（/\[［]\s*(?:满分|滿分|out\s*of|/)?\s*[:：]?\s*(\d{1,4}(?:\.\d+)?)\s*(?:分|marks)?\s*[)）\]］]?$"
    r"|\s(?:满分|滿分|out\s*of)?\s*[:：]?\s*(\d{2,3})\s*分$"
)
"""How a header says out of how many its marks are."""


@dataclass(frozen=True)
class Column:
    """One column: its place from 0, its header as written, and what it is taken for.

    A column of marks has the role ``SCORE``, and a subject or an exam where its header says so;
    ``full`` is what the header says can be reached. A role of None: the header does not say.
    """

    place: int
    header: str
    role: Role | None
    subject: str = ""
    exam: str = ""
    full: float | None = None

    @property
    def bare(self) -> str:
        """The header without what it says can be reached."""
        return FULL.sub("", self.header).strip() or self.header


@dataclass(frozen=True)
class Block:
    """Rows under one header; ``titles`` are the texts above it."""

    page: Page
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    before: tuple[int, ...] = ()
    """Rows above the header that hold numbers, as no title does."""

    @cached_property
    def shape(self) -> str:
        """The headers in one line: two sheets with the same ones are read in the same way."""
        return "|".join(column.header for column in self.columns if column.header)

    @cached_property
    def shared_ids(self) -> frozenset[str]:
        """Ids that stand beside several names, as a spreadsheet leaves those it has rounded."""
        column = self.first(Role.ID)
        names = [one.place for one in self.of_role(Role.NAME, Role.FIRST_NAME, Role.LAST_NAME)]
        # A row a mark names everybody often, once with a slip.
        if column is None or not names or self.first(Role.SUBJECT):
            return frozenset()
        beside: dict[str, set[str]] = defaultdict(set)
        for _, cells in self.rows:
            if name := normal("".join(at(cells, place) for place in names)):
                beside[shown(at(cells, column.place))].add(name)
        return frozenset(one for one, own in beside.items() if one and len(own) > 1)

    @cached_property
    def above(self) -> Mapping[tuple[Role, int], str]:
        """The class and grade last said above each row that says none: their cells are merged."""
        found: dict[tuple[Role, int], str] = {}
        for column in self.of_role(Role.CLASS, Role.GRADE):
            last = ""
            for row, cells in self.rows:
                said = shown(at(cells, column.place))
                if column.role and last and not said:
                    found[column.role, row] = last
                last = said or last
        return found

    def of_role(self, *roles: Role) -> tuple[Column, ...]:
        """The columns of some roles."""
        return tuple(column for column in self.columns if column.role in roles)

    @cached_property
    def _first(self) -> Mapping[Role, Column]:
        # Asked for each row of a sheet, several times.
        return {column.role: column for column in reversed(self.columns) if column.role is not None}

    def first(self, role: Role) -> Column | None:
        """The first column of a role."""
        return self._first.get(role)

    def cells(self, column: Column) -> Iterator[str]:
        """The filled cells of a column."""
        for _, cells in self.rows:
            if text := at(cells, column.place):
                yield text


def at(cells: Sequence[str], place: int) -> str:
    """The cell at a place of a row; rows end where nothing follows."""
    return cells[place] if place < len(cells) else ""
