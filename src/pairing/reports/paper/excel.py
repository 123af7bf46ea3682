"""Excel workbooks of ours: text stays text, sheets have names and widths that suit."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import xlsxwriter
from rich.cells import cell_len
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

__all__ = ["LONGEST", "add_sheet", "head_format", "open_book", "sheet_title"]

LONGEST = 32_000
"""Excel takes no longer text in a cell."""
_WIDEST = 60
_MARGIN = 4
"""Signs of a column, and room beside them for the button of the filter."""


def open_book(file: io.BytesIO) -> Workbook:
    """A workbook; nothing in it is run as a formula or a link."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    return xlsxwriter.Workbook(file, options)


def head_format(book: Workbook) -> Format:
    """How the headers of tables look."""
    return book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "white"})


def add_sheet(
    book: Workbook,
    head: Format,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
) -> Worksheet:
    """A sheet of rows under its header, which stays in sight and filters them."""
    sheet = book.add_worksheet(sheet_title(book, title))
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        sheet.write(0, number, column, head)
    for line, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            sheet.write(line, number, value[:LONGEST] if isinstance(value, str) else value)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    # A Chinese sign is as wide as two Latin ones.
    for number, cells in enumerate(zip(columns, *rows, strict=True)):
        widest = max(cell_len(str(cell)[:_WIDEST]) for cell in cells)
        sheet.set_column(number, number, min(widest, _WIDEST) + _MARGIN)
    return sheet


def sheet_title(book: Workbook, wanted: str) -> str:
    """A name that Excel allows a sheet, and that no other sheet of the book has."""
    base = re.sub(r"[\[\]:*?/\\']", "_", wanted)[:25] or "_"
    taken = {sheet.name.casefold() for sheet in book.worksheets()}
    title, number = base, 2
    while title.casefold() in taken:
        title, number = f"{base} ({number})", number + 1
    return title
