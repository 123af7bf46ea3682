"""The kinds of cell that tables hold: identifiers, words, dates, lists in one cell."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from pairing.model.messages.expected import DATE, TIME
from pairing.model.messages.message import say
from pairing.model.messages.validation import unfit

__all__ = [
    "Day",
    "Identifier",
    "Name",
    "Names",
    "Number",
    "TimeOfDay",
    "TimeZone",
    "Word",
    "split_cell",
]

_SEPARATORS = re.compile("[;\N{FULLWIDTH SEMICOLON}]")


def split_cell(cell: Any) -> Any:
    """Several values of one cell, as a tuple without blanks or repeats."""
    if isinstance(cell, str):
        parts = (part.strip() for part in _SEPARATORS.split(cell))
        return tuple(dict.fromkeys(part for part in parts if part))
    return () if cell is None else cell


def _iso_date(cell: Any) -> Any:
    # Left alone, pydantic would read '20240901' as seconds since 1970.
    try:
        return date.fromisoformat(cell.strip()[:10]) if isinstance(cell, str) else cell
    except ValueError:
        raise unfit(DATE) from None


def _iso_time(cell: Any) -> Any:
    try:
        return time.fromisoformat(cell.strip().zfill(5)) if isinstance(cell, str) else cell
    except ValueError:
        raise unfit(TIME) from None


def _no_controls(text: str) -> str:
    if any(ord(char) < 32 or ord(char) == 127 for char in text):
        raise unfit(say("expected.no_controls", "text without control characters"))
    return text


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise unfit(
            say("expected.time_zone", "a time zone such as Asia/Shanghai or Europe/London")
        ) from None
    return name


Identifier = Annotated[
    str,
    # A spreadsheet takes a cell that begins with one of these for a formula.
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=64, pattern=r"^[^=+\-@;][^;]*$"
    ),
    AfterValidator(_no_controls),
]
Word = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^=+\-@;][^;]*$"
    ),
    AfterValidator(_no_controls),
]
Name = Annotated[
    str,
    # A person's name is never refused for its characters; an Excel cell holds no more.
    StringConstraints(strip_whitespace=True, min_length=1, max_length=32_767),
]
Names = Annotated[tuple[Word, ...], BeforeValidator(split_cell)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Day = Annotated[date, BeforeValidator(_iso_date)]
TimeOfDay = Annotated[time, BeforeValidator(_iso_time)]
TimeZone = Annotated[str, AfterValidator(_known_zone)]
