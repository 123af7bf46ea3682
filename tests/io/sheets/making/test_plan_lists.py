"""A seating plan alone is a class: its names, its room and who sits where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io.sheets import Answers
from pairing.io.updating import Update, update_in_hand
from pairing.model.school import School
from sheets_book import book

Grid = list[list[Any]]
SIGNS = "子雨浩欣梓诗宇佳俊思"
NAMES = [f"王{one}{other}" for one in SIGNS for other in "涵桐然怡"]


def drawn(title: str = "") -> Grid:
    rows: Grid = [NAMES[at : at + 8] for at in range(0, 40, 8)]
    return [*([[title]] if title else []), ["讲台"], *rows]


def read(file: Path, before: School | None = None) -> Update:
    return update_in_hand([file], before or School(), Answers())


@pytest.mark.parametrize(
    ("file", "sheet", "title", "class_id"),
    [
        ("a.xlsx", "座位表", "四（3）班座位表", "四（3）班"),
        ("a.xlsx", "四3班座位", "", "四3班"),
        ("八年级2班.xlsx", "座位表", "", "八年级2班"),
        ("a.xlsx", "座位表", "", "1"),
    ],
)
def test_a_plan_alone_is_the_class_list(
    tmp_path: Path, file: str, sheet: str, title: str, class_id: str
) -> None:
    made = read(book(tmp_path / file, **{sheet: drawn(title)}))
    school = made.school
    assert [one.name for one in school.students] == NAMES
    assert set(school.class_) == {class_id}
    sits = {row.student_id: row.seat_id for row in school.seat_history}
    assert [sits[one.student_id] for one in school.students[:9]] == [
        *(f"1-{n}" for n in range(1, 9)),
        "2-1",
    ]
    codes = [one.code for one in made.made.sheets[0].taken]
    assert codes == ["sheets.plan_taken", "sheets.list_of_plan"]
    asked = {(one.key, one.sure) for one in made.made.answers.assumed if one.key == "class_id"}
    assert bool(asked) == (class_id == "1")


def test_duties_beside_names_are_no_part_of_them(tmp_path: Path) -> None:
    grid = drawn()
    grid[1][0] += "（班长）"
    grid[2][0] = NAMES[1]
    made = read(book(tmp_path / "a.xlsx", 座位表=grid))
    assert [one.name for one in made.school.students] == [*NAMES[:8], *NAMES[9:]]
    assert "sheets.in_two_seats" in [one.code for one in made.made.notes]


def test_where_a_list_is_known_a_plan_adds_nobody(tmp_path: Path) -> None:
    lists: Grid = [["姓名", "班级"], *([name, "四3班"] for name in NAMES[:-1])]
    plan = book(tmp_path / "plan.xlsx", 座位表=drawn())
    before = read(book(tmp_path / "list.xlsx", 名单=lists)).school
    made = read(plan, before)
    assert len(made.school.students) == 39
    assert len(made.school.seat_history) == 39
    both = book(tmp_path / "both.xlsx", 名单=lists, 座位表=drawn())
    assert len(read(both).school.students) == 39
