"""What the process that reads a workbook answers, asked in this one and without its bounds."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pairing.io.books import child

CELLS: list[tuple[Any, str]] = [
    ("text", "text"),
    (True, "yes"),
    (False, "no"),
    (85.0, "85"),
    (85.5, "85.5"),
    (date(2026, 9, 30), "2026-09-30"),
    (datetime.fromisoformat("2026-09-30T08:05:00"), "2026-09-30T08:05:00"),
    (time(8, 5), "08:05"),
    (timedelta(hours=26), "26:00"),
    (110_101_201_301_010_011.0, f"{child.ROUNDED}110101201301010016"),
]


def answer(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **given: Any
) -> dict[str, Any]:
    """The answer to a workbook; the bounds of memory and time are for a process of its own."""
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(child, "_restrict", lambda memory, seconds: asked.append((memory, seconds)))
    options = {"memory": 7, "seconds": 5, "cells": 10_000, "rows": 100, "known_only": True}
    child.main(str(path), json.dumps({**options, **given}))
    assert asked == [(7, 5)]
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as made:
        percent = made.add_format({"num_format": "0%"})
        sheet = made.add_worksheet("scores")
        sheet.write_row(1, 0, ["a", 1, True])
        sheet.write_formula(1, 3, "=1/0", value="#DIV/0!")
        sheet.write_number(1, 4, 0.62, percent)
        sheet.write_row(3, 0, ["b"])
        made.add_worksheet("of my own").write(0, 0, "x")
    return path


def test_filled_rows_by_their_numbers(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scores, own = answer(book, monkeypatch, capsys)["sheets"]
    assert scores["rows"] == [
        [2, ["a", "1", "yes", "#DIV/0!", "62%"]],
        [4, ["b", "", "", "", ""]],
    ]
    assert (own["rows"], own["looked"]) == (None, False)
    everything = answer(book, monkeypatch, capsys, known_only=False)["sheets"]
    assert everything[1]["rows"] == [[1, ["x"]]]


@pytest.mark.parametrize(("bound", "most"), [("cells", 10), ("rows", 1)])
def test_a_sheet_beyond_a_bound_is_named_with_it(
    book: Path,
    bound: str,
    most: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (scores, _) = answer(book, monkeypatch, capsys, **{bound: most})["sheets"]
    assert (scores["fault"], scores["rows"]) == (bound, None)


def test_what_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook")
    assert answer(path, monkeypatch, capsys)["error"] == "unreadable"

    def too_much(*_: object, **__: object) -> dict[str, Any]:
        raise MemoryError

    monkeypatch.setattr(child, "_read", too_much)
    assert answer(path, monkeypatch, capsys) == {"error": "memory"}


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_a_cell_as_text(cell: Any, text: str) -> None:
    assert child._text(cell) == text


def test_a_formula_that_nobody_has_worked_out_has_no_value() -> None:
    assert child._shown("formula", "", "", "") == child.NO_VALUE
    assert child._shown("error", "", "", "") == "#VALUE!"
    assert child._shown("percent", "", "word", "word") == "word"
