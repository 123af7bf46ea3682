"""Lists of who is in which set, beside class lists: 走班名单, 选科."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io.parsing import parse_tables
from pairing.io.sheets import Import, import_sheets
from sheets_book import book

Grid = list[list[Any]]

NAMES = ("王子涵", "李雨桐", "张浩然", "刘欣怡", "陈梓轩", "杨诗琪")
MEMBERS: Grid = [
    ["学号", "姓名", "班级", "性别"],
    *([f"2101{n:02}", name, "高二（1）班", "女"] for n, name in enumerate(NAMES, 1)),
]
CHOSEN: Grid = [
    [*MEMBERS[0], "选科"],
    *([*row, "物化生" if n < 3 else "历史"] for n, row in enumerate(MEMBERS[1:])),
]
STAFF: Grid = [
    ["姓名", "职务", "任教学科", "任教班级"],
    ["张伟", "科任教师", "物理", "高二（1）班"],
    ["赵敏", "科任教师", "历史", "高二（1）班"],
]
SETS: Grid = [
    ["教学班", "学科", "任课教师", "教室", "学生姓名", "行政班"],
    *(
        ["物理A班", "物理", "张伟", "物理室", name, "高二（1）班"]
        if n < 3
        else ["历史B班", "历史", "赵敏", "", name, "高二（1）班"]
        for n, name in enumerate(NAMES)
    ),
]
WEEK: Grid = [
    ["高二（1）班课程表"],
    ["节次", "时间", "星期一", "星期二", "星期三", "星期四", "星期五"],
    ["第1节", "8:00-8:45", "物理/历史", "语文", "数学", "语文", "数学"],
    ["第2节", "8:55-9:40", "语文", "数学", "语文", "物理/历史", "语文"],
    ["备注：10月10日（星期六）补星期五的课"],
]


def read(tmp_path: Path, sheets: dict[str, Grid]) -> tuple[dict[str, Any], Import]:
    made = import_sheets([book(tmp_path / "school.xlsx", **sheets)])
    parsed = parse_tables(made.raw)
    assert parsed.faults == []
    return parsed.tables, made


def notes_of(made: Import, code: str) -> list[Any]:
    return [
        note
        for told in made.sheets
        for note in (*told.taken, *told.left_out, *told.doubts)
        if note.code == code
    ]


def test_a_list_of_sets_names_pupils_and_no_teachers(tmp_path: Path) -> None:
    found, made = read(tmp_path, {"花名册": MEMBERS, "任课教师": STAFF, "走班名单": SETS})
    assert {one.name for one in found["teachers"]} == {"张伟", "赵敏"}
    assert {one.name for one in found["students"]} == set(NAMES)
    assert [one.tags for one in found["students"][:4]] == [("物理A班",)] * 3 + [("历史B班",)]
    assert made.sheets[-1].kind == "class list"


@pytest.mark.parametrize("lists", [{"花名册": CHOSEN}, {"花名册": MEMBERS, "走班名单": SETS}])
def test_who_is_in_a_set_follows_from_the_lists(tmp_path: Path, lists: dict[str, Grid]) -> None:
    found, made = read(tmp_path, {**lists, "任课教师": STAFF, "课表": WEEK})
    name_of = {one.student_id: one.name for one in found["students"]}
    sets = {one.subject: {name_of[key] for key in one.students} for one in found["sets"]}
    assert sets == {"物理": set(NAMES[:3]), "历史": set(NAMES[3:])}
    assert all(one.set_id for one in found["timetable"] if one.subject in ("物理", "历史"))
    # That it is a guess is told with the tag and how many have it.
    assert "timetables.group_tagged" in {one.words.code for one in made.answers.assumed}


def test_a_remark_under_a_week_is_told(tmp_path: Path) -> None:
    _, made = read(tmp_path, {"花名册": MEMBERS, "任课教师": STAFF, "课表": WEEK})
    (note,) = notes_of(made, "sheets.week_remark")
    assert "10月10日" in str(note)


def test_a_list_of_part_of_a_class_lets_nobody_leave(tmp_path: Path) -> None:
    alone: Grid = [["物理A班学生名单"], ["序号", "姓名", "行政班"]]
    alone += [[n, name, "高二（1）班"] for n, name in enumerate(NAMES[:3], 1)]
    found, _ = read(tmp_path, {"花名册": MEMBERS, "物理A班": alone})
    assert {one.class_id for one in found["students"]} == {"高二（1）班"}
    assert [one.tags for one in found["students"][:4]] == [("物理A班",)] * 3 + [()]


def test_a_remark_that_stands_under_a_day_is_no_lesson(tmp_path: Path) -> None:
    week = [*WEEK[:-1], ["备注", "", "10月10日（星期六）补星期五的课"]]
    found, made = read(tmp_path, {"花名册": MEMBERS, "任课教师": STAFF, "课表": week})
    assert {one.subject for one in found["timetable"]} == {"语文", "数学", "物理", "历史"}
    (note,) = notes_of(made, "sheets.week_remark")
    assert "10月10日" in str(note)
