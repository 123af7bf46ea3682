"""What people do on the page, step by step, for the tests that drive a real browser."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from conversation import overhear, overheard

__all__ = [
    "download",
    "drag",
    "expect_names",
    "expect_page",
    "names",
    "newcomer",
    "open_page",
    "plan",
    "settled",
    "visit",
]


def newcomer(browser: Browser, **screen: Any) -> BrowserContext:
    """A browser of one's own, whose pages are overheard, see ``settled``."""
    context = browser.new_context(accept_downloads=True, **screen)
    context.set_default_timeout(60_000)
    context.on("page", overhear)
    return context


def visit(browser: Browser, address: str, locale: str = "en-GB") -> tuple[BrowserContext, Page]:
    """Another visitor, with a browser of their own."""
    context = newcomer(browser, viewport={"width": 1440, "height": 1000}, locale=locale)
    page = context.new_page()
    page.goto(address)
    page.locator(".st-key-plan-class button").wait_for()
    return context, page


def plan(page: Page, class_id: str) -> None:
    """Press the button and wait for the map."""
    page.get_by_role("button", name=f"Plan class {class_id}").click()
    expect(page.locator("button.seat").first).to_be_visible(timeout=120_000)


def open_page(page: Page, name: str) -> None:
    """Look at another page by its link."""
    page.get_by_role("link", name=name, exact=True).click()
    expect_page(page, name)
    settled(page)


def expect_page(page: Page, name: str) -> None:
    """Wait until a page is open: its link is marked, and the window is called after it."""
    marked = page.locator(".st-key-pages a:has(strong)")
    # A page is drawn from the top: for a moment the links of the one before are still there, and
    # two are marked. A list waits until there is one.
    expect(marked).to_have_text([name], timeout=60_000)
    expect(page).to_have_title(f"{name} · pairing")


def download(page: Page, label: str, file: Path) -> None:
    """Save a file; a busy browser may cancel a download, and a person then clicks again."""
    for _ in range(3):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        if waiting.value.failure() is None:
            break
    waiting.value.save_as(file)


def drag(page: Page, one: Locator, other: Locator) -> None:
    """Move the mouse as a person does; the drop is left to the caller."""
    start, end = one.bounding_box(), other.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 15, start["y"] + 15)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 30, steps=4)
    page.mouse.move(end["x"] + 15, end["y"] + 15, steps=6)


def settled(page: Page) -> None:
    """Wait until the server has answered and the page has been drawn to its end."""
    page.wait_for_timeout(50)  # a field tells the server what was typed a moment later
    deadline = time.monotonic() + 60
    while not overheard(page).quiet_for(0.15):
        assert time.monotonic() < deadline, "the server still draws, or never answered"
        page.wait_for_timeout(25)


def names(page: Page) -> list[str]:
    """Who sits where, seat by seat, where the map has been drawn."""
    settled(page)
    expect(page.locator("button.seat").first).to_be_visible()
    return [text.split("\n")[0] for text in page.locator("button.seat").all_inner_texts()]


def expect_names(page: Page, seat_by_seat: list[str]) -> None:
    """Wait for a map on which they sit so: the browser draws it some time after the page."""
    expect(page.locator("button.seat")).to_contain_text(seat_by_seat, use_inner_text=True)
