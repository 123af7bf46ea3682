"""What is expected of an input: the messages that many checks share."""

from __future__ import annotations

from collections.abc import Iterable

from pairing.model.messages.message import Message, say

__all__ = ["DATE", "DATE_ORDER", "EMPTY", "NO_ZONE", "TIME", "column_named", "known_in", "one_of"]

DATE = say("expected.date", "a date such as 2026-09-30")
DATE_ORDER = say(
    "expected.date_order",
    "dates whose day and month cannot be taken for each other: 03/04/2026 may be the 3rd of April"
    " or the 4th of March; write 2026-04-03, for the whole column",
)
NO_ZONE = say("expected.no_zone", "a time of day such as 08:00, without a time zone")
TIME = say("expected.time", "a time such as 08:00")
EMPTY = say("expected.filled", "a value; the cell is empty")


def one_of(words: Iterable[str], *, empty: bool = False) -> Message:
    """One word of a list; ``empty`` says that the cell has none at all."""
    listed = tuple(words)
    if empty:
        return say("expected.one_of_filled", "one of {words}; the cell is empty", words=listed)
    return say("expected.one_of", "one of {words}", words=listed)


def known_in(column: str, table: str) -> Message:
    """A name that another table knows."""
    return say("expected.known_in", "a {column} that stands in {sheet}", column=column, sheet=table)


def column_named(column: str) -> Message:
    """A column that the table lacks."""
    return say("expected.column", "a column {column}", column=column)
