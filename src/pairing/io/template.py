"""The Excel template: a sheet a table, with notes, drop-downs and a page that says how.

All of it is in the language that is asked for, and read in whatever language is spoken then.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from datetime import time
from enum import Enum
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pairing.io.vocabulary.words import choice_word, choices_of, guide_word, header_word, sheet_word
from pairing.language import N_, speaking, translated
from pairing.model.many import joined
from pairing.model.records import TABLES, Record

if TYPE_CHECKING:
    from pairing.model.school import School

__all__ = ["write_template"]

_ROWS = 5000
_REFERENCES = {
    "class_id": ("classes", "A"),
    "teacher_id": ("teachers", "A"),
    "homeroom_teacher_id": ("teachers", "A"),
    "student_id": ("students", "A"),
    "other_id": ("students", "A"),
    "period_id": ("periods", "A"),
}
_TITLE = N_("The tables of a school")
_GUIDE = (
    N_("Fill in one sheet after the other, from left to right. The names below lead to them."),
    N_("Each header has a note that says what belongs there: rest the pointer on it."),
    N_("Columns with a dark header must be filled, the others may stay empty."),
    N_("Sheets marked as optional may stay empty as a whole."),
    N_("Where a cell has a list, choose from it. Several values in one cell are parted by ;"),
    N_("Leave the names of the sheets and the headers as they are."),
    N_(
        "Then open this file in the app. If something is not right, every fault is listed there"
        " with its sheet, row and column."
    ),
    N_("Or plan without the app, on a command line:"),
)
_COMMAND = "pairing plan school.xlsx --out my-plan"
_OPTIONAL = N_("{name}  (optional)")


def write_template(
    path: str | PathLike[str], school: School | None = None, language: str = "en"
) -> None:
    """Write an empty workbook to fill in, or one that holds the tables of ``school``.

    Its sheets, headers, notes and lists speak ``language``, a code of ``LANGUAGES``.

    Raises OSError where it cannot be written.
    """
    memory = io.BytesIO()
    # Text stays text: a name that begins with '=' is a name.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # Its hundred parts stay in memory, for a file of its own for each costs more than all else.
    options |= {"in_memory": True}
    with (
        speaking(language),
        xlsxwriter.Workbook(memory, {**options, "default_date_format": "yyyy-mm-dd"}) as book,
    ):
        must = book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "white"})
        may = book.add_format({"bold": True, "bg_color": "#DDEBF7"})
        _guide(book)
        for kind in TABLES:
            _sheet(book, kind, must, may, school.table(kind.table) if school else ())
    Path(path).write_bytes(memory.getvalue())


def _guide(book: Workbook) -> None:
    sheet = book.add_worksheet(guide_word())
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    title = book.add_format({"bold": True, "font_size": 16})
    wrapped = book.add_format({"text_wrap": True})
    sheet.write(0, 0, translated(_TITLE), title)
    lines = [*map(translated, _GUIDE), _COMMAND]
    for number, line in enumerate(lines, 2):
        sheet.write(number, 0, line, wrapped)
    for number, kind in enumerate(TABLES, len(lines) + 3):
        name = sheet_word(kind.table)
        told = name if kind.required else translated(_OPTIONAL).format(name=name)
        sheet.write_url(number, 0, f"internal:{_quoted(name)}!A1", string=told)


def _sheet(
    book: Workbook, kind: type[Record], must: Format, may: Format, rows: tuple[Record, ...]
) -> None:
    sheet = book.add_worksheet(sheet_word(kind.table))
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(kind.columns()):
        field, header = kind.field_of(column), header_word(kind.table, column)
        sheet.write(0, number, header, must if field.is_required() else may)
        sheet.set_column(number, number, max(12, _width(header) + 4))
        sheet.write_comment(0, number, translated(field.description or column), {"x_scale": 2})
        if choice := _choices(kind, column):
            # A warning and no stop: several values may stand in one cell.
            sheet.data_validation(
                1,
                number,
                _ROWS,
                number,
                {
                    "validate": "list",
                    "source": choice,
                    "error_type": "warning",
                    "ignore_blank": True,
                },
            )
    columns = tuple(zip(kind.model_fields, kind.columns(), strict=True))
    for row, record in enumerate(rows, 1):
        for number, (name, column) in enumerate(columns):
            value = _cell(kind, column, getattr(record, name))
            if value is not None and value != "":
                sheet.write(row, number, value)


def _choices(kind: type[Record], column: str) -> str | Sequence[str | int] | None:
    """The drop-down of a column: a closed list of words, or the ids of another sheet."""
    if values := choices_of(kind, column):
        return [choice_word(kind, column, value) for value in values]
    target = _REFERENCES.get(column)
    if target and target[0] != kind.table:
        sheet, letter = _quoted(sheet_word(target[0])), target[1]
        return f"={sheet}!${letter}$2:${letter}${_ROWS}"
    return None


def _cell(kind: type[Record], column: str, value: Any) -> str | int | float | None:
    """A value as its cell has it; of a closed list, as the drop-down has it."""
    match value:
        case None:
            return None
        case tuple():
            return joined(str(_cell(kind, column, part)) for part in value)
        case Enum():
            return choice_word(kind, column, value.value)
        case int() if choices_of(kind, column):
            return choice_word(kind, column, value)
        case str() | int() | float():
            return value
        case time() if not value.second:
            return value.isoformat("minutes")
    return str(value.isoformat())


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _width(text: str) -> int:
    """The room that a text needs: a Chinese sign as much as two letters."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
