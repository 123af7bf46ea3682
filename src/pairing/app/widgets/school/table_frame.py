"""A table of the school as the grid has it, in the reader's words, and back to its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, get_args

import numpy as np
import pandas as pd
import streamlit as st

from pairing.app.state.edits.table_edits import Row
from pairing.app.text import t
from pairing.io.vocabulary.aliases import value_name
from pairing.io.vocabulary.words import choice_label, choices_of, header_word
from pairing.model.many import joined, parted
from pairing.model.records import Record
from pairing.model.room.places import place_word

__all__ = [
    "NUMBER",
    "ROW",
    "TARGETS",
    "column_config",
    "frame_of",
    "options_of",
    "rows_of",
    "shown_value",
]

ROW = "\0row"
"""The column of row numbers: no table has one of this name."""
NUMBER = "#"
"""What it is called: rooms have a column of rows themselves."""
_PEOPLE = ("students", "teachers")
TARGETS: Mapping[str, tuple[str, ...]] = {
    "class_id": ("classes",),
    "teacher_id": ("teachers",),
    "homeroom_teacher_id": ("teachers",),
    "layout_id": ("layouts",),
    "period_id": ("periods",),
    "student_id": ("students",),
    "other_id": ("students",),
    "tutor_id": ("students",),
    "tutee_id": ("students",),
    "person_id": _PEOPLE,
    "wants_id": _PEOPLE,
    "host_id": _PEOPLE,
}
"""The tables whose ids a column takes."""
_YES, _NO = "yes", "no"
_WIDE = ("name", "indicator", "note", "roles", "subjects", "serves")

Options = Mapping[str, Mapping[str, str]]
"""What a column of ids may hold, and what each is called, by column."""


def frame_of(kind: type[Record], numbers: Sequence[int], rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as the grid shows them, each with its number."""
    columns: dict[str, list[Any]] = {column: [] for column in kind.columns()}
    for row in rows:
        for column, cells in columns.items():
            cells.append(_grid_value(kind, column, row.get(column, "")))
    found = {ROW: pd.Series(list(numbers), dtype="Int64")}
    for column, cells in columns.items():
        found[column] = pd.Series(cells, dtype=_dtype(kind, column))
    return pd.DataFrame(found)


def rows_of(kind: type[Record], frame: pd.DataFrame) -> list[tuple[int | None, Row]]:
    """The rows of a grid as cells, each with its number; a new row has none."""
    found: list[tuple[int | None, Row]] = []
    for row in frame.to_dict("records"):
        number = row[ROW]
        cells = {column: _cell(kind, column, row[column]) for column in kind.columns()}
        found.append((None if pd.isna(number) else int(number), cells))
    return found


def shown_value(kind: type[Record], column: str, text: str) -> str:
    """A cell in the reader's words, as text."""
    if not choices_of(kind, column):
        return text
    if _is_many(kind, column):
        return joined(_word(kind, column, one) for one in parted(text))
    return _word(kind, column, text)


def column_config(kind: type[Record], options: Options, defaults: Row) -> dict[str, Any]:
    """How each column is shown and edited; a new row begins with the cells of ``defaults``."""
    found: dict[str, Any] = {
        ROW: st.column_config.NumberColumn(
            NUMBER, help=t("row"), disabled=True, pinned=True, width="small", format="%d"
        )
    }
    for column in kind.columns():
        field = kind.field_of(column)
        told = {
            "label": header_word(kind.table, column)
            + (" *" if _must_be_filled(kind, column) else ""),
            "help": t(field.description or column),
            "width": "medium" if column in _WIDE else None,
        }
        found[column] = _column(kind, column, told, options.get(column), defaults.get(column))
    return found


def _column(
    kind: type[Record],
    column: str,
    told: dict[str, Any],
    options: Mapping[str, str] | None,
    default: str | None,
) -> Any:
    words = [_word(kind, column, str(value)) for value in choices_of(kind, column)]
    types = _types(kind, column)
    if column == "usable":
        return st.column_config.CheckboxColumn(**told, default=True)
    if _is_many(kind, column):
        known = words or list(options or ())
        return st.column_config.MultiselectColumn(
            **told,
            options=known,
            accept_new_options=not words,
            default=[_word(kind, column, default)] if default else None,
        )
    if words:
        return st.column_config.SelectboxColumn(**told, options=words)
    if options is not None:
        names = dict(options)
        return st.column_config.SelectboxColumn(
            **told,
            options=list(names),
            default=default,
            format_func=lambda one: names.get(str(one), str(one)),
        )
    if date in types:
        return st.column_config.DateColumn(**told, format="YYYY-MM-DD")
    if _is_number(kind, column):
        return st.column_config.NumberColumn(**told)
    return st.column_config.TextColumn(**told, default=default)


def _grid_value(kind: type[Record], column: str, text: str) -> Any:
    if column == "usable":
        return text != _NO
    if _is_many(kind, column):
        parts = parted(text)
        return [_word(kind, column, one) for one in parts]
    if not text:
        return None
    if choices_of(kind, column):
        return _word(kind, column, text)
    if _is_date(kind, column):
        return pd.Timestamp(text) if _day(text) is not None else None
    if _is_number(kind, column):
        return float(text)
    return text


def _cell(kind: type[Record], column: str, value: Any) -> str:
    """A value of the grid as the text of a cell, in the words of the tables themselves."""
    text = _text(value)
    known = choices_of(kind, column) or _has_places(kind, column)
    return value_name(column, text, kind.table) if known else text


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, list | tuple | np.ndarray):
        return joined(map(str, value))
    if pd.isna(value):
        return ""
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value)


def _word(kind: type[Record], column: str, value: str) -> str:
    """The word for a value of a closed list; what stands in none stays as it is."""
    if _has_places(kind, column):
        return str(place_word(value))
    known = next((one for one in choices_of(kind, column) if str(one) == value), None)
    return value if known is None else choice_label(kind, column, known)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _dtype(kind: type[Record], column: str) -> Any:
    if column == "usable":
        return "bool"
    if _is_many(kind, column):
        return "object"
    if _is_date(kind, column):
        return "datetime64[s]"
    return "Float64" if _is_number(kind, column) else "string"


def _must_be_filled(kind: type[Record], column: str) -> bool:
    """Whether a cell of a column may not stay empty; a mark may, for whoever did not sit it."""
    field = kind.field_of(column)
    return field.is_required() and type(None) not in _types(kind, column)


def _has_places(kind: type[Record], column: str) -> bool:
    """Whether a column takes words of one's own, of which some have a meaning in every room."""
    return (kind.table, column) == ("layouts", "tags")


def _is_many(kind: type[Record], column: str) -> bool:
    return tuple in _types(kind, column)


def _is_date(kind: type[Record], column: str) -> bool:
    return date in _types(kind, column)


def _is_number(kind: type[Record], column: str) -> bool:
    """Whether a column takes numbers alone; a mark may be a word that says why there is none."""
    types = _types(kind, column)
    plain = int in types or float in types
    return plain and column != "score" and not choices_of(kind, column)


@cache
def _types(kind: type[Record], column: str) -> frozenset[Any]:
    """Every type that the values of a column may be of."""
    return frozenset(_made_of(kind.field_of(column).annotation))


def _made_of(annotation: Any) -> Iterator[Any]:
    own = getattr(annotation, "__origin__", annotation)
    if isinstance(own, type):
        yield own
    for part in get_args(annotation):
        yield from _made_of(part)


Find = Callable[[str], Mapping[str, str]]


def options_of(kind: type[Record], known: Find, subjects: Iterable[str]) -> Options:
    """What the columns of ids and of free lists may hold; ``known`` are the ids of a table."""
    found: dict[str, Mapping[str, str]] = {}
    for column in kind.columns():
        targets = TARGETS.get(column, ())
        if targets and (column,) != kind.key and kind.table not in targets:
            found[column] = {key: name for one in targets for key, name in known(one).items()}
        elif column == "subjects":
            found[column] = {one: one for one in subjects}
    return found
