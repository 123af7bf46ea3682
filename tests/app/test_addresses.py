"""Every page has an address: reload, back, forward and links do what they do on any site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys import expect_page, open_page, plan, settled, visit
from pairing.app.state.visitor import ROLES
from pairing.io import write_template
from pairing.sample import make_sample

pytestmark = pytest.mark.browser

PAGES = ROLES["head"].plan_pages


def choose(page: Page, label: str | re.Pattern[str], option: str) -> None:
    """Pick from a list."""
    page.get_by_role("combobox", name=label).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def expect_class(page: Page, class_id: str) -> None:
    expect(page.get_by_role("button", name=f"Plan class {class_id}")).to_be_visible()


def write_name(page: Page, name: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your name").press("Enter")
    settled(page)


def asked(page: Page) -> dict[str, str]:
    """What the address says beside the page."""
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def expect_links(page: Page, names: Sequence[str]) -> None:
    expect(page.locator(".st-key-pages a")).to_have_text(names)


def test_a_reload_stays_on_every_page_with_school_class_and_name(
    page: Page, tmp_path: Path
) -> None:
    book = tmp_path / "mine.xlsx"
    school = make_sample(2, 12, 9).school()
    write_template(book, school)
    last = list(school.class_)[-1]
    page.locator("input[type=file]").set_input_files(book)
    expect(page.locator(".st-key-drop-line")).to_contain_text("mine.xlsx", timeout=120_000)
    choose(page, "Class", last)
    write_name(page, "Ms Li")
    for name in PAGES:
        open_page(page, name)
        assert urlsplit(page.url).path == f"/{name.lower()}"
        page.reload()
        expect_page(page, name)
        expect_class(page, last)
        expect(page.get_by_text("2 classes · 24 students")).to_be_visible()
        expect(page.get_by_label("Your name")).to_have_value("Ms Li")
        # A link that is handed on tells nobody's name.
        assert "Li" not in page.url
    # An address without a page, too: nobody else has the school.
    page.goto(page.url.replace("/settings", "/"))
    expect(page.get_by_text("2 classes · 24 students")).to_be_visible()


def test_back_and_forward(page: Page) -> None:
    plan(page, "7A")
    for name in ("Needs", "Pairs", "Print"):
        open_page(page, name)
    page.go_back()
    expect_page(page, "Pairs")
    expect(page.get_by_role("heading", name="Why not another?")).to_be_visible()
    page.go_back()
    expect_page(page, "Needs")
    page.go_back()
    expect_page(page, "Seats")
    expect(page.locator("button.seat").first).to_be_visible()
    page.go_forward()
    expect_page(page, "Needs")
    # Another class is a step of its own.
    choose(page, "Class", "8A")
    expect_class(page, "8A")
    open_page(page, "Mentors")
    expect_class(page, "8A")
    page.go_back()
    expect_page(page, "Needs")
    expect_class(page, "8A")
    page.go_back()
    expect_class(page, "7A")
    expect_page(page, "Needs")
    expect(page.get_by_role("heading", name=re.compile("students of 7A need help"))).to_be_visible()
    # What is pressed then is meant for the class that is shown.
    plan(page, "7A")
    expect_page(page, "Seats")


def test_back_from_one_work_to_another(page: Page, tmp_path: Path) -> None:
    plan(page, "7A")
    open_page(page, "Start")
    first = asked(page)["work"]
    book = tmp_path / "second.xlsx"
    write_template(book, make_sample(1, 12, 9).school())
    page.locator("input[type=file]").set_input_files(book)
    page.get_by_role("button", name="Open as a school of its own").click()
    expect(page.locator(".st-key-drop-line")).to_contain_text("second.xlsx", timeout=120_000)
    expect(page).to_have_url(re.compile("work=(?!" + first + ")"))
    open_page(page, "Needs")
    page.evaluate("history.go(-3)")
    expect(page.get_by_text("4 classes · 168 students")).to_be_visible()
    assert asked(page)["work"] == first


def test_links_of_before_still_lead_where_they_led(page: Page, server: str) -> None:
    plan(page, "7A")
    work = asked(page)["work"]
    page.goto(f"{server}/?view=Pairs&class=8A&work={work}&student=S014")
    expect_page(page, "Pairs")
    expect_class(page, "8A")
    page.reload()
    expect_page(page, "Pairs")
    open_page(page, "Seats")
    expect_class(page, "8A")
    assert asked(page) == {"class": "8A", "work": work, "student": "S014"}
    page.go_back()
    expect_page(page, "Pairs")
    # Without a page, the role's own is the first where there is a plan.
    page.goto(f"{server}/?role=coordinator&work={work}&lang=zh_CN")
    expect_page(page, "包保教师")
    page.get_by_role("link", name="摸排与认定", exact=True).click()
    expect_page(page, "摸排与认定")
    assert asked(page) == {"role": "coordinator", "lang": "zh_CN", "work": work, "class": "7A"}
    page.reload()
    expect_page(page, "摸排与认定")
    # And the start where there is none, or the page is unknown.
    page.goto(f"{server}/?view=Nowhere&class=%3Cscript%3E")
    expect_page(page, "Start")
    expect_class(page, "7A")


def test_another_language_is_spoken_where_the_reader_is(page: Page, browser: Browser) -> None:
    open_page(page, "Needs")
    choose(page, re.compile("Language"), "简体中文")
    expect_page(page, "摸排与认定")
    assert urlsplit(page.url).path == "/needs"
    page.get_by_role("link", name="结对", exact=True).click()
    expect_page(page, "结对")
    page.reload()
    expect_page(page, "结对")
    # Whoever is sent there keeps a language of their own.
    context, other = visit(browser, page.url)
    try:
        expect_page(other, "Pairs")
    finally:
        context.close()
    # A choice has the last word over a link.
    page.goto(page.url + "&lang=zh_TW")
    expect_page(page, "結對")
    choose(page, re.compile("Language"), "English")
    expect_page(page, "Pairs")
    # The browser keeps the choice a moment after the page speaks it.
    page.wait_for_function("document.cookie.includes('pairing_lang=en')")
    page.reload()
    expect_page(page, "Pairs")
    assert "lang" not in asked(page)


def test_the_order_of_pages_follows_the_role(page: Page) -> None:
    expect_links(page, PAGES)
    choose(page, "I am", "Coordinator")
    expect_page(page, "Mentors")
    expect_links(page, ROLES["coordinator"].plan_pages)
    open_page(page, "Print")
    page.reload()
    expect_page(page, "Print")
    expect_links(page, ROLES["coordinator"].plan_pages)
    choose(page, "I am", "Subject teacher")
    expect_page(page, "Needs")
    expect_links(page, ROLES["subject"].plan_pages)


def test_a_choice_of_planning_and_of_showing_needs_outlives_other_pages(page: Page) -> None:
    plan(page, "7A")
    page.get_by_text("Show needs (staff only)").click()
    expect(page.locator("button.seat.helped").first).to_be_visible()
    page.get_by_text("Plan at once when one changes").click()
    open_page(page, "Needs")
    # A plan sends its visitor to the seats, and leaves everything else as it was.
    plan(page, "7A")
    expect_page(page, "Seats")
    expect(page.locator("button.seat.helped").first).to_be_visible()
    expect(page.get_by_role("switch", name="Plan at once when one changes")).not_to_be_checked()
    page.get_by_text("Mixed desks", exact=True).click()
    expect(page.get_by_text("Out of date: rules or pins changed")).to_be_visible()


def test_the_first_visitor_of_a_server_may_come_by_the_link_of_a_page(
    browser: Browser, fresh_server: str
) -> None:
    context, page = visit(browser, f"{fresh_server}/settings?class=7B")
    try:
        expect_page(page, "Settings")
        expect(page.get_by_role("button", name="Plan class 7B")).to_be_visible()
    finally:
        context.close()
