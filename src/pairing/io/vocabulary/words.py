"""The words of tables, headers and closed lists in the language that is spoken.

They are what templates are written in; in English they are the contract's own. Whatever they are,
``aliases`` leads each of them back.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, StrEnum
from functools import cache
from typing import get_args

from pairing.io.vocabulary.aliases import GUIDE
from pairing.language import language, phrase, translated
from pairing.model.enums import (
    Attendance,
    Cause,
    DayKind,
    Dimension,
    ExamKind,
    Gender,
    GoalKind,
    GoalMeasure,
    GoalStatus,
    Held,
    Missing,
    PeriodKind,
    RecordKind,
    RelationKind,
    Role,
    Ruling,
    Sense,
    SessionKind,
    Source,
    Topic,
    Usable,
    WishFor,
    WishRank,
)
from pairing.model.messages.message import Message, quote, word
from pairing.model.records import TABLES, Record

__all__ = [
    "choice_label",
    "choice_message",
    "choice_word",
    "choices_of",
    "guide_word",
    "header_word",
    "sheet_message",
    "sheet_word",
    "texts_of_tables",
]

_AS_SHOWN: tuple[type[StrEnum], ...] = (
    Attendance,
    Dimension,
    PeriodKind,
    RecordKind,
    SessionKind,
    Source,
)
"""The lists whose words our pages show: there is one translation of them, the page's."""
_OF_TABLES: tuple[type[StrEnum], ...] = (
    Cause,
    DayKind,
    ExamKind,
    Gender,
    GoalKind,
    GoalMeasure,
    GoalStatus,
    Held,
    Missing,
    RelationKind,
    Role,
    Ruling,
    Sense,
    Topic,
    Usable,
    WishFor,
    WishRank,
)
"""The others: as bare words, some of theirs mean something else on a page."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = {
    "severity": ("mild", "marked", "severe"),
    "weekday": _DAYS,
    "follows": _DAYS,
}
"""The columns of numbers from 1 on that have words."""
_OWN = {
    ("units", "name"),
    ("meeting_rooms", "name"),
    ("wishes", "by"),
    ("cancellations", "by"),
    ("records", "by"),
    ("measures", "by"),
    ("reviews", "by"),
    ("goals", "measure"),
}
"""The columns that other languages name otherwise than those of the same name elsewhere."""


def guide_word() -> str:
    """The name of the sheet that says how to fill the others in."""
    return phrase("sheet.guide", (GUIDE,))


def sheet_word(table: str) -> str:
    """The name of a table's sheet."""
    return phrase(f"sheet.{table}", (table,))


def sheet_message(table: str) -> Message:
    """The name of a table's sheet, in words only where it is shown."""
    return Message(f"sheet.{table}", english=(table,))


def header_word(table: str, column: str) -> str:
    """The header of a column of a table."""
    return phrase(_header_code(table, column), (column,))


@cache
def choices_of(kind: type[Record], column: str) -> tuple[str | int, ...]:
    """The values of a column that takes those of a closed list alone; none where it is open."""
    if column in _NUMBERS:
        return tuple(range(1, len(_NUMBERS[column]) + 1))
    members = _list_of(kind, column)
    return tuple(member.value for member in members) if members else ()


def choice_word(kind: type[Record], column: str, value: str | int) -> str | int:
    """The word for a value of a closed list; in English the value itself."""
    if language() == "en":
        return value
    if column in _NUMBERS:
        return phrase(f"choice.{column}.{value}") or value
    members = _list_of(kind, column)
    if members is None:
        return value
    if members in _AS_SHOWN:
        return translated(str(value).replace("_", " "))
    return phrase(f"choice.{members.__name__}.{value}") or value


def choice_message(kind: type[Record], column: str, value: str) -> Message:
    """The word for a value of a closed list, or the value, in words only where it is shown."""
    members = _list_of(kind, column)
    if members is None or value not in [str(one.value) for one in members]:
        return quote(value)
    if members in _AS_SHOWN:
        return word(value.replace("_", " "))
    return Message(f"choice.{members.__name__}.{value}", english=(value,))


def choice_label(kind: type[Record], column: str, value: str | int) -> str:
    """The word for a value of a closed list on a page: of a number too, in English as well."""
    if language() == "en" and column in _NUMBERS:
        return _NUMBERS[column][int(value) - 1]
    return str(choice_word(kind, column, value))


def texts_of_tables() -> Iterator[tuple[str | None, str]]:
    """The code and the English text of all of these, and of the notes on the headers."""
    yield "sheet.guide", GUIDE
    for kind in TABLES:
        yield f"sheet.{kind.table}", kind.table
        for column in kind.columns():
            yield _header_code(kind.table, column), column
            yield None, kind.field_of(column).description or ""
    for members in _OF_TABLES:
        for member in members:
            yield f"choice.{members.__name__}.{member.value}", member.value
    for column, words in _NUMBERS.items():
        for number, text in enumerate(words, 1):
            yield f"choice.{column}.{number}", text


def _header_code(table: str, column: str) -> str:
    return f"header.{table}.{column}" if (table, column) in _OWN else f"header.{column}"


@cache
def _list_of(kind: type[Record], column: str) -> type[Enum] | None:
    annotation = kind.field_of(column).annotation
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, Enum):
            return part
    return None
