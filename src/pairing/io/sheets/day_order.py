"""Dates of which day and month could be swapped: one question for a whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pairing.io.sheets.answers import Answers
from pairing.language import N_
from pairing.model.messages.message import say, word

__all__ = ["in_order", "with_order"]

_SWAPPABLE = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d\d)")
_DAY, _MONTH = N_("day first"), N_("month first")
_MONTHS = 12


def with_order(cells: Iterable[str], place: str, column: str, answers: Answers) -> str:
    """Whether the day or the month comes first in a column; '' where nothing can be swapped.

    What no month can be says it for the whole column; else it is asked about.
    """
    found = [match for cell in cells if (match := _SWAPPABLE.fullmatch(cell.strip()))]
    if not found:
        return ""
    first = any(int(match[1]) > _MONTHS for match in found)
    second = any(int(match[2]) > _MONTHS for match in found)
    if first != second:
        return _DAY if first else _MONTH
    words = say(
        "sheets.day_order",
        "whether {date} has the day or the month first is not said: {order}",
        date=found[0][0],
        order=word(_DAY),
    )
    return str(answers.ask(place, f"date_order {column}", _DAY, words, (_DAY, _MONTH)))


def in_order(cell: str, order: str) -> str:
    """A date as year, month and day, where its order is known; other cells as they are."""
    match = _SWAPPABLE.fullmatch(cell.strip())
    if match is None or not order:
        return cell
    day, month = (match[1], match[2]) if order == _DAY else (match[2], match[1])
    year = match[3] if len(match[3]) > 2 else f"20{match[3]}"
    return f"{year}-{int(month):02}-{int(day):02}"
