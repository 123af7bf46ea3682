"""Where a row of the tables stands in the sheets it was made of: the cell, and who it is about.

It is looked for where a row is at fault, and not kept of each: most sheets have no fault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pairing.io.sheets.found import Found, Mark, Who
from pairing.io.sheets.making.people import Roster
from pairing.io.sheets.page import Page, cell_name
from pairing.io.sheets.readers.rows import text_of
from pairing.io.sheets.recognising.blocks import at
from pairing.io.sheets.recognising.headers import blocks_of
from pairing.io.sheets.recognising.recognise import table_of
from pairing.io.sheets.recognising.vocabulary import Role
from pairing.io.vocabulary.aliases import column_name
from pairing.model.messages.fault import Fault
from pairing.model.records import TABLES

__all__ = ["Places"]

_KEYS = {kind.table: kind.key for kind in TABLES}
_OF_A_MARK = ("score", "full_score", "missing")
_TITLES = 4
"""So many rows may stand above the header of a table, as in telling what a sheet is."""

Row = Mapping[str, str]


@dataclass
class Places:
    """The sheets that tables were made of."""

    found: Found
    roster: Roster
    pages: Sequence[Page]

    def located(self, fault: Fault, cells: Row) -> Fault:
        """The fault of a row of a made table, at its cell; as it is where no sheet has the row."""
        looked_for: Mapping[str, Callable[[Row, str], _Place | None]] = {
            "scores": self._mark,
            "students": self._pupil,
            "teachers": self._teacher,
            "indicators": self._sign,
        }
        own = looked_for[fault.table](cells, fault.column) if fault.table in looked_for else None
        own = own or self._in_table(fault.table, cells)
        if own is None:
            return fault
        page, row, place, header = own
        if place is None:
            place, header = _place(page, row, fault.column)
        return replace(
            fault,
            table=self._called(page),
            row=row,
            column=header or fault.column,
            cell="" if place is None else cell_name(row, place),
            who=self._name(cells),
        )

    def _called(self, page: Page) -> str:
        """What a sheet is called among the others."""
        same = sum(other.name == page.name for other in self.pages)
        return page.name if same <= 1 else f"{page.file}, {page.name}"

    def _name(self, cells: Row) -> str:
        pupil = self.roster.pupils.get(cells.get("student_id", ""))
        return cells.get("name", "") if pupil is None else pupil.name

    @cached_property
    def _marks(self) -> Mapping[tuple[str | None, str, str], Mark]:
        find = self.roster.find
        return {(find(mark.who, tell=False), mark.subject, mark.exam): mark
                for mark in self.found.marks}  # fmt: skip

    def _mark(self, cells: Row, column: str) -> _Place | None:
        key = (cells.get("student_id", ""), cells.get("subject", ""), cells.get("exam", ""))
        mark = self._marks.get(key)
        if mark is None:
            return None
        own = mark.column if column in _OF_A_MARK else None
        place, header = (None, "") if own is None else (own.place, own.bare)
        return mark.who.page, mark.who.row, place, header

    def _pupil(self, cells: Row, column: str) -> _Place | None:
        named: Who | None = None
        for member in (*self.found.members, *self.found.marked):
            if self.roster.find(member.who, tell=False) == cells.get("student_id"):
                # Of several sheets the last one counts that says it.
                named = member.who if named is None or column in member.facts else named
        return None if named is None else (named.page, named.row, None, "")

    def _sign(self, cells: Row, _column: str) -> _Place | None:
        for sign in self.found.signs:
            said = all(cells.get(column) == text for column, text in sign.facts.items())
            if said and self.roster.find(sign.who, tell=False) == cells.get("student_id"):
                return sign.who.page, sign.who.row, None, ""
        return None

    def _teacher(self, cells: Row, _column: str) -> _Place | None:
        for told, page in zip(self.found.told, self.pages, strict=True):
            for block in blocks_of(page) if told.kind == "teachers" else ():
                for row, own in block.rows:
                    names = [text_of(block, own, role) for role in (Role.NAME, Role.TEACHER)]
                    if cells.get("name", "") in filter(None, names):
                        return page, row, None, ""
        return None

    def _in_table(self, name: str, cells: Row) -> _Place | None:
        """The row of a sheet that is a table itself, by its key."""
        table = self.found.tables.get(name)
        if table is None:
            return None
        key = _KEYS[name] or table.header
        rows = [
            row
            for row, own in table.rows
            if all(own.get(one, "") == cells.get(one, "") for one in key)
        ]
        for told, page in zip(self.found.told, self.pages, strict=True):
            is_it = told.kind == "table" and (table_of(page) or table_of(page, partly=True))
            if rows and is_it and is_it.name == name:
                return page, rows[-1], None, ""
        return None


_Place = tuple[Page, int, int | None, str]
"""The sheet, the row, and the column with its header where they are known."""


def _place(page: Page, row: int, column: str) -> tuple[int | None, str]:
    """(the place of a column of the tables in the sheet, its header there)."""
    for block in blocks_of(page):
        if any(number == row for number, _ in block.rows):
            for one in block.columns:
                if one.role == column:
                    return one.place, one.header
    for _, cells in page.rows[:_TITLES]:
        for place in range(len(cells)):
            if at(cells, place) and column_name(cells[place]) == column:
                return place, cells[place]
    return None, ""
