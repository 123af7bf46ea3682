"""The process that reads one workbook: what it finds, as JSON on its standard output.

It is started by ``reader`` with its bounds, takes no more memory and time than they say, and may
end in any way at all: the reading library lays out every cell up to the last, and aborts where
memory is over. It imports little, for it is started for each workbook.
"""

from __future__ import annotations

import contextlib
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pairing.io.books.scan import Seen, percent_styles, scan_sheet, sheet_parts
from pairing.io.vocabulary.aliases import table_name

__all__ = ["main"]

# Those that ``pairing.io.raw.cells`` knows, which has more than this process needs.
ROUNDED, NO_VALUE = "\0rounded ", "\0no value"
_DIGITS = 1e15
"""A spreadsheet keeps 15 digits of a number: one that is larger is not what was typed."""


def _restrict(memory: int, seconds: int) -> None:
    """Take no more memory and time than that, where the platform can say so."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(kind)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (most, hard))


def _look(path: Path, wanted: set[str]) -> dict[str, Seen]:
    """What the XML says of each sheet; nothing of a workbook that is no zip of XML."""
    if not zipfile.is_zipfile(path):
        return {}
    found = {}
    with zipfile.ZipFile(path) as archive:
        percent = percent_styles(archive)
        for sheet, part in sheet_parts(archive).items():
            if sheet in wanted and part.lower().endswith(".xml"):
                with archive.open(part) as file:
                    found[sheet] = scan_sheet(file, percent)
    return found


def _rows(sheet: CalamineSheet, seen: Seen) -> Iterator[tuple[int, list[str]]]:
    start = sheet.start
    if start is None:
        return
    marked: dict[int, dict[int, tuple[str, str]]] = {}
    for (row, column), mark in seen.marks.items():
        marked.setdefault(row, {})[column] = mark
    # Rows come from the first one that is filled, and from the first column.
    for number, cells in enumerate(sheet.iter_rows(), 1):
        own = marked.get(number, {})
        # A sheet may have a million empty rows before its last.
        if not own and cells.count("") == len(cells):
            continue
        texts = [_text(cell) for cell in cells]
        for column, (kind, told) in own.items():
            if column <= len(texts):
                texts[column - 1] = _shown(kind, told, cells[column - 1], texts[column - 1])
        if any(text.strip() for text in texts):
            yield number, texts


def _shown(kind: str, told: str, cell: Any, text: str) -> str:
    match kind:
        case "error":
            return told or "#VALUE!"
        case "formula":
            return NO_VALUE
    return f"{round(float(cell) * 100, 9):.12g}%" if isinstance(cell, int | float) else text


def _merged(sheet: CalamineSheet) -> list[tuple[int, int, int]]:
    """(first row from 1, column from 0, last row) of each cell that reaches over several rows."""
    ranges = sheet.merged_cell_ranges or ()
    return [(first + 1, column, last + 1) for (first, column), (last, _) in ranges if last > first]


def _text(cell: Any) -> str:
    match cell:
        case str():
            return cell
        case bool():
            return "yes" if cell else "no"
        case float() if abs(cell) >= _DIGITS:
            return f"{ROUNDED}{int(cell)}" if cell.is_integer() else str(cell)
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date():
            return cell.isoformat()
        case time():
            # A fraction of a day with few digits falls short of its minute.
            minutes = round((cell.hour * 3600 + cell.minute * 60 + cell.second) / 60)
            return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
        case timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(cell)


def _read(path: Path, cells: int, rows: int, *, known_only: bool) -> dict[str, Any]:
    book = CalamineWorkbook.from_path(path)
    visible = {
        one.name: one.visible is SheetVisibleEnum.Visible
        for one in book.sheets_metadata
        if one.typ is SheetTypeEnum.WorkSheet
    }
    names = list(visible)
    wanted = [name for name in names if not known_only or table_name(name) is not None]
    looked = _look(path, set(wanted))
    sheets: list[dict[str, Any]] = []
    for name in names:
        told: dict[str, Any] = {
            "name": name,
            "rows": None,
            "fault": None,
            "looked": name in looked,
            "hidden": not visible[name],
        }
        sheets.append(told)
        if name not in wanted:
            continue
        seen = looked.get(name, Seen())
        if seen.rows * seen.columns > cells:
            told["fault"] = "cells"
            continue
        filled = []
        for row in _rows(book.get_sheet_by_name(name), seen):
            filled.append(row)
            if len(filled) > rows:
                told["fault"] = "rows"
                break
        else:
            told["rows"] = filled
            told["merged"] = _merged(book.get_sheet_by_name(name))
    return {"sheets": sheets}


def main(path: str, options: str) -> None:
    """Read the workbook; ``options`` is JSON: memory, seconds, cells, rows, known_only."""
    given = json.loads(options)
    _restrict(given["memory"], given["seconds"])
    try:
        answer = _read(Path(path), given["cells"], given["rows"], known_only=given["known_only"])
        # In one go: written piece by piece, it is made by the slow encoder.
        text = json.dumps(answer)
    except MemoryError:
        text = json.dumps({"error": "memory"})
    except BaseException as error:  # a panic of the reading library is no Exception
        text = json.dumps({"error": "unreadable", "words": str(error)})
    sys.stdout.write(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
