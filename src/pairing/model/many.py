"""Several values in one cell: how people part them, and how they are written so that none is lost.

The process that reads workbooks needs this too, so it loads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["joined", "parted"]

_SEMICOLONS = re.compile("[;\N{FULLWIDTH SEMICOLON}]")
_ANY = re.compile(
    "[;,\N{FULLWIDTH SEMICOLON}\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}"
    "\N{HALFWIDTH IDEOGRAPHIC COMMA}]"
)


def parted(cell: str) -> list[str]:
    """The values of a cell, each once: by semicolons, or else by commas of any script.

    Where there is a semicolon as our own files have it, a comma is a part of a value.
    """
    parts = (_SEMICOLONS if ";" in cell else _ANY).split(cell)
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def joined(values: Iterable[str]) -> str:
    """The values as one cell, which ``parted`` takes apart again."""
    cell = ";".join(values)
    # One value alone with a comma in it: nothing else would say that it is one.
    return f"{cell};" if ";" not in cell and _ANY.search(cell) else cell
