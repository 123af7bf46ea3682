"""Lists of names: the class of a title above them, and columns of money, which are no marks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io.sheets import Answers, Import, import_sheets
from pairing.io.updating import update_in_hand
from pairing.model.school import School
from sheets_book import book

Grid = list[list[Any]]
NAMES = ("王子涵", "李雨桐", "张浩然", "刘欣怡", "陈梓轩", "杨诗琪", "赵宇航", "黄佳怡")


def classes(made: Import) -> list[str]:
    return [cells["class_id"] for table in made.raw.tables if table.name == "classes"
            for _, cells in table.rows]  # fmt: skip


def left_out(made: Import) -> dict[str, object]:
    """The columns that are not taken, by why."""
    facts: list[dict[str, Any]] = [dict(note.facts) for note in made.sheets[0].left_out]
    return {one["why"].code: one["columns"] for one in facts}


@pytest.mark.parametrize(
    ("title", "class_id"),
    [
        ("801班名单", "801班"),
        ("八（1）班名单", "八（1）班"),
        ("八(1)班学生名单", "八(1)班"),
        ("七年级3班", "七年级3班"),
        ("Class 7B", "7B"),
    ],
)
@pytest.mark.parametrize("width", [1, 3])
def test_a_title_above_names_says_the_class(
    tmp_path: Path, title: str, class_id: str, width: int
) -> None:
    rows = [list(NAMES[at : at + width]) for at in range(0, len(NAMES), width)]
    made = import_sheets([book(tmp_path / "a.xlsx", Sheet1=[[title], *rows])])
    assert classes(made) == [class_id]
    assert not made.answers.assumed or "class_id" not in {one.key for one in made.answers.assumed}


def test_the_name_of_a_file_of_marks_is_the_likely_class(tmp_path: Path) -> None:
    rows = [[name, 60 + n] for n, name in enumerate(NAMES)]
    made = import_sheets([book(tmp_path / "801班.xlsx", Sheet1=[["姓名", "语文"], *rows])])
    assert classes(made) == ["801班"]
    assert "class_id" in {one.key for one in made.answers.assumed}


@pytest.mark.parametrize(
    "header",
    [
        "金额",
        "收费",
        "缴费",
        "应缴",
        "实缴",
        "费用",
        "单价",
        "合计金额",
        "应缴金额",
        "已交",
        "餘額",
        "伙食费",
        "金額(元)",
        "amount",
        "fee",
        "Fees",
        "paid",
        "Amount_paid",
    ],
)
def test_money_is_no_subject(tmp_path: Path, header: str) -> None:
    rows = [[name, 85] for name in NAMES]
    header = header.replace("_", " ")
    made = import_sheets([book(tmp_path / "收费.xlsx", Sheet1=[["姓名", header], *rows])])
    assert not [cells for table in made.raw.tables if table.name == "scores"
                for _, cells in table.rows]  # fmt: skip
    assert "sheets.money" in left_out(made)
    marks: Grid = [["姓名", "语文", header], *([name, 70, 85] for name in NAMES)]
    made = import_sheets([book(tmp_path / "b.xlsx", 期中考试=marks)])
    subjects = {cells["subject"] for table in made.raw.tables if table.name == "scores"
                for _, cells in table.rows}  # fmt: skip
    assert subjects == {"语文"}


def test_whoever_has_not_paid_has_not_left(tmp_path: Path) -> None:
    whole: Grid = [["姓名", "班级"], *([name, "801班"] for name in NAMES)]
    before = update_in_hand([book(tmp_path / "a.xlsx", 名单=whole)], School(), Answers()).school
    paid: Grid = [["姓名", "班级", "金额"], *([name, "801班", 85] for name in NAMES[:5])]
    made = update_in_hand([book(tmp_path / "b.xlsx", 收费=paid)], before, Answers())
    assert len(made.school.students) == len(NAMES)
    assert made.changes == ()


def test_running_numbers_are_told_as_such(tmp_path: Path) -> None:
    rows = [[n, name, "801班"] for n, name in enumerate(NAMES, 1)]
    made = import_sheets([book(tmp_path / "a.xlsx", 名单=[["序号", "姓名", "班级"], *rows])])
    assert left_out(made) == {"sheets.numbers": ("序号",)}
