"""Marks that are nobody's: where they stand is told, and none of them is counted as taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io.sheets import Import, import_sheets
from sheets_book import book

Grid = list[list[Any]]

NAMES = ("王子涵", "李娜", "张浩然", "刘欣怡", "李娜", "陈梓轩", "杨诗琪")


def read(tmp_path: Path, marks: Grid, **others: Grid) -> tuple[Import, int]:
    made = import_sheets([book(tmp_path / "b.xlsx", 期中考试=marks, **others)])
    (scores,) = (table for table in made.raw.tables if table.name == "scores")
    return made, sum(bool(row["score"]) for _, row in scores.rows)


WIDE: Grid = [["姓名", "语文", "数学"], *([name, 60 + n, 80 - n] for n, name in enumerate(NAMES))]
LONG: Grid = [["姓名", "科目", "分数"]]
LONG += [[name, one, 60 + n] for one in ("语文", "数学") for n, name in enumerate(NAMES)]


@pytest.mark.parametrize(("grid", "cells"), [(WIDE, ["A3", "A6"]), (LONG, ["A3", "A6", "A10"])])
def test_two_of_one_name_are_told_at_every_cell(
    tmp_path: Path, grid: Grid, cells: list[str]
) -> None:
    made, kept = read(tmp_path, grid)
    (note,) = (note for note in made.notes if note.code == "sheets.double_names")
    assert all(f"期中考试 {cell}" in str(note) for cell in cells)
    (taken,) = (one for one in made.sheets[0].taken if "marks" in one.facts)
    assert (taken.facts["marks"], taken.facts["students"]) == (kept, 5) == (10, 5)


def test_a_mark_of_either_of_two_in_a_list_is_not_counted(tmp_path: Path) -> None:
    names: Grid = [["姓名", "性别"], *([name, "女"] for name in NAMES)]
    made, kept = read(tmp_path, WIDE[:4], 花名册=names)
    (taken,) = (one for one in made.sheets[0].taken if "marks" in one.facts)
    assert (taken.facts["marks"], taken.facts["students"]) == (kept, 2) == (4, 2)
    assert "期中考试 A3" in "".join(map(str, made.notes))
