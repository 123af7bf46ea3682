"""A set in its room, in a real browser: its seats, two dragged, printed, and back to a class."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journeys import download, drag, expect_page, names, open_page, settled
from pairing.io import write_template
from pairing.model.records import TaughtSet
from pairing.model.room.patterns import paired_desks
from pairing.sample import make_sample

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("PAIRING_SHOTS")
"""A folder for pictures, where somebody wants to look."""


def _look(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def test_a_set_is_seated_dragged_and_printed(page: Page, tmp_path: Path) -> None:
    school = make_sample(2, 12, 9).school()
    teacher = school.teachers[0]
    members = tuple(one.student_id for one in school.students[8:18])
    maths = TaughtSet(
        set_id="M1", subject="maths", teacher_id=teacher.teacher_id, room="Lab", students=members
    )
    book = tmp_path / "sets.xlsx"
    seats = (*school.layouts, *paired_desks("Lab", rows=3, columns=4))
    write_template(book, replace(school, sets=(maths,), layouts=seats))
    page.locator("input[type=file]").set_input_files(book)
    expect(page.get_by_text("2 classes · 24 students")).to_be_visible()
    # The page about needs is of classes alone.
    open_page(page, "Needs")
    page.get_by_role("combobox", name="Class").first.click()
    expect(page.get_by_role("option")).to_have_text(["7A", "7B"])
    page.keyboard.press("Escape")
    open_page(page, "Seats")
    page.get_by_role("combobox", name="Class or set").first.click()
    page.get_by_role("option", name=f"M1 · maths · {teacher.name}").click()
    page.get_by_role("button", name="Plan set M1").click()
    taken = page.locator("button.seat:not(.empty):not(.broken)")
    expect(taken).to_have_count(len(members), timeout=120_000)
    settled(page)
    _look(page, "set-seats")
    first, other = taken.nth(0), taken.nth(5)
    before = names(page)
    lifted, there = (one.inner_text().split("\n")[0] for one in (first, other))
    drag(page, first, other)
    page.mouse.up()
    expect(other).to_contain_text(lifted.lstrip("▼▲ "))
    expect(first).to_contain_text(there.lstrip("▼▲ "))
    assert sorted(names(page)) == sorted(before)
    open_page(page, "Print")
    download(page, "Seating plan as pupils see it", tmp_path / "set.pdf")
    assert (tmp_path / "set.pdf").read_bytes().startswith(b"%PDF")
    _look(page, "set-print")
    open_page(page, "Rotation")
    expect(page.get_by_role("button", name="Plan the weeks")).to_be_enabled()
    _look(page, "set-rotation")
    # From a set a page about classes falls back to the class that most of it is of.
    open_page(page, "Needs")
    expect(page.get_by_role("button", name="Plan class 7B")).to_be_visible()
    _look(page, "set-needs")
    page.go_back()
    expect_page(page, "Rotation")
    chosen = page.get_by_role("combobox", name="Class or set").first
    expect(chosen).to_have_value(re.compile("^M1"))
