"""The Excel template: a sheet a table, with notes, drop-downs and a page that says how."""

from __future__ import annotations

import io
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pairing.io.aliases import GUIDE
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
_GUIDE = (
    "Fill in one sheet after the other, from left to right. Each header has a note: rest the",
    "pointer on it. Columns with a dark header must be filled, the others may stay empty.",
    "Sheets marked 'optional' may stay empty as a whole.",
    "Then run:  pairing plan THIS_FILE.xlsx --out my-plan   or open it in the app.",
    "If something is not right, every fault is listed with its sheet, row and column.",
)


def write_template(path: Path, school: School | None = None) -> None:
    """Write an empty workbook to fill in, or one that holds the tables of ``school``.

    Raises OSError where it cannot be written.
    """
    memory = io.BytesIO()
    # Text stays text: a name that begins with '=' is a name.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # Its hundred parts stay in memory, for a file of its own for each costs more than all else.
    options |= {"in_memory": True}
    with xlsxwriter.Workbook(memory, {**options, "default_date_format": "yyyy-mm-dd"}) as book:
        must = book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "white"})
        may = book.add_format({"bold": True, "bg_color": "#DDEBF7"})
        _guide(book)
        for kind in TABLES:
            _sheet(book, kind, must, may, school.table(kind.table) if school else ())
    path.write_bytes(memory.getvalue())


def _guide(book: Workbook) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    title = book.add_format({"bold": True, "font_size": 16})
    sheet.write(0, 0, "A school for pairing", title)
    for number, line in enumerate(_GUIDE, 2):
        sheet.write(number, 0, line)
    start = len(_GUIDE) + 3
    for number, kind in enumerate(TABLES):
        word = "" if kind.required else "  (optional)"
        sheet.write_url(start + number, 0, f"internal:'{kind.table}'!A1", string=kind.table + word)


def _sheet(
    book: Workbook, kind: type[Record], must: Format, may: Format, rows: tuple[Record, ...]
) -> None:
    sheet = book.add_worksheet(kind.table)
    sheet.freeze_panes(1, 0)
    for number, (name, field) in enumerate(kind.model_fields.items()):
        column = field.alias or name
        sheet.write(0, number, column, must if field.is_required() else may)
        sheet.set_column(number, number, max(12, len(column) + 4))
        sheet.write_comment(0, number, field.description or column, {"x_scale": 2})
        if choice := _choices(column, kind, field.annotation):
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
    for row, record in enumerate(rows, 1):
        for number, name in enumerate(kind.model_fields):
            value = _cell(getattr(record, name))
            if value is not None and value != "":
                sheet.write(row, number, value)


def _choices(column: str, kind: type[Record], annotation: Any) -> Any:
    """The drop-down of a column: a closed list of words, or the ids of another sheet."""
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, Enum):
            return [str(member.value) for member in part]
    if get_origin(annotation) in (Union, UnionType):
        return None
    target = _REFERENCES.get(column)
    if target and target[0] != kind.table:
        return f"={target[0]}!${target[1]}$2:${target[1]}${_ROWS}"
    return None


def _cell(value: Any) -> Any:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ";".join(str(_cell(part)) for part in value)
    return value if isinstance(value, str | int | float) or value is None else value.isoformat()
