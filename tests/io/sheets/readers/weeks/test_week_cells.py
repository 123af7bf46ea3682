"""Cells of a drawn week with one lesson or several."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairing.io.sheets.readers.weeks.week_cells import lessons_of_cell
from sheets_book import book
from timetable_files import BASE, take

Found = list[tuple[str, str, str, str]]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("语文", [("语文", "", "", "")]),
        ("语文/王丽", [("语文", "王丽", "", "")]),
        ("语文\n王丽 302", [("语文", "王丽", "", "")]),
        ("语文（1-8周） 王 丽 302", [("语文", "王丽", "1-8", "")]),
        ("Maths R12 Ana Bell", [("Maths", "Ana Bell", "", "")]),
        ("编程 张三", [("编程", "张三", "", "")]),
        ("物理/历史", [("物理", "", "", "物理"), ("历史", "", "", "历史")]),
        ("物理/历史\n张三/李四", [("物理", "张三", "", "物理"), ("历史", "李四", "", "历史")]),
        ("物理 张三\n历史 李四", [("物理", "张三", "", "物理"), ("历史", "李四", "", "历史")]),
        ("物理(单)/历史(双)", [("物理", "", "odd", ""), ("历史", "", "even", "")]),
        ("单 物理 / 双 历史", [("物理", "", "odd", ""), ("历史", "", "even", "")]),
        ("单周物理\n双周历史", [("物理", "", "odd", ""), ("历史", "", "even", "")]),
        ("编程(单)/陶艺(双)", [("编程", "", "odd", ""), ("陶艺", "", "even", "")]),
        ("Maths odd weeks / PE even weeks", [("Maths", "", "odd", ""), ("PE", "", "even", "")]),
        ("Maths weeks 2-6 Ana Bell", [("Maths", "Ana Bell", "2-6", "")]),
        ("Maths (odd) / PE (even)", [("Maths", "", "odd", ""), ("PE", "", "even", "")]),
        (
            "第1-4周 语文 王丽 / 第5-8周 音乐 陈红",
            [("语文", "王丽", "1-4", ""), ("音乐", "陈红", "5-8", "")],
        ),
        (
            "数学 王丽 单周；信息 赵强 双周",
            [("数学", "王丽", "odd", ""), ("信息", "赵强", "even", "")],
        ),
        ("/", []),
        ("单", []),
    ],
)
def test_cells(cell: str, found: Found) -> None:
    read = lessons_of_cell(cell, "7A", 1, 1)
    assert [(one.subject, one.teacher, one.weeks, one.group) for one in read] == found


def test_a_drawn_week_with_several_lessons_in_a_cell(tmp_path: Path) -> None:
    days = ["Monday", "Tuesday", "Wednesday"]
    week = [
        ["Timetable of class 7A"],
        ["", *days],
        ["08:00-08:40", "Physics (odd) / Chemistry (even)", "Physics / History", "Maths"],
    ]
    path = book(tmp_path / "week.xlsx", Week=week)
    taken = take([path])
    rows = [(row["subject"], row["weeks"], row["set_id"]) for row in taken.maker.rows["timetable"]]
    assert sorted(rows) == [
        ("Chemistry", "even", ""),
        ("History", "", ""),
        ("Maths", "", ""),
        ("Physics", "", ""),
        ("Physics", "odd", ""),
    ]
    groups = {"group History": "Fay Gray", "group Physics": "S001;S003"}
    assert {("class 7A", one) for one in groups} <= taken.asked()
    taken = take([path], {"class 7A": dict(groups)})
    sets = {row["set_id"]: row["students"] for row in taken.maker.rows["sets"]}
    assert sets == {"Physics 7A": "S001;S003", "History 7A": "S002"}
    assert {row["set_id"] for row in taken.maker.rows["timetable"]} == {"", *sets}


def test_a_group_may_be_a_tag(tmp_path: Path) -> None:
    week = [["7A"], ["", "Mon", "Tue", "Wed"], ["08:00-08:40", "Maths", "Art/Music", "Maths"]]
    path = book(tmp_path / "week.xlsx", Week=week)
    said: dict[str, object] = {"group Music": "choir", "group Art": "S002;S003"}
    taken = take([path], {"class 7A": said})
    assert {row["students"] for row in taken.maker.rows["sets"]} == {"S001", "S002;S003"}
    assert BASE["students"][3]["tags"] == "choir", "who has it in 7B is in no lesson of 7A"
