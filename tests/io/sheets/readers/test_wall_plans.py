"""Seating plans as they are drawn: a name is a name, and what is left out is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io.sheets import Import, import_sheets
from sheets_book import book

Grid = list[list[Any]]

NAMES = ("王子涵", "周五", "张浩然", "刘欣怡", "前门", "陈梓轩", "语文", "李娜")


def read(tmp_path: Path, names: tuple[str, ...], plan: Grid) -> Import:
    lists: Grid = [["学号", "姓名", "性别"], *([f"P{n}", one, "女"] for n, one in enumerate(names))]
    return import_sheets([book(tmp_path / "四（3）班.xlsx", 座位表=plan, 花名册=lists)])


def sitting(made: Import) -> int:
    (rows,) = (table.rows for table in made.raw.tables if table.name == "seat_history")
    return len(rows)


@pytest.mark.parametrize("mark", ["", "（班长）"])
def test_a_student_may_be_called_as_a_day_or_a_door(tmp_path: Path, mark: str) -> None:
    plan: Grid = [["讲台"], [*NAMES[:4]], [NAMES[4] + mark, *NAMES[5:]]]
    made = read(tmp_path, NAMES, plan)
    assert sitting(made) == len(NAMES)
    assert made.sheets[0].taken[0].facts["count"] == len(NAMES)
    assert made.sheets[0].doubts == []


def test_a_cell_that_is_no_name_is_told_and_an_empty_seat_is_not(tmp_path: Path) -> None:
    plan: Grid = [["讲台"], [NAMES[0], "周三", *NAMES[2:4]], ["空位", "T2", NAMES[5], NAMES[7]]]
    made = read(tmp_path, NAMES, plan)
    (doubt,) = made.sheets[0].doubts
    assert doubt.code == "sheets.no_names" and doubt.facts["count"] == 2
    assert "周三 (B2)" in str(doubt) and "T2 (B3)" in str(doubt)
    assert "空位" not in str(doubt)


def test_seats_are_counted_that_are_kept(tmp_path: Path) -> None:
    plan: Grid = [["讲台"], [*NAMES[:4]], [NAMES[0], "孙悟空", NAMES[5], NAMES[7]]]
    made = read(tmp_path, NAMES, plan)
    taken = made.sheets[0].taken[0]
    assert (taken.facts["count"], taken.facts["seats"]) == (sitting(made), 8) == (5, 8)
