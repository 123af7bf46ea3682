"""A fault of a row that was made of a sheet is told at the sheet's own cell, with the pupil."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io.parsing import parse_tables
from pairing.io.sheets import Answers, import_sheets
from pairing.io.updating import update_in_hand
from pairing.model.messages.fault import Fault, InputError
from pairing.model.school import School
from sheets_book import book

Grid = list[list[Any]]
NAMES = ("王子涵", "李雨桐", "张浩然", "刘欣怡", "陈梓轩", "杨诗琪")


def where(fault: Fault) -> tuple[Any, ...]:
    return fault.table, fault.row, fault.cell, fault.column, fault.value, fault.who


def faults(*files: Path) -> list[tuple[Any, ...]]:
    return [where(one) for one in parse_tables(import_sheets(list(files)).raw).faults]


def marks(mark: int) -> Grid:
    rows = [[name, "四1班", mark if n == 3 else 80, 90] for n, name in enumerate(NAMES)]
    return [["四1班期中考试"], ["姓名", "班级", "语文（120）", "数学（100）"], *rows]


def test_a_mark_above_the_full_mark_names_its_cell_and_the_pupil(tmp_path: Path) -> None:
    file = book(tmp_path / "m.xlsx", 期中考试=marks(145))
    expected = [("期中考试", 6, "C6", "语文", "145", "刘欣怡")]
    assert faults(file) == expected
    with pytest.raises(InputError) as caught:
        update_in_hand([file], School(), Answers())
    (fault,) = caught.value.faults
    assert [where(fault)] == expected
    assert "期中考试 C6 (刘欣怡), 语文: '145'" in str(fault)


def test_two_sheets_of_one_name_are_told_apart_by_their_files(tmp_path: Path) -> None:
    files = [book(tmp_path / f"{n}.xlsx", 期中考试=marks(145 if n else 80)) for n in range(2)]
    assert [one[:3] for one in faults(*files)] == [("1.xlsx, 期中考试", 6, "C6")]


def test_what_lists_say_of_people_names_its_cell(tmp_path: Path) -> None:
    people = [[name, "四1班", 300 if n == 2 else 140] for n, name in enumerate(NAMES)]
    staff = [["李敏", "科任教师", 5, 3], ["王伟", "科任教师", 1, 3]]
    signs = [["陈梓轩", "心理", "哭", "昨天"], ["杨诗琪", "心理", "哭", "2026-09-01"]]
    file = book(
        tmp_path / "l.xlsx",
        名单=[["姓名", "班级", "身高"], *people],
        教师=[["姓名", "职务", "最少包保", "最多包保"], *staff],
        表现=[["姓名", "困难类型", "具体表现", "日期"], *signs],
    )
    assert set(faults(file)) == {
        ("名单", 4, "C4", "身高", "300", "张浩然"),
        ("教师", 2, "C2", "最少包保", "5", "李敏"),
        ("表现", 2, "D2", "日期", "昨天", "陈梓轩"),
    }


def test_a_row_of_a_sheet_that_is_a_table_keeps_its_own_number(tmp_path: Path) -> None:
    header = ["学号", "学科", "考试", "日期", "分数", "满分"]
    rows: Grid = [["S1", "语文", "期中", "2026-09-30", 80, 100]] * 2
    rows = [*rows, ["S2", "语文", "期中", "2026-09-30", 950, 100]]
    pupils: Grid = [["学号", "姓名", "班级", "性别"]]
    pupils += [[f"S{n}", name, "四1班", "女"] for n, name in enumerate(NAMES, 1)]
    file = book(tmp_path / "t.xlsx", 学生=pupils, 成绩=[header, *rows])
    assert ("成绩", 4, "E4", "分数", "950", "李雨桐") in faults(file)
