"""Sheets that are easily misread: what is no mark is none, and what is left out is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io.parsing import parse_tables
from pairing.io.sheets import Import, import_sheets
from sheets_book import book

Grid = list[list[Any]]

NAMES = ("王子涵", "李雨桐", "张浩然", "刘欣怡", "陈梓轩", "杨诗琪")


def read(tmp_path: Path, **sheets: Grid) -> tuple[Import, dict[str, Any]]:
    made = import_sheets([book(tmp_path / "b.xlsx", **sheets)])
    parsed = parse_tables(made.raw)
    assert parsed.faults == []
    return made, parsed.tables


def marks_of(tables: dict[str, Any], subject: str) -> list[float | None]:
    return [row.score for row in tables["scores"] if row.subject == subject]


def told(made: Import) -> str:
    return "\n".join(map(str, made.told()))


def test_letters_of_grades_are_nobodys_absence(tmp_path: Path) -> None:
    letters = ["A", "B", "e", "D", "B+", "缺考"]
    rows = [[name, letter, 70] for name, letter in zip(NAMES, letters, strict=True)]
    made, tables = read(tmp_path, 期中考试=[["姓名", "英语", "数学"], *rows])
    english = [row for row in tables["scores"] if row.subject == "英语"]
    assert [row.missing.value for row in english] == ["missed"]
    assert "A is no mark" in told(made) and "e is no mark" in told(made)


def test_an_a_among_marks_is_an_absence(tmp_path: Path) -> None:
    rows = [[name, "a" if number == 0 else 70] for number, name in enumerate(NAMES)]
    _, tables = read(tmp_path, 期中考试=[["姓名", "英语"], *rows])
    assert [row.missing and row.missing.value for row in tables["scores"]][0] == "missed"


def test_numbers_of_a_class_list_are_no_marks(tmp_path: Path) -> None:
    header = ["姓名", "年龄", "体重(kg)", "左眼视力", "右眼视力", "宿舍号"]
    rows = [[name, 10, 31.5, 5.0, 4.3 if name == NAMES[2] else 5.1, 201] for name in NAMES]
    made, tables = read(tmp_path, 花名册=[header, *rows])
    assert made.sheets[0].kind == "class list"
    assert tables["scores"] == []
    front = [row.name for row in tables["students"] if row.vision.value == "front"]
    assert front == [NAMES[2]]
    left = " ".join(map(str, made.sheets[0].left_out))
    assert "年龄" in left and "右眼视力" not in left


def test_ranks_and_sums_by_other_words_are_no_marks(tmp_path: Path) -> None:
    header = ["姓名", "语文", "班次", "校次", "折合分", "加分"]
    rows = [[name, 80 + n, n + 1, n + 20, 40, 5] for n, name in enumerate(NAMES)]
    _, tables = read(tmp_path, 期中考试=[header, *rows])
    assert {row.subject for row in tables["scores"]} == {"语文"}


def test_a_number_too_great_is_told_and_no_mark(tmp_path: Path) -> None:
    rows = [[name, 985 if name == NAMES[1] else 80] for name in NAMES]
    made, tables = read(tmp_path, 期中考试=[["姓名", "语文"], *rows])
    assert marks_of(tables, "语文") == [80] * 5
    assert {row.full_score for row in tables["scores"]} == {100}
    assert "985" in told(made) and "B3" in told(made)


def test_ids_in_the_place_of_marks_are_told(tmp_path: Path) -> None:
    rows = [[name, 20250001 + n, 80] for n, name in enumerate(NAMES)]
    made, tables = read(tmp_path, 期中考试=[["姓名", "语文", "数学"], *rows])
    assert {row.subject for row in tables["scores"]} == {"数学"}
    assert "20250001" in told(made)


@pytest.mark.parametrize("word", ["优秀", "90分以上", "最高", "不及格", "60分以下人数"])
def test_a_row_of_counts_is_no_student(tmp_path: Path, word: str) -> None:
    rows = [[name, 80] for name in NAMES]
    made, tables = read(tmp_path, 期中考试=[["姓名", "语文"], *rows, [word, 3]])
    assert [row.name for row in tables["students"]] == list(NAMES)
    assert word in told(made)


@pytest.mark.parametrize(("said", "severity"), [("一般", 1), ("较重", 2), ("严重", 3)])
def test_how_severe_a_sign_is(tmp_path: Path, said: str, severity: int) -> None:
    lists: Grid = [["姓名", "性别"], *([name, "男"] for name in NAMES)]
    signs: Grid = [["姓名", "困难类型", "具体表现", "严重程度"], [NAMES[0], "学习", "不交作业", said]]
    _, tables = read(tmp_path, 名单=lists, 摸排=signs)
    assert [int(row.severity) for row in tables["indicators"]] == [severity]


def test_a_table_of_means_below_has_no_students(tmp_path: Path) -> None:
    rows = [[name, 80, 81] for name in NAMES]
    below: Grid = [["科目", "平均分", "最高分"], ["语文", 77, 98], ["数学", 76, 97]]
    _, tables = read(tmp_path, 期中考试=[["姓名", "语文", "数学"], *rows, *below])
    assert [row.name for row in tables["students"]] == list(NAMES)
    assert marks_of(tables, "语文") == [80] * 6


def test_marks_above_their_header_are_told(tmp_path: Path) -> None:
    rows = [[name, 80, 81] for name in NAMES]
    header = ["姓名", "语文", "数学"]
    made, _ = read(tmp_path, 期中考试=[*rows, header, ["赵宇航", 70, 71]])
    assert made.sheets[0].left_out
    assert "1, 2, 3, 4" in told(made)


def test_subjects_that_nobody_knows_are_subjects(tmp_path: Path) -> None:
    rows = [[name, 80, 81] for name in NAMES]
    _, tables = read(tmp_path, 期中考试=[["姓名", "魔方", "口算"], *rows])
    assert {row.subject for row in tables["scores"]} == {"魔方", "口算"}
    assert len(tables["scores"]) == 12


@pytest.mark.parametrize("form", ["{}. {}", "{}、{}", "（{}）{}", "{}号 {}"])
@pytest.mark.parametrize("header", [[], [["姓名"]]], ids=["bare", "headed"])
def test_a_number_before_a_name_is_not_of_it(tmp_path: Path, form: str, header: Grid) -> None:
    rows = [[form.format(n, name)] for n, name in enumerate(NAMES, 1)]
    _, tables = read(tmp_path, 名单=[*header, *rows])
    assert [row.name for row in tables["students"]] == list(NAMES)


def test_a_subject_drawn_with_blanks_is_the_same(tmp_path: Path) -> None:
    rows = [[name, "８０", 81] for name in NAMES]
    _, tables = read(tmp_path, 期中考试=[["姓 名", "语　文", "数 学成绩"], *rows])
    assert {row.subject for row in tables["scores"]} == {"语文", "数学"}
    assert marks_of(tables, "语文") == [80] * 6


def test_signs_without_width_are_not_seen(tmp_path: Path) -> None:
    rows = [[f"{name}\u200b", "80\u200b"] for name in NAMES]
    _, tables = read(tmp_path, 期中考试=[["姓名\u200b", "\ufeff语文"], *rows])
    assert [row.name for row in tables["students"]] == list(NAMES)
    assert marks_of(tables, "语文") == [80] * 6
