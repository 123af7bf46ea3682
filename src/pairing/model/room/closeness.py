"""What it means for two seats to be close, said of two seats at a time.

Closeness follows the file contract: two seats are *deskmate* when they share a
desk, *front_back* when one is straight before the other (same column, next row),
*side* when next to each other in a row and not at one desk, *diagonal* when next
row and next column. *Reach* is deskmate, front_back or side.

In a room with a free floor plan the seats have coordinates, in widths of a seat: then
how many rows and columns two seats are apart is the difference of their coordinates to
the nearest whole number; a seat that is half a place aside is straight before both. On a plain
grid that is the same.
"""

from __future__ import annotations

from enum import StrEnum
from math import floor

from pairing.model.records import LayoutSeat

__all__ = ["HALF", "Closeness", "are_close", "distance", "is_straight_before", "steps"]


class Closeness(StrEnum):
    """The named ways in which two seats are close."""

    DESKMATE = "deskmate"
    FRONT_BACK = "front_back"
    SIDE = "side"
    DIAGONAL = "diagonal"
    REACH = "reach"
    GROUP = "group"


HALF = 0.5 + 1e-9
"""So many places aside a seat is still before or behind another: staggered rows have two there."""


def steps(one: float, other: float) -> int:
    """How many whole places two coordinates are apart; a half counts as a whole."""
    return floor(abs(one - other) + 0.5)


def _apart(one: LayoutSeat, other: LayoutSeat) -> tuple[int, int]:
    """(rows, columns) between two seats."""
    return steps(one.depth, other.depth), steps(one.across, other.across)


def distance(one: LayoutSeat, other: LayoutSeat) -> int:
    """max(|rows apart|, |columns apart|), the Chebyshev distance."""
    return max(_apart(one, other))


def _in_line(one: LayoutSeat, other: LayoutSeat) -> bool:
    """Whether two seats are in one column; with half a place between them each is in both."""
    return abs(one.across - other.across) <= HALF


def is_straight_before(one: LayoutSeat, other: LayoutSeat, within: int) -> bool:
    """Whether ``one`` is in the same column as ``other``, at most ``within`` rows before it."""
    rows, _ = _apart(one, other)
    return _in_line(one, other) and 1 <= rows <= within and one.depth < other.depth


def are_close(one: LayoutSeat, other: LayoutSeat, name: Closeness) -> bool:
    """Whether two different seats of one room are close in the named way."""
    if one.seat_id == other.seat_id:
        return False
    rows, columns = _apart(one, other)
    match name:
        case Closeness.DESKMATE:
            return one.desk == other.desk
        case Closeness.FRONT_BACK:
            return rows == 1 and _in_line(one, other)
        case Closeness.SIDE:
            return rows == 0 and columns == 1 and one.desk != other.desk
        case Closeness.DIAGONAL:
            return rows == 1 and columns == 1 and not _in_line(one, other)
        case Closeness.GROUP:
            return one.group is not None and one.group == other.group
        case Closeness.REACH:
            front_back = rows == 1 and _in_line(one, other)
            return one.desk == other.desk or front_back or (rows, columns) == (0, 1)
