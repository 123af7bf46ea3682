"""Rooms as schools have them: paired desks with aisles, group tables, a horseshoe."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from pairing.language import N_
from pairing.model.enums import Usable
from pairing.model.records import LayoutSeat

__all__ = ["PATTERNS", "group_tables", "horseshoe", "paired_desks", "patterned", "single_desks"]

PATTERNS = {
    "pairs": N_("Desks for two, with aisles"),
    "singles": N_("Single desks"),
    "tables": N_("Tables of four"),
    "horseshoe": N_("Horseshoe"),
}
"""The patterns of ``patterned``, in words."""
_TABLE = 4


def _seat(
    layout_id: str, row: int, column: int, desk: str, group: str | None, tags: Iterable[str] = ()
) -> LayoutSeat:
    return LayoutSeat(
        layout_id=layout_id,
        seat_id=f"{layout_id}-{row}-{column}",
        row=row,
        column=column,
        desk=desk,
        group=group,
        tags=tuple(tags),
        usable=Usable.YES,
    )


def paired_desks(layout_id: str, rows: int, columns: int = 8) -> list[LayoutSeat]:
    """Desks for two in columns, an aisle after each desk; each column of desks is a group."""
    seats = []
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            pair = (column + 1) // 2
            tags = ["window"] if column == 1 else []
            if column == columns and row in (1, rows):
                tags.append("door")
            if 1 < column < columns:
                tags.append("aisle")
            seats.append(_seat(layout_id, row, column, f"{row}-{pair}", f"G{pair}", tags))
    return seats


def single_desks(layout_id: str, rows: int, columns: int) -> list[LayoutSeat]:
    """A desk for each seat; each column is a group."""
    return [
        _seat(
            layout_id,
            row,
            column,
            f"{row}-{column}",
            f"G{column}",
            ["window"] if column == 1 else [],
        )
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
    ]


def patterned(pattern: str, layout_id: str, rows: int, columns: int) -> list[LayoutSeat]:
    """A room of one of ``PATTERNS`` with about ``rows`` x ``columns`` seats.

    Raises KeyError where there is no such pattern.
    """
    match pattern:
        case "pairs":
            return paired_desks(layout_id, rows, columns)
        case "singles":
            return single_desks(layout_id, rows, columns)
        case "tables":
            tables = -(-rows * columns // _TABLE)
            return group_tables(layout_id, [_TABLE] * tables)
        case "horseshoe":
            return horseshoe(layout_id, rows * columns)
    raise KeyError(pattern)


def group_tables(layout_id: str, sizes: Iterable[int], across: int = 4) -> list[LayoutSeat]:
    """Tables of 4 to 6 seats, two abreast; all seats of a table share it and its group."""
    seats = []
    for number, size in enumerate(sizes):
        top, left = (number // across) * 4 + 1, (number % across) * 3 + 1
        for place in range(size):
            row, column = top + place // 2, left + place % 2
            tags = ["window"] if column == 1 else []
            name = f"G{number + 1}"
            seats.append(_seat(layout_id, row, column, name, name, tags))
    return seats


def horseshoe(layout_id: str, at_least: int) -> list[LayoutSeat]:
    """Two horseshoes, one in the other, open to the front; desks for two along each."""
    for depth in count(3):
        width = depth + 4
        seats = [
            *_arc(layout_id, depth, 1, width, "outer"),
            *(_arc(layout_id, depth - 2, 3, width - 2, "inner") if depth > 3 else ()),
        ]
        if len(seats) >= at_least:
            return seats
    raise AssertionError("count never ends")


def _arc(layout_id: str, depth: int, left: int, right: int, name: str) -> list[LayoutSeat]:
    places = [(row, left) for row in range(1, depth)]
    places += [(depth, column) for column in range(left, right + 1)]
    places += [(row, right) for row in range(depth - 1, 0, -1)]
    return [
        _seat(layout_id, row, column, f"{name}-{number // 2 + 1}", name)
        for number, (row, column) in enumerate(places)
    ]
