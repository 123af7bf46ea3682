"""Text for files, and files written whole."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Any

__all__ = ["FORMULA_SIGNS", "cell", "csv_text", "file_name", "write_atomically"]

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes text that begins with one of these for a formula."""


def cell(value: Any) -> str:
    """A value as the text of one CSV cell, guarded where a spreadsheet would run it."""
    match value:
        case None:
            return ""
        case Enum():
            return cell(value.value)
        case tuple():
            return ";".join(cell(part) for part in value)
        case time():
            return value.isoformat("minutes")
        case date():
            return value.isoformat()
        case float():
            return f"{value:g}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_SIGNS) else text


def csv_text(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A CSV file's text, every line ended by a line feed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()


def file_name(identifier: str) -> str:
    """An identifier as a part of a file's name; two that differ never become the same."""
    safe = re.sub(r"[^\w-]", "_", identifier)[:40]
    if safe == identifier:
        return safe
    return f"{safe}-{hashlib.sha256(identifier.encode()).hexdigest()[:8]}"


def write_atomically(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    """Write each file whole: nobody ever sees half of one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        draft = folder / f".{name}.part"
        draft.write_bytes(data)
        draft.replace(folder / name)


def write_table(
    name: str, header: Iterable[str], rows: Iterable[Iterable[Any]], folder: Path
) -> None:
    """Write one table of its own into a folder; a plan that lies there stays.

    Raises InputError where the folder cannot be written.
    """
    write_atomically(folder, {f"{name}.csv": csv_text(header, rows)})
