"""What reading tells of what it took, and of what it did not: no fault, but nothing is hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pairing.io.raw.tables import RawTable, first_few
from pairing.io.vocabulary.aliases import near_column
from pairing.model.messages.message import Message, say, say_count

__all__ = ["percent_note", "unread_columns"]

_SAID_BY_RULE = {("timetable", "may_leave"): "pull_out"}
"""What people write into a column of a table, and a rule says here."""


def unread_columns(
    table: RawTable, unused: Sequence[str], open_columns: Collection[str]
) -> Iterator[Message]:
    """The columns of a table that nobody reads, with the one that may be meant."""
    others = []
    for column in unused:
        hint = near_column(column, open_columns)
        if rule := _SAID_BY_RULE.get((table.name, column)):
            yield say(
                "import.column_rule",
                "{table}: the column {column} was not read. Did you mean the rule {rule}?",
                table=table.name,
                column=column,
                rule=rule,
            )
        elif hint:
            yield say(
                "import.column_hint",
                "{table}: the column {column} was not read. Did you mean {hint}?",
                table=table.name,
                column=column,
                hint=hint,
            )
        else:
            others.append(column)
    if others:
        yield say_count(
            "import.columns",
            "{table}: {count} column was not read: {columns}",
            "{table}: {count} columns were not read: {columns}",
            len(others),
            table=table.name,
            columns=first_few(others),
        )
    if any(cells.get("", "").strip() for _, cells in table.rows):
        yield say(
            "import.no_header", "{table}: a column without a header was not read", table=table.name
        )


def percent_note(count: int) -> Message:
    """That marks written as percent were taken for marks out of 100."""
    return say_count(
        "import.percent",
        "{count} mark is written as percent, and was taken for marks out of 100.",
        "{count} marks are written as percent, and were taken for marks out of 100.",
        count,
    )
