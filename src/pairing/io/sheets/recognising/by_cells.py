"""What the cells of a column say where its header may mean two things: ids, and sides of life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pairing.io.raw.cells import shown
from pairing.io.sheets.page import normal
from pairing.io.sheets.recognising.blocks import Column, at
from pairing.io.sheets.recognising.vocabulary import Role
from pairing.io.sheets.recognising.words import is_dimension, summary_word

__all__ = ["by_cells"]

Rows = Sequence[tuple[int, tuple[str, ...]]]

_NAMES = (Role.NAME, Role.FIRST_NAME, Role.LAST_NAME)
_OF_OTHERS = (
    Role.DIMENSION, Role.INDICATOR, Role.TEACHER, Role.TEACHER_ID, Role.DUTIES, Role.TEACHES,
)  # fmt: skip
"""Where these are, a number is that of a sign or of a teacher."""
_MOSTLY = 0.6
"""A column is of sides of life where so many of its cells are words for one."""
_BEYOND = 10
"""Numbers of a list that goes on from another, or has gaps, are not so far beyond their count."""


def by_cells(columns: tuple[Column, ...], rows: Rows) -> tuple[Column, ...]:
    """The columns, with those that their cells say to be something else than their headers."""
    sided = tuple(
        replace(column, role=Role.DIMENSION)
        if column.role is Role.AREA and _are_sides_of_life(column, rows)
        else column
        for column in columns
    )
    if any(column.role is Role.ID or column.role in _OF_OTHERS for column in sided):
        return sided
    named = [column for column in sided if column.role in _NAMES]
    ids = next(
        (one for one in sided if one.role is Role.NUMBER and _are_ids(one, named, rows)), None
    )
    return tuple(replace(one, role=Role.ID) if one is ids else one for one in sided)


def _are_sides_of_life(column: Column, rows: Rows) -> bool:
    """Whether cells under 'area' say which side of life is meant, and no street or village."""
    cells = [cell for _, own in rows if (cell := at(own, column.place))]
    return bool(cells) and sum(map(is_dimension, cells)) >= _MOSTLY * len(cells)


def _are_ids(column: Column, names: Sequence[Column], rows: Rows) -> bool:
    """Whether the numbers of a list are ids: each once, and not the count of its rows."""
    cells = [
        normal(shown(at(own, column.place)))
        for _, own in rows
        if any(at(own, name.place) for name in names) and not any(map(summary_word, own))
    ]
    if not cells or not all(cells) or len(set(cells)) < len(cells):
        return False
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    return len(numbers) < len(cells) or max(numbers) > 2 * len(cells) + _BEYOND
