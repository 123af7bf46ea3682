"""Workbooks of a small school, and ways in which their XML is bent."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

Rows = list[list[Any]]
ROWS: dict[str, Rows] = {
    "students": [
        ["student_id", "name", "class_id", "gender"],
        *([f"S{number}", f"Name {number}", "7A", "FM"[number % 2]] for number in range(1, 7)),
    ],
    "teachers": [["teacher_id", "name", "roles"], ["T1", "Ada", "homeroom;subject"]],
    "classes": [["class_id", "grade", "homeroom_teacher_id", "layout_id"], ["7A", "7", "T1", "R"]],
    "teaching": [["class_id", "subject", "teacher_id"], ["7A", "maths", "T1"]],
    "scores": [
        ["student_id", "subject", "exam", "date", "score", "full_score"],
        *([f"S{n}", "maths", "mid", "2026-09-30", 50 + 5 * n, 100] for n in range(1, 7)),
    ],
    "layouts": [
        ["layout_id", "seat_id", "row", "column", "desk"],
        *(["R", f"A{n}", 1, n, f"d{n}"] for n in range(1, 7)),
    ],
    "periods": [["period_id", "weekday", "start", "end", "kind"]],
}


def write_book(path: Path, **changed: Rows) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for name, rows in {**ROWS, **changed}.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def write_folder(folder: Path, **changed: Rows) -> Path:
    folder.mkdir()
    for name, rows in {**ROWS, **changed}.items():
        text = "\n".join(",".join(map(str, row)) for row in rows) + "\n"
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def bend(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """The workbook with the XML of one part changed."""
    bent = path.with_name(f"bent-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bent, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename.endswith(part):
                changed = change(text.decode("utf-8"))
                assert changed != text.decode("utf-8")
                text = changed.encode("utf-8")
            new.writestr(entry.filename, text)
    return bent
