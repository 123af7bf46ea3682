"""A workbook as a class keeps it, dropped on the first page: read, corrected, planned."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journeys import plan
from sheets_book import book

_SUBJECTS = ("语文", "数学", "英语")


def _workbook(path: Path) -> Path:
    chance = random.Random(4)
    names = [f"{one}{other}" for one in "王李张刘陈杨" for other in ("子涵", "雨桐")]
    rows = [[name, *(chance.randrange(40, 99) + 0.5 for _ in _SUBJECTS)] for name in names]
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
    box = page.get_by_test_id("stNumberInput").filter(has_text="out of how many")
    full = box.locator("input")
    full.fill("120")
    full.press("Enter")
    page.get_by_role("button", name="Read again with these answers").click()
    expect(box).to_be_hidden(timeout=60_000)
    expect(page.get_by_text("36 marks of 12 students in 期中考试")).to_be_visible()
    plan(page, "六（2）班")
    expect(page.locator("button.seat").filter(has_text="王子涵")).to_be_visible()
