"""Raw tables: headers and cells as text, from CSV files or a workbook, with their row numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from pairing.errors import PairingError
from pairing.io.aliases import column_name, table_name
from pairing.io.writing import FORMULA_SIGNS
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message, quote, say

__all__ = ["RawTable", "UnreadableError", "decode", "parse_csv", "raw_tables"]


class UnreadableError(PairingError, ValueError):
    """A file or a table that cannot be read; ``message`` says what was expected."""


@dataclass(frozen=True)
class RawTable:
    """One table as text: ``rows`` are (row number in the sheet, cells by column)."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (a BOM or none), UTF-16 with a BOM, or GB18030.

    Raises UnreadableError with what was expected.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableError(say("files.encoding", "text in UTF-8 or GB18030"))


def raw_tables(path: Path) -> tuple[list[RawTable], list[Fault]]:
    """Every table of a folder of CSV files or of one workbook, and what cannot be read."""
    if path.is_dir():
        return _from_folder(path)
    return _from_workbook(path)


def _from_folder(folder: Path) -> tuple[list[RawTable], list[Fault]]:
    tables: list[RawTable] = []
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() != ".csv" or not file.is_file():
            continue
        name = table_name(file.stem)
        if name is None:
            continue
        if name in seen:
            faults.append(
                Fault(
                    name,
                    None,
                    "",
                    file.name,
                    say("files.one_each", "one file for it; there is {file}", file=seen[name]),
                )
            )
            continue
        seen[name] = file.name
        _collect(name, lambda file=file: _csv_lines(decode(file.read_bytes())), tables, faults)
    return tables, faults


def _from_workbook(path: Path) -> tuple[list[RawTable], list[Fault]]:
    tables: list[RawTable] = []
    faults: list[Fault] = []
    try:
        book = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, ValueError) as error:
        expected = say(
            "files.forms", "a folder of CSV files, an .xlsx workbook or a OneRoster export"
        )
        return [], [Fault(path.name, None, "", str(error), expected)]
    for sheet in book.sheet_names:
        name = table_name(sheet)
        if name is not None:
            _collect(name, lambda sheet=sheet: _sheet_lines(book, sheet), tables, faults)
    return tables, faults


def _collect(name: str, lines: Any, tables: list[RawTable], faults: list[Fault]) -> None:
    try:
        table, own = _table(name, lines())
    except (ValueError, csv.Error, CalamineError, OSError) as error:
        faults.append(Fault(name, None, "", "", _told(error)))
        return
    faults.extend(own)
    if table is not None:
        tables.append(table)


def parse_csv(name: str, text: str) -> tuple[RawTable | None, list[Fault]]:
    """One CSV text as a table."""
    try:
        return _table(name, _csv_lines(text))
    except (ValueError, csv.Error) as error:
        return None, [Fault(name, None, "", "", _told(error))]


def _told(error: Exception) -> Message:
    if isinstance(error, UnreadableError):
        return error.message
    # A library's own words where it has any.
    return quote(str(error)) if str(error) else say("files.readable_table", "a readable table")


def _csv_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    # Spreadsheets of some countries part cells by semicolons or tabs.
    delimiter = max(",;\t", key=lambda mark: (first.count(mark), mark == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = (
                say(
                    "files.long_cell",
                    "CSV that can be read: near row {row}, cells of at most {most} characters",
                    row=row,
                    most=csv.field_size_limit(),
                )
                if "limit" in str(error)
                else say(
                    "files.csv",
                    "CSV that can be read: near row {row}, {error}",
                    row=row,
                    error=str(error),
                )
            )
            raise UnreadableError(message) from None
        yield row, cells


def _sheet_lines(book: CalamineWorkbook, sheet: str) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(
        book.get_sheet_by_name(sheet).to_python(skip_empty_area=False), 1
    ):
        yield number, [_as_text(cell) for cell in cells]


def _as_text(cell: Any) -> str:
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date():
            return cell.isoformat()
        case time():
            return cell.isoformat("minutes")
        case timedelta():
            minutes = int(cell.total_seconds()) // 60
            return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(cell)


def _unguarded(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell


def _table(
    name: str, lines: Iterable[tuple[int, list[str]]]
) -> tuple[RawTable | None, list[Fault]]:
    iterator = iter(lines)
    header: tuple[str, ...] = ()
    for _, cells in iterator:
        if any(cell.strip() for cell in cells):
            header = tuple(column_name(cell) for cell in cells)
            break
    if not header:
        return None, [
            Fault(
                name,
                None,
                "",
                "",
                say("files.header", "a header in the first row; the table is empty"),
            )
        ]
    faults = [
        Fault(name, 1, column, column, say("files.column_once", "each column once"))
        for number, column in enumerate(header)
        if column and column in header[:number]
    ]
    rows = []
    for row, cells in iterator:
        if not any(cell.strip() for cell in cells):
            continue
        beyond = [cell for cell in cells[len(header) :] if cell.strip()]
        if beyond:
            shown = ", ".join(beyond)
            faults.append(
                Fault(
                    name,
                    row,
                    "",
                    shown,
                    say(
                        "files.cells_in_row",
                        "no more than {count} cells in a row",
                        count=len(header),
                    ),
                )
            )
        rows.append((row, dict(zip(header, map(_unguarded, cells), strict=False))))
    return RawTable(name, header, tuple(rows)), faults
