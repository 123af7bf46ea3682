"""Settings set in a real browser: what is seen is what is set, a day is taken away, all is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from journeys import settled, visit

pytestmark = pytest.mark.browser


def field(page: Page, place: str) -> Locator:
    """The field of a place of sessions, in whichever edition of the form."""
    return page.locator(f"[class*='st-key-set-sessions-{place}-']")


def open_sessions(page: Page) -> None:
    page.locator("[role=tab]").nth(2).click()
    settled(page)


def test_numbers_seen_are_those_set_and_a_day_is_taken_away(
    browser: Browser, fresh_server: str
) -> None:
    # The first run of a visitor in another language is cut short by the next one.
    context, page = visit(browser, f"{fresh_server}/settings?lang=zh_CN", "zh-CN")
    open_sessions(page)
    weeks = field(page, "weeks").locator("input")
    expect(weeks).to_have_value("4")
    first = page.locator("[class*='st-key-empty-set-sessions-week_one-'] button")
    first.click()
    settled(page)
    expect(first).to_have_count(0)
    weeks.fill("99")
    weeks.press("Tab")
    settled(page)
    page.locator(".st-key-save-sessions button").click()
    settled(page)
    # What is out of bounds is told, and stands there still.
    expect(page.get_by_test_id("stAlertContentError").filter(visible=True)).to_have_count(1)
    expect(weeks).to_have_value("99")
    weeks.fill("3")
    weeks.press("Tab")
    settled(page)
    page.locator(".st-key-save-sessions button").click()
    settled(page)
    expect(page.locator(".st-key-discard-sessions button")).to_be_disabled()
    page.reload()
    settled(page)
    open_sessions(page)
    expect(field(page, "weeks").locator("input")).to_have_value("3")
    expect(page.locator("[class*='st-key-empty-set-sessions-week_one-']")).to_have_count(0)
    context.close()
