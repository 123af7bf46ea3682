"""Signs that turn the direction of a text: in a name they would reverse whatever follows it."""

from __future__ import annotations

from pairing.model.messages.message import Message, say_count

__all__ = ["has_turning", "turning_note", "without_turning"]

_SIGNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
_GONE = dict.fromkeys(map(ord, _SIGNS))


def has_turning(cell: str) -> bool:
    """Whether a cell has such a sign."""
    return not cell.isascii() and not _SIGNS.isdisjoint(cell)


def without_turning(cell: str) -> str:
    """The cell without such signs."""
    return cell.translate(_GONE) if has_turning(cell) else cell


def turning_note(count: int) -> Message:
    """So many cells had such signs."""
    return say_count(
        "sheets.turning",
        "{count} cell has hidden signs that turn the direction of text; they are left out",
        "{count} cells have hidden signs that turn the direction of text; they are left out",
        count,
    )
