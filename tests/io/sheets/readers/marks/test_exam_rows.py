"""A column of days in a mark sheet: the day of the exam, or as many sittings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io.sheets import Import, import_sheets
from sheets_book import NAMES, book

Grid = list[list[Any]]


def read(tmp_path: Path, header: str, days: list[str], title: str = "") -> Import:
    rows: Grid = [[title]] if title else []
    rows += [["Name", header, "Maths"]]
    names = [NAMES[n % len(NAMES)] for n in range(len(days))]
    rows += [[name, day, 60 + n] for n, (name, day) in enumerate(zip(names, days, strict=True))]
    return import_sheets([book(tmp_path / "b.xlsx", Autumn_exam=rows)])


def days_of(made: Import) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    (scores,) = (table for table in made.raw.tables if table.name == "scores")
    for _, row in scores.rows:
        found.setdefault(row["exam"], []).append(row["date"])
    return found


@pytest.mark.parametrize("header", ["Date", "考试日期", "Exam date", "Test date", "测验日期"])
@pytest.mark.parametrize("day", ["2026-10-12", "2026年10月12日", "2026/10/12", "12 October 2026"])
def test_one_day_in_a_column_is_the_day_of_the_exam(tmp_path: Path, header: str, day: str) -> None:
    made = read(tmp_path, header, [day] * len(NAMES), "Autumn exam, 2026/11/30")
    assert days_of(made) == {"Autumn_exam": ["2026-10-12"] * len(NAMES)}
    assert "sheets.exam_day" not in {one.words.code for one in made.answers.assumed}
    assert not any(one.code == "sheets.columns_left" for one in made.sheets[0].left_out)


def test_whoever_stands_on_two_days_sat_two_exams(tmp_path: Path) -> None:
    made = read(tmp_path, "Date", ["2026-10-12"] * 8 + ["2026-10-19"] * 8)
    assert [*days_of(made).values()] == [["2026-10-12"] * 8, ["2026-10-19"] * 8]
    assert "sheets.sat_on" in {one.code for one in made.sheets[0].taken}


def test_who_sat_some_days_later_sat_the_same_exam(tmp_path: Path) -> None:
    made = read(tmp_path, "Date", ["2026-10-12"] * 7 + ["2026-10-15"])
    assert days_of(made) == {"Autumn_exam": ["2026-10-12"] * 7 + ["2026-10-15"]}


def test_a_blank_day_is_that_of_the_others_and_an_odd_one_is_told(tmp_path: Path) -> None:
    made = read(tmp_path, "Date", ["2026-10-12"] * 6 + ["", "soon"])
    assert days_of(made) == {"Autumn_exam": ["2026-10-12"] * 8}
    (doubt,) = made.sheets[0].doubts
    assert doubt.code == "sheets.odd_days" and "soon (B9)" in str(doubt)
