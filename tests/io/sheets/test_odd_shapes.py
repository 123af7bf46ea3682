"""Sheets on their side, grids of teachers, rows of duties, questions of a paper, grades."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pairing.io.parsing import parse_tables
from pairing.io.sheets import Import, import_sheets
from pairing.io.sheets.recognising.titles import class_order
from pairing.io.sheets.recognising.words import Role, role_of
from pairing.model.messages.message import Message
from sheets_book import book

Grid = list[list[Any]]

NAMES = ("王子涵", "李雨桐", "张浩然", "刘欣怡", "陈梓轩", "杨诗琪")


def read(tmp_path: Path, **sheets: Grid) -> tuple[Import, dict[str, list[dict[str, str]]]]:
    made = import_sheets([book(tmp_path / "b.xlsx", **sheets)])
    assert parse_tables(made.raw).faults == []
    return made, {one.name: [cells for _, cells in one.rows] for one in made.raw.tables}


def doubts(made: Import) -> set[str]:
    return {note.code for sheet in made.sheets for note in sheet.doubts}


def left_out(made: Import) -> set[str]:
    return {note.code for sheet in made.sheets for note in sheet.left_out}


def listed(*classes: str) -> Grid:
    pairs = zip(NAMES, (classes * len(NAMES))[: len(NAMES)], strict=True)
    return [["姓名", "班级"], *map(list, pairs)]


def test_a_grid_of_teachers_is_who_teaches_what(tmp_path: Path) -> None:
    grid: Grid = [
        ["2026学年任课表"],
        ["班级", "班主任", "语文", "数学", "英语"],
        ["七1班", "王丽", "王丽", "李明", "赵红"],
        ["七2班", "周强", "孙静", "李明", "赵红/钱二"],
    ]
    made, tables = read(tmp_path, 花名册=listed("七1班", "七2班"), 任课表=grid)
    assert [one.kind for one in made.sheets] == ["class list", "teachers"]
    name = {row["teacher_id"]: row["name"] for row in tables["teachers"]}
    taught = {
        (row["class_id"], row["subject"], name[row["teacher_id"]]) for row in tables["teaching"]
    }
    assert taught == {
        ("七1班", "语文", "王丽"), ("七1班", "数学", "李明"), ("七1班", "英语", "赵红"),
        ("七2班", "语文", "孙静"), ("七2班", "数学", "李明"), ("七2班", "英语", "赵红"),
    }  # fmt: skip
    heads = {row["class_id"]: name[row["homeroom_teacher_id"]] for row in tables["classes"]}
    assert heads == {"七1班": "王丽", "七2班": "周强"}
    # The second name of a cell is not dropped in silence.
    assert "sheets.several_teachers" in doubts(made)


@pytest.mark.parametrize("label", ["姓名", "科目", ""])
def test_a_mark_sheet_may_have_a_column_a_pupil(label: str, tmp_path: Path) -> None:
    grid: Grid = [
        ["七（1）班期中考试"],
        [label, *NAMES, "平均分"],
        ["语文", 71, 72, 73, 74, 75, 76, 73.5],
        ["数学", 81, 82, "缺考", 84, 85, 86, 83.6],
        ["总分", 152, 154, 73, 158, 160, 162, ""],
    ]
    made, tables = read(tmp_path, 期中考试=grid)
    assert [row["name"] for row in tables["students"]] == list(NAMES)
    marks = [row["score"] for row in tables["scores"] if row["subject"] == "数学"]
    assert marks == ["81", "82", "", "84", "85", "86"]
    assert {row["class_id"] for row in tables["students"]} == {"七（1）班"}
    assert "sheets.turned" in doubts(made)


def test_a_row_of_duties_below_each_row_of_names_holds_no_seats(tmp_path: Path) -> None:
    drawn: Grid = [
        ["讲台"],
        list(NAMES[:3]),
        ["班长", "", "学习委员"],
        list(NAMES[3:]),
        ["", "组长", "语文课代表"],
    ]
    made, tables = read(tmp_path, 花名册=listed("七1班"), 座位表=drawn)
    assert [row["seat_id"] for row in tables["seat_history"]] == [
        "1-1", "1-2", "1-3", "2-1", "2-2", "2-3",
    ]  # fmt: skip
    assert len(tables["layouts"]) == len(NAMES)
    assert "sheets.duty_rows" in left_out(made)


@pytest.mark.parametrize(
    "questions",
    [("1", "2", "3"), (1, 2, 3), ("第1题", "第2题", "第3题"), ("选择题", "填空题", "解答题")],
)
@pytest.mark.parametrize("whole", ["总分", "得分"])
def test_of_the_questions_of_a_paper_the_total_is_the_mark(
    questions: tuple[object, ...], whole: str, tmp_path: Path
) -> None:
    grid: Grid = [["姓名", *questions, whole]]
    grid += [[name, 5, 6, 7, 18 + number] for number, name in enumerate(NAMES)]
    made, tables = read(tmp_path, 数学小题分=grid)
    assert [row["score"] for row in tables["scores"]] == ["18", "19", "20", "21", "22", "23"]
    assert {row["subject"] for row in tables["scores"]} == {"数学"}
    (why,) = (note for note in made.sheets[0].left_out if note.code == "sheets.columns_left")
    reason = why.facts["why"]
    assert isinstance(reason, Message)
    assert reason.code == "sheets.items"


def test_beside_subjects_a_total_stays_a_sum(tmp_path: Path) -> None:
    grid: Grid = [["姓名", "语文", "数学", "总分"], *([name, 71, 82, 153] for name in NAMES)]
    _, tables = read(tmp_path, 期中考试=grid)
    assert {row["subject"] for row in tables["scores"]} == {"语文", "数学"}


def test_somebody_may_be_called_progress(tmp_path: Path) -> None:
    assert role_of("进步") is Role.LEVEL
    assert role_of("李进步") is None
    names = ["李进步", "进步", *NAMES[:2]]
    drawn: Grid = [["讲台"], names[:2], names[2:]]
    _, tables = read(tmp_path, 花名册=[["姓名"], *([name] for name in names)], 座位表=drawn)
    assert [row["name"] for row in tables["students"]] == names
    assert len(tables["seat_history"]) == len(names)


def test_grades_are_told_once_with_what_to_do(tmp_path: Path) -> None:
    grades = ("A", "B+", "C", "优", "良", "A")
    grid: Grid = [["姓名", "语文", "数学"]]
    grid += [[name, grade, 80] for name, grade in zip(NAMES, grades, strict=True)]
    made, _ = read(tmp_path, 期中考试=grid)
    (told,) = made.sheets[0].doubts
    assert told.code == "sheets.grades"
    assert told.facts["count"] == len(NAMES)


@pytest.mark.parametrize("years", [("七年级", "八年级"), ("7年级", "8年级")])
def test_a_year_without_a_number_is_the_class(years: tuple[str, str], tmp_path: Path) -> None:
    grid: Grid = [["姓名", "年级"]]
    grid += [[name, years[number % 2]] for number, name in enumerate(NAMES)]
    _, tables = read(tmp_path, 花名册=grid)
    assert {row["class_id"] for row in tables["students"]} == set(years)


def test_a_year_in_the_title_is_the_class(tmp_path: Path) -> None:
    made, tables = read(tmp_path, Sheet1=[["七年级花名册"], ["姓名"], *([one] for one in NAMES)])
    assert [row["class_id"] for row in tables["classes"]] == ["七年级"]
    assert any(one.key == "class_id" for one in made.answers.assumed)


def test_classes_stand_by_their_numbers(tmp_path: Path) -> None:
    _, tables = read(tmp_path, 花名册=listed("九年级", "七年级", "八年级"))
    assert [row["class_id"] for row in tables["classes"]] == ["七年级", "八年级", "九年级"]
    order = [
        "六（2）班",
        "七（2）班",
        "七（10）班",
        "十（1）班",
        "十一（1）班",
        "初一1班",
        "高一1班",
    ]
    mixed = order[3:] + order[:3]
    assert sorted(mixed, key=class_order) == order
    assert sorted(["10A", "7B", "7A"], key=class_order) == ["7A", "7B", "10A"]


def test_signs_that_turn_text_are_left_out_and_told_once(tmp_path: Path) -> None:
    names = [f"{name}\u202e" for name in NAMES]
    made, tables = read(tmp_path, 花名册=[["姓名"], *([name] for name in names)])
    assert [row["name"] for row in tables["students"]] == list(NAMES)
    (told,) = (note for note in made.notes if note.code == "sheets.turning")
    assert told.facts["count"] == len(NAMES)


def test_a_mark_over_several_rows_is_nobody_s_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("期中考试")
        sheet.write_row(0, 0, ["姓名", "语文", "数学"])
        for row, name in enumerate(NAMES, 1):
            sheet.write_row(row, 0, [name, "" if 2 <= row <= 4 else 70 + row, 80 + row])
        sheet.merge_range(2, 1, 4, 1, 88)
    made = import_sheets([file])
    told = [note for sheet in made.sheets for note in sheet.doubts]
    (merged,) = (note for note in told if note.code == "sheets.merged_mark")
    assert (merged.facts["where"], merged.facts["first"], merged.facts["last"]) == ("B3", 3, 5)
    marks = next(table for table in made.raw.tables if table.name == "scores")
    known = {(cells["student_id"], cells["subject"]): cells["score"] for _, cells in marks.rows}
    assert "88" not in known.values()
    assert sum(subject == "语文" and score != "" for (_, subject), score in known.items()) == (
        len(NAMES) - 3
    )
