"""Pages on a phone: what they are about stands on the first screen, and all pages are in reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys import newcomer, plan, visit

_PHONE = {"width": 390, "height": 844}
_FIRST = 160
"""Pixels above which what a page is about begins."""


@pytest.fixture(scope="module")
def address(browser: Browser, server: str) -> str:
    context, page = visit(browser, server)
    plan(page, "7A")
    found = page.url
    context.close()
    return found


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = newcomer(browser, viewport=_PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(address.replace("/seats", "/students"))
    yield page
    context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_page_begins_at_the_top_and_its_links_unfold(phone: Page) -> None:
    first = phone.get_by_test_id("stSelectbox").filter(has_text="Class").first
    expect(first).to_be_visible()
    box = first.bounding_box()
    assert box is not None
    assert box["y"] < _FIRST
    expect(phone.locator(".st-key-pages")).to_be_hidden()
    menu = phone.locator(".st-key-pages_of_phone button")
    expect(menu).to_contain_text("Students")
    menu.tap()
    phone.get_by_role("link", name="Progress", exact=True).tap()
    expect(menu).to_contain_text("Progress")
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= _PHONE["width"]


@pytest.mark.browser
@pytest.mark.slow
def test_who_enters_finds_the_field_for_the_name_on_the_page(phone: Page) -> None:
    field = phone.get_by_label("Who enters")
    expect(field).to_be_visible()
    field.fill("Wang Fang")
    field.press("Enter")
    phone.wait_for_function("document.cookie.includes('pairing_name')")
    phone.set_viewport_size({"width": 1300, "height": 900})
    phone.reload()
    # Where the side bar is open, the field there is the only one.
    expect(phone.get_by_label("Your name")).to_have_value("Wang Fang")
    expect(phone.get_by_label("Who enters")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.slow
def test_names_on_the_seats_can_be_read(phone: Page, address: str) -> None:
    phone.goto(address)
    expect(phone.locator("button.seat").first).to_be_visible(timeout=60_000)
    cut = phone.locator("button.seat .name").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1"
        " || one.parentElement.scrollHeight > one.parentElement.clientHeight + 1)"
        ".map(one => one.textContent)"
    )
    assert cut == []
    narrowest = phone.locator("button.seat").evaluate_all(
        "all => Math.min(...all.map(one => one.getBoundingClientRect().width))"
    )
    assert narrowest > 36
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= _PHONE["width"]
