"""A timetable of several classes in one sheet is read class by class."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pairing.io.parsing import parse_tables
from pairing.io.sheets import Import, import_sheets
from sheets_book import book

Grid = list[list[Any]]
DAYS = ["星期一", "星期二", "星期三", "星期四", "星期五"]
CLASSES = ("七年级1班", "七年级2班")
LESSONS = ("语文", "数学", "英语", "体育")
SIGNS = "子雨浩欣梓诗宇佳"
PEOPLE: Grid = [["姓名", "班级"]]
PEOPLE += [[f"王{one}涵", CLASSES[n % 2]] for n, one in enumerate(SIGNS)]


def line(class_id: str, n: int) -> list[Any]:
    shift = CLASSES.index(class_id)
    return [f"第{n + 1}节", *(LESSONS[(n + day + shift) % 4] for day in range(5))]


def lessons(made: Import) -> dict[str, list[str]]:
    """The subjects of each class, of the whole week period by period."""
    parsed = parse_tables(made.raw)
    assert parsed.faults == []
    assert len(parsed.tables["periods"]) in (20, 20 + 5, 20 + 10)
    rows: list[Any] = parsed.tables["timetable"]
    day = sorted(rows, key=lambda row: (row.period_id[3:], row.period_id))
    return {
        own: [row.subject for row in day if row.class_id == own]
        for own in dict.fromkeys(row.class_id for row in day)
    }


EXPECTED = {own: [cell for n in range(4) for cell in line(own, n)[1:]] for own in CLASSES}


@pytest.mark.parametrize("repeated", [True, False])
def test_a_column_names_the_classes(tmp_path: Path, repeated: bool) -> None:
    rows = [[own if repeated or n == 0 else "", *line(own, n)] for own in CLASSES for n in range(4)]
    week: Grid = [["课程总表"], ["班级", "节次", *DAYS], *rows]
    made = import_sheets([book(tmp_path / "w.xlsx", 名单=PEOPLE, 课程表=week)])
    assert lessons(made) == EXPECTED
    assert "?" not in "".join(map(str, made.told()))


def test_merged_cells_name_the_classes(tmp_path: Path) -> None:
    file = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(str(file)) as made:
        people, week = made.add_worksheet("名单"), made.add_worksheet("课程表")
        for row, cells in enumerate(PEOPLE):
            people.write_row(row, 0, cells)
        week.write_row(0, 0, ["班级", "节次", *DAYS])
        for number, own in enumerate(CLASSES):
            week.merge_range(1 + 4 * number, 0, 4 + 4 * number, 0, own)
            for n in range(4):
                week.write_row(1 + 4 * number + n, 1, line(own, n))
    assert lessons(import_sheets([file])) == EXPECTED


def test_a_number_is_a_class_of_the_grade_above(tmp_path: Path) -> None:
    rows = [[n + 1, *line(own, one)] for n, own in enumerate(CLASSES) for one in range(4)]
    week: Grid = [["七年级课程表"], ["班级", "节次", *DAYS], *rows]
    made = import_sheets([book(tmp_path / "w.xlsx", 名单=PEOPLE, 课程表=week)])
    assert lessons(made) == EXPECTED


def test_weeks_below_each_other_have_a_title_each(tmp_path: Path) -> None:
    week: Grid = []
    for own in CLASSES:
        week += [[f"{own}课程表"], ["节次", *DAYS], *(line(own, n) for n in range(4))]
    made = import_sheets([book(tmp_path / "w.xlsx", 名单=PEOPLE, 课程表=week)])
    assert lessons(made) == EXPECTED


def test_a_week_without_a_class_is_told_in_words(tmp_path: Path) -> None:
    week: Grid = [["节次", *DAYS], *(line("七年级1班", n) for n in range(4))]
    made = import_sheets([book(tmp_path / "w.xlsx", 名单=PEOPLE, 课程=week)])
    (note,) = [one for one in made.notes if one.code == "sheets.week_of_nobody"]
    assert "?" not in str(note)
    assert "no class is named" in str(note)
