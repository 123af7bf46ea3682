"""A workbook as a class keeps it, dropped on the first page: read, corrected, planned."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import exports
from journeys import expect_page, open_page, plan
from sheets_book import book

_SUBJECTS = ("语文", "数学", "英语")


def _workbook(path: Path) -> Path:
    """Marks of a paper out of 110 at most: whether that is 120 or 150 nobody says."""
    chance = random.Random(4)
    names = [f"{one}{other}" for one in "王李张刘陈杨" for other in ("子涵", "雨桐")]
    rows = [[name, *(chance.randrange(40, 99) + 0.5 for _ in _SUBJECTS)] for name in names]
    rows[0][1] = 110
    marks: list[list[object]] = [["六（2）班期中考试成绩表"], ["姓名", *_SUBJECTS, "名次"]]
    marks += [[*row, place] for place, row in enumerate(rows, 1)]
    drawn = [["", "讲台"], *(names[start : start + 4] for start in range(0, 12, 4))]
    return book(path, 期中考试=marks, 座位表=drawn)


@pytest.mark.browser
@pytest.mark.slow
def test_any_workbook_comes_to_a_seat_map(page: Page, tmp_path: Path) -> None:
    page.locator("input[type=file]").set_input_files(_workbook(tmp_path / "六二班.xlsx"))
    read = page.get_by_text("How your sheets were read")
    expect(read).to_be_visible(timeout=60_000)
    expect(page.get_by_text("36 marks of 12 students in 期中考试")).to_be_visible()
    expect(page.get_by_text("columns 名次: worked out from the others")).to_be_visible()
    # A correction is taken, and what was assumed is an answer from then on.
    box = page.get_by_test_id("stNumberInput").filter(has_text="out of how many 语文")
    full = box.locator("input")
    full.fill("150")
    full.press("Enter")
    page.get_by_role("button", name="Read again with these answers").click()
    expect(box).to_be_hidden(timeout=60_000)
    expect(page.get_by_text("36 marks of 12 students in 期中考试")).to_be_visible()
    plan(page, "六（2）班")
    expect(page.locator("button.seat").filter(has_text="王子涵")).to_be_visible()


def _clean(path: Path, **others: list[list[object]]) -> Path:
    """A mark sheet of one exam whose day is said: nothing of it is in doubt."""
    names = [f"{one}{other}" for one in "王李张刘陈杨" for other in ("子涵", "雨桐")]
    chance = random.Random(7)
    rows: list[list[object]] = [
        [f"2026{number:03}", name, *(chance.randrange(41, 99) for _ in _SUBJECTS)]
        for number, name in enumerate(names, 1)
    ]
    title: list[object] = ["六（2）班期中考试成绩表 2026年11月10日"]
    return book(path, 期中考试=[title, ["学号", "姓名", *_SUBJECTS], *rows], **others)


def _on_map(page: Page) -> None:
    expect(page.locator("button.seat").filter(has_text="王子涵")).to_be_visible(timeout=120_000)
    expect_page(page, "Seats")


@pytest.mark.browser
@pytest.mark.slow
def test_a_clean_sheet_is_on_the_map_without_a_click(page: Page, tmp_path: Path) -> None:
    page.locator("input[type=file]").set_input_files(_clean(tmp_path / "六二班.xlsx"))
    _on_map(page)
    # What was assumed is said there, and the way back to the sheet stays.
    line = page.locator(".st-key-drop-line")
    expect(line).to_contain_text("六二班.xlsx")
    expect(line).to_contain_text("12 students")
    expect(line).to_contain_text("two to a desk")
    line.get_by_role("button", name="See how it was read").click()
    expect(page.get_by_text("36 marks of 12 students in 期中考试")).to_be_visible()
    # The work is found again by its address, with its plan.
    open_page(page, "Seats")
    page.reload()
    _on_map(page)


@pytest.mark.browser
@pytest.mark.slow
def test_a_wrong_file_is_taken_back(page: Page, tmp_path: Path) -> None:
    page.locator("input[type=file]").set_input_files(_clean(tmp_path / "wrong.xlsx"))
    _on_map(page)
    page.get_by_role("button", name="Not this file").click()
    expect(page.get_by_role("button", name="Plan class 7A")).to_be_visible()
    open_page(page, "Start")
    expect(page.get_by_text("wrong.xlsx")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.slow
def test_several_files_at_once_make_one_school(page: Page, tmp_path: Path) -> None:
    drawn = [["", "讲台"], ["王子涵", "王雨桐", "", "李子涵", "李雨桐"]]
    drawn += [
        ["张子涵", "张雨桐", "", "刘子涵", "刘雨桐"],
        ["陈子涵", "陈雨桐", "", "杨子涵", "杨雨桐"],
    ]
    files = [
        _clean(tmp_path / "成绩.xlsx"),
        book(tmp_path / "座位.xlsx", 座位表=[["六（2）班座位表 2026年11月1日"], *drawn]),
    ]
    page.locator("input[type=file]").set_input_files(files)
    _on_map(page)
    expect(page.locator(".st-key-drop-line")).to_contain_text("成绩.xlsx, 座位.xlsx")
    # A further file comes to a work by now: what it changes comes first.
    open_page(page, "Start")
    page.locator("input[type=file]").set_input_files(_clean(tmp_path / "again.xlsx"))
    expect(page.get_by_text("What these sheets change")).to_be_visible(timeout=60_000)
    expect_page(page, "Start")


@pytest.mark.browser
@pytest.mark.slow
def test_an_export_is_on_the_map_without_a_click(page: Page, tmp_path: Path) -> None:
    file = exports.zipped(tmp_path / "export.zip", exports.export())
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("button.seat").filter(has_text="Ann")).to_be_visible(timeout=120_000)
    expect(page.locator(".st-key-drop-line")).to_contain_text("export.zip")
