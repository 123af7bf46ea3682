"""Tables of a school in which people wrote their own words: 副校长, 周一, 人际关系, 作弊, 5.0."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from pairing.io.raw.tables import RawTable
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.day_order import in_order, with_order
from pairing.io.sheets.found import Who
from pairing.io.sheets.page import Page
from pairing.io.sheets.readers.facts import vision_of
from pairing.io.sheets.readers.marks.mark_cells import number_in
from pairing.io.sheets.recognising.words import (
    absence,
    dimension_of,
    period_kind,
    roles_of,
    source_of,
    weekday_of,
)
from pairing.io.sheets.told import SheetTold
from pairing.io.vocabulary.aliases import value_name
from pairing.model.enums import Dimension, Missing, PeriodKind, Source
from pairing.model.messages.message import named, say_count

__all__ = ["worded"]

_DATES = ("date", "from", "to", "at")
_TOLD = ("作弊", "舞弊", "违纪", "違紀", "cheated")
"""Marks that were taken away: they count for nothing, and that is told."""


def worded(table: RawTable, page: Page, answers: Answers, told: SheetTold) -> RawTable:
    """The table with every cell in the words that tables have, as far as that is known.

    What nobody knows stays as it is, and is a fault of its cell.
    """
    left: dict[str, list[str]] = defaultdict(list)
    orders = {
        column: with_order(
            (cells.get(column, "") for _, cells in table.rows),
            f"table {table.name}",
            column,
            answers,
        )
        for column in _DATES
        if column in table.header
    }

    def row_of(number: int, cells: Mapping[str, str]) -> dict[str, str]:
        read = dict(cells)
        for column, reader in _READERS.get(table.name, {}).items():
            if text := cells.get(column, "").strip():
                read[column] = reader(text)
        for column, order in orders.items():
            read[column] = in_order(read.get(column, ""), order)
        if table.name == "students" and (text := cells.get("vision", "").strip()):
            read["vision"] = vision_of(text, Who(page, number), answers, told)
        if table.name == "scores":
            _mark(read, number, left)
        return read

    rows = tuple((number, row_of(number, cells)) for number, cells in table.rows)
    for word, numbers in left.items():
        told.doubts.append(
            say_count(
                "sheets.odd_marks_in_rows",
                "{word} is no mark, and is taken for none in row {rows}",
                "{word} is no mark, and is taken for none in rows {rows}",
                len(numbers),
                word=word,
                rows=named(numbers),
            )
        )
    return RawTable(table.name, table.header, rows)


def _mark(read: dict[str, str], number: int, left: dict[str, list[str]]) -> None:
    text = read.get("score", "").strip()
    if not text or number_in(text) is not None or "\0" in text or text.startswith("#"):
        return
    kind = absence(text) or (Missing.NOT_MARKED.value if text in _TOLD else None)
    if kind is None:
        return
    if text in _TOLD or not any(char.isalnum() for char in text):
        left[text].append(str(number))
    read["score"] = ""
    read["missing"] = read.get("missing") or kind


def _roles(text: str) -> str:
    known, unknown = roles_of(text)
    return text if unknown or not known else ";".join(known)


def _weekday(text: str) -> str:
    return str(weekday_of(text) or text)


def _one_of(
    column: str, words: frozenset[str], find: Callable[[str], str | None]
) -> Callable[[str], str]:
    def read(text: str) -> str:
        value = value_name(column, text)
        return value if value in words else find(text) or text

    return read


def _kind(text: str) -> str:
    found = period_kind([text])
    return found if found != "lesson" else text


_READERS: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "teachers": {"roles": _roles},
    "periods": {
        "weekday": _weekday,
        "kind": _one_of("kind", frozenset(PeriodKind), _kind),
    },
    "indicators": {
        "dimension": _one_of("dimension", frozenset(Dimension), dimension_of),
        "source": _one_of("source", frozenset(Source), source_of),
    },
}
