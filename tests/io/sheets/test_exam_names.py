"""Exams of one kind: two where days or titles say so, one where they do not, and which it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pairing.io.sheets import Answers, Import, import_sheets
from sheets_book import book

Grid = list[list[Any]]

NAMES = ("王子涵", "李雨桐", "张浩然", "刘欣怡", "陈梓轩")
Mark = Callable[[int], float]


def _first(number: int) -> float:
    return 60 + number


def _second(number: int) -> float:
    return 81 + 2 * number


def sheet(title: str, mark: Mark = _first, subject: str = "数学") -> Grid:
    rows: Grid = [["学号", "姓名", "班级", subject]]
    rows += [[f"P{n:02}", name, "七（1）班", mark(n)] for n, name in enumerate(NAMES, 1)]
    return [[title], *rows] if title else rows


def sat(made: Import) -> dict[str, dict[str, int]]:
    """How many marks each exam has of each day."""
    found: dict[str, dict[str, int]] = {}
    for table in made.raw.tables:
        for _, row in table.rows if table.name == "scores" else ():
            days = found.setdefault(row["exam"], {})
            days[row["date"]] = days.get(row["date"], 0) + 1
    return found


def marks(made: Import, exam: str) -> list[str]:
    (table,) = (table for table in made.raw.tables if table.name == "scores")
    return [row["score"] for _, row in table.rows if row["exam"] == exam]


def codes(made: Import) -> set[str]:
    return {note.code for note in made.notes}


def one_after_another(tmp_path: Path, *grids: Grid, answers: Answers | None = None) -> Import:
    """The sheets, each in a file of its own into the school that the others have made."""
    made = None
    for number, grid in enumerate(grids):
        file = book(tmp_path / f"{number}.xlsx", Sheet1=grid)
        last = number == len(grids) - 1
        into = made.raw.tables if made else ()
        made = import_sheets([file], answers if last else None, into=into)
    assert made is not None
    return made


def together(tmp_path: Path, *grids: Grid) -> Import:
    """The sheets in one workbook."""
    return import_sheets(
        [book(tmp_path / "b.xlsx", **{f"Sheet{n}": grid for n, grid in enumerate(grids)})]
    )


TITLES = [
    ("初一上学期期中（2025.11.10）", "初一下学期期中（2026.4.20）", "2025-11-10", "2026-04-20"),
    ("上学期期末考试（2026.1.20）", "下学期期末考试（2026.7.5）", "2026-01-20", "2026-07-05"),
    ("Half-term test, 2026/10/12", "End-of-term test, 2026/11/20", "2026-10-12", "2026-11-20"),
    ("Maths test, 12 October 2026", "Maths test, 9 November 2026", "2026-10-12", "2026-11-09"),
    ("数学小测 2026-09-07", "数学小测 2026-09-14", "2026-09-07", "2026-09-14"),
    ("期中考试 20251110", "期中考试 20260420", "2025-11-10", "2026-04-20"),
]  # fmt: skip


@pytest.mark.parametrize("how", [one_after_another, together])
@pytest.mark.parametrize(("one", "other", "day", "later"), TITLES, ids=lambda text: text[:12])
def test_two_days_are_two_exams(
    tmp_path: Path, how: Callable[..., Import], one: str, other: str, day: str, later: str
) -> None:
    made = how(tmp_path, sheet(one), sheet(other, _second))
    assert [*sat(made).values()] == [{day: 5}, {later: 5}]
    assert "sheets.two_marks" not in codes(made)
    first, second = (marks(made, exam) for exam in sat(made))
    assert (first[0], second[0]) == ("61", "83")


@pytest.mark.parametrize("how", [one_after_another, together])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("七年级上学期期末考试成绩", "七年级下学期期末考试成绩"),
        ("2024-2025学年期末考试", "2025-2026学年期末考试"),
        ("第一学期期中考试", "第二学期期中考试"),
        ("9月月考成绩", "十月月考成绩"),
        ("2026年3月月考", "2026年4月月考"),
        ("Unit 3 test", "Unit 4 test"),
        ("Half-term test", "End-of-term test"),
    ],
)
def test_titles_alone_say_that_there_are_two(
    tmp_path: Path, how: Callable[..., Import], one: str, other: str
) -> None:
    made = how(tmp_path, sheet(one), sheet(other, _second))
    assert [sum(days.values()) for days in sat(made).values()] == [5, 5]
    # The days that are assumed are such as the titles allow, so that it stays so.
    again = import_sheets(
        [book(tmp_path / "again.xlsx", Sheet1=sheet(other, _second))], into=made.raw.tables
    )
    assert sat(again) == sat(made)


def test_what_the_title_says_more_tells_them_apart(tmp_path: Path) -> None:
    made = one_after_another(
        tmp_path,
        sheet("期中考试（2025.11.10）"),
        sheet("下学期期中考试（2026.4.20）", _second),
        sheet("期中考试（2026.11.12）", lambda n: 40 + n),
        sheet("期中考试（2026.11.30）", lambda n: 50 - n),
    )
    assert [*sat(made)] == ["期中考试", "下学期期中考试", "期中考试 2026-11", "期中考试 2026-11-30"]


def test_the_same_exam_again_is_an_update_of_its_marks(tmp_path: Path) -> None:
    first, second = "初一上学期期中考试（2025.11.10）", "初一下学期期中考试（2026.4.20）"
    made = one_after_another(
        tmp_path, sheet(first), sheet(second, _second), sheet(second, lambda n: 30 + n)
    )
    assert [*sat(made).values()] == [{"2025-11-10": 5}, {"2026-04-20": 5}]
    assert [marks(made, exam)[0] for exam in sat(made)] == ["61", "31"]


def test_an_exam_without_a_day_is_the_one_of_its_name_and_keeps_its_day(tmp_path: Path) -> None:
    made = one_after_another(
        tmp_path, sheet("期中考试（2025.11.10）"), sheet("期中考试", lambda n: 60 + n + (n == 2))
    )
    assert sat(made) == {"期中考试": {"2025-11-10": 5}}
    assert marks(made, "期中考试") == ["61", "63", "63", "64", "65"]
    assert not made.doubted


def test_where_it_cannot_be_known_it_is_said_and_an_answer_parts_them(tmp_path: Path) -> None:
    grids = sheet("期中考试（2025.11.10）"), sheet("期中考试", _second)
    made = one_after_another(tmp_path, *grids)
    assert "sheets.exam_again" in codes(made) and made.doubted
    answers = Answers({"exam 期中考试": {"date": "2026-04-20"}})
    made = one_after_another(tmp_path, *grids, answers=answers)
    assert [*sat(made).values()] == [{"2025-11-10": 5}, {"2026-04-20": 5}]
    assert not list(answers.unheard())


def test_a_day_is_put_right_where_the_marks_are_the_same(tmp_path: Path) -> None:
    made = one_after_another(
        tmp_path, sheet("期中考试（2025.11.10）"), sheet("期中考试（2026.4.20）")
    )
    assert sat(made) == {"期中考试": {"2026-04-20": 5}}
    assert "sheets.exam_moved" in codes(made)


@pytest.mark.parametrize("how", [one_after_another, together])
def test_an_exam_may_take_some_days(tmp_path: Path, how: Callable[..., Import]) -> None:
    made = how(
        tmp_path,
        sheet("期中考试（2025.11.10）"),
        sheet("期中考试（2025.11.11）", _second, subject="英语"),
    )
    assert sat(made) == {"期中考试": {"2025-11-10": 5, "2025-11-11": 5}}


def test_rows_of_one_exam_and_two_days_are_two(tmp_path: Path) -> None:
    rows: Grid = [["姓名", "班级", "科目", "考试", "成绩", "日期"]]
    for day, mark in (("2025-11-10", _first), ("2026-04-20", _second)):
        rows += [
            [name, "七（1）班", "数学", "期中考试", mark(n), day] for n, name in enumerate(NAMES)
        ]
    made = together(tmp_path, rows)
    assert [*sat(made).values()] == [{"2025-11-10": 5}, {"2026-04-20": 5}]
