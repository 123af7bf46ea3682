"""Which columns of a sheet hold marks: those of subjects and exams, and at times the total."""

from __future__ import annotations

from dataclasses import replace

from pairing.io.sheets.page import normal
from pairing.io.sheets.readers.marks.mark_cells import most_marks, number_in
from pairing.io.sheets.readers.rows import summary_of
from pairing.io.sheets.recognising.blocks import Block, Column, at
from pairing.io.sheets.recognising.vocabulary import Role
from pairing.io.sheets.recognising.words import is_item

__all__ = ["has_marks", "is_long", "mark_columns"]

_TOTALS = ("总分", "總分", "总成绩", "總成績", "total", "totalmarks", "totalscore")
_ITEMS = 2
_MOSTLY = 0.6
"""A column without a known header is one of marks where so many of its cells are."""


def has_marks(block: Block) -> bool:
    """Whether there are marks under a header."""
    return bool(mark_columns(block)) or is_long(block)


def is_long(block: Block) -> bool:
    """A row a mark, with the subject in a column."""
    return bool(block.first(Role.SUBJECT) and block.of_role(Role.SCORE))


def mark_columns(block: Block) -> tuple[Column, ...]:
    """The columns of a sheet that hold marks."""
    found = tuple(
        column
        for column in block.columns
        # 听力 is hearing in a list of pupils, and listening where it is marked.
        if column.role is Role.SCORE
        or (column.role in (None, Role.HEARING) and _holds_marks(block, column))
    )
    if (total := _total_of_items(block, found)) is not None:
        return (total,)
    if found:
        return found
    # Where nothing else is marked, the total is the mark.
    return tuple(
        column
        for column in block.of_role(Role.TOTAL)
        if normal(column.header) in _TOTALS and any(map(number_in, block.cells(column)))
    )[:1]


def _total_of_items(block: Block, found: tuple[Column, ...]) -> Column | None:
    """The mark of a paper whose questions have a column each; None where it is no such sheet."""
    items = [column for column in found if is_item(column.bare)]
    wholes = [column for column in found if column not in items]
    bare = [
        column
        for column in (*block.of_role(Role.TOTAL), *wholes)
        if not column.subject and not column.exam and any(map(number_in, block.cells(column)))
    ]
    if len(items) < _ITEMS or not bare or any(one not in bare for one in wholes):
        return None
    return replace(bare[0], role=Role.SCORE)


def _holds_marks(block: Block, column: Column) -> bool:
    cells = [
        at(cells, column.place)
        for _, cells in block.rows
        if at(cells, column.place) and not summary_of(block, cells)
    ]
    marks = sum(
        (found := number_in(cell)) is not None and 0 <= found[0] <= most_marks() for cell in cells
    )
    return bool(column.header) and bool(cells) and marks >= _MOSTLY * len(cells)
