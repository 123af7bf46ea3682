"""Tables typed by hand in a real browser: the grid is a canvas, and only a hand can fill it in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from journeys import open_page, plan, settled

pytestmark = pytest.mark.browser

NASTY = "<b>=1+1</b> *a*"
LINE, NAME = 35, 260
"""The height of a row of the grid, and where the names stand in the first tables."""


def open_tables(page: Page) -> None:
    open_page(page, "Settings")
    page.get_by_role("tab", name="Tables").click()
    settled(page)
    expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible()


def choose(page: Page, table: str) -> None:
    page.locator(".st-key-table-shown input").click()
    page.get_by_role("option", name=table, exact=True).click()
    settled(page)


def type_into(page: Page, across: int, row: int | None, text: str) -> None:
    """Double click a cell of the last grid, by its row from 0, or None for the last, and type."""
    grid = page.locator("[data-testid=stDataFrame]").filter(visible=True).last
    grid.scroll_into_view_if_needed()
    field = page.locator("#portal textarea, #portal input").first
    typed = grid.locator("td", has_text=text)
    for _ in range(5):
        # A busy browser draws the grid, or moves it, after it is there: a person types again.
        box = grid.locator("canvas").first.bounding_box()
        assert box is not None
        down = LINE * 1.5
        if row is None:
            # The last line of the grid is blank, for another row.
            page.mouse.move(box["x"] + across, box["y"] + 2 * LINE)
            page.mouse.wheel(0, 5000)
            page.wait_for_timeout(1000)
            down = box["height"] - down
        else:
            down += LINE * row
        page.mouse.dblclick(box["x"] + across, box["y"] + down)
        page.wait_for_timeout(1500)
        if not field.is_visible():
            continue
        field.fill(text)
        field.press("Enter")
        expect(field).to_have_count(0)
        settled(page)
        if typed.count():
            break
    expect(typed).to_have_count(1)
    expect(page.get_by_text("Not in use yet")).to_be_visible()


def use(page: Page) -> None:
    page.get_by_role("button", name="Use these rows").click()
    settled(page)


def test_a_name_is_changed_a_teacher_typed_and_a_fault_loses_nothing(page: Page) -> None:
    plan(page, "7A")
    open_tables(page)
    type_into(page, NAME, 0, NASTY)
    use(page)
    expect(page.get_by_text("These rows are in use now")).to_be_visible()
    open_page(page, "Seats")
    # As it is: neither markup nor a formula.
    expect(page.locator("button.seat").filter(has_text=NASTY)).to_have_count(1)

    open_tables(page)
    choose(page, "teachers")
    page.locator("[data-testid=stDataFrame]").filter(visible=True).last.hover()
    page.get_by_role("button", name="Add row").filter(visible=True).click()
    expect(page.get_by_text("Not in use yet")).to_be_visible()
    use(page)
    # The new row has its duty, but no name yet.
    expect(page.get_by_text("what you typed stays: 1 thing to mend")).to_be_visible()
    expect(page.get_by_text("16 teachers")).to_be_visible()
    type_into(page, NAME, None, "Wu Lan")
    use(page)
    expect(page.get_by_text("ids made up: T17")).to_be_visible()
    expect(page.get_by_text("17 teachers")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text(re.compile("16 teachers"))).to_be_visible()
