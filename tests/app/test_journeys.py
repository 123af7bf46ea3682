"""Longer journeys: coming back, two people on one class, paper, languages, impossible rules."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from journeys import (
    download,
    drag,
    expect_names,
    names,
    newcomer,
    open_page,
    plan,
    settled,
    visit,
)
from pairing.model.school import School

pytestmark = pytest.mark.browser

PAGES = ("Start", "Seats", "Needs", "Pairs", "Mentors", "Sessions", "Compare", "Print", "Settings")


def swap_two(page: Page, who: int = 0) -> None:
    """Let a pupil change places with whom the rules allow."""
    settled(page)
    first = page.locator("button.seat:not(.empty):not(.broken)").nth(who)
    moved = (first.locator(".name").text_content() or "").lstrip("▼▲◆ ")
    first.focus()
    page.keyboard.press("Space")
    free = page.locator("button.seat.target:not(.barred):not(.empty)").last
    expect(free.locator(".change")).to_be_visible()
    target = free.get_attribute("data-seat")
    free.focus()
    page.keyboard.press("Space")
    other = page.locator(f'button.seat[data-seat="{target}"]')
    expect(other).to_contain_text(moved)
    settled(page)


def saved(page: Page) -> None:
    """Wait until the work has an address of its own."""
    expect(page).to_have_url(re.compile(r"[?&]work=[0-9a-f]{32}"))


def test_a_page_that_is_loaded_anew_has_lost_nothing(page: Page) -> None:
    plan(page, "7A")
    swap_two(page)
    page.locator("button.seat:not(.empty):not(.broken)").nth(3).focus()
    page.keyboard.press("p")
    expect(page.locator("button.seat.pinned")).to_have_count(1)
    saved(page)
    before = names(page)
    page.reload()
    expect(page.locator("button.seat").first).to_be_visible(timeout=60_000)
    expect(page.locator("button.seat.pinned")).to_have_count(1)
    expect_names(page, before)
    # It also stands in the list of what was kept, in a browser that knows nothing of it.
    open_page(page, "Start")
    expect(page.get_by_text("open now").first).to_be_visible()


def test_a_plan_in_the_making_is_found_again_after_a_refresh(page: Page) -> None:
    page.get_by_role("button", name="Plan all classes").click()
    saved(page)
    page.reload()
    expect(page.locator("button.seat").first).to_be_visible(timeout=120_000)


def test_the_bare_address_of_a_plan_in_the_making_leads_to_its_seats(page: Page) -> None:
    page.get_by_role("button", name="Plan all classes").click()
    saved(page)
    address = urlsplit(page.url)
    page.goto(urlunsplit(address._replace(path="/")))
    expect(page.locator("button.seat").first).to_be_visible(timeout=120_000)


def test_a_plan_that_nobody_watches_is_kept(browser: Browser, server: str) -> None:
    context, page = visit(browser, server)
    # Other tests keep works on this server too.
    page.get_by_role("textbox", name="Your name").fill("Mx Gone")
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_role("button", name="Plan all classes").click()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    page.wait_for_url(re.compile("work="))
    address = page.url
    context.close()  # As if the tab were closed.
    context, page = visit(browser, server)
    try:
        # Another visitor, who does not open the work, sees that it is kept.
        kept = page.get_by_text(re.compile("planned 7A, 7B, 8A, 8B.*Mx Gone")).first
        for _ in range(60):
            if kept.is_visible():
                break
            page.wait_for_timeout(2000)
            page.reload()
            page.locator(".st-key-plan-class button").wait_for()
        expect(kept).to_be_visible()
        page.goto(address)
        expect(page.locator("button.seat").first).to_be_visible()
    finally:
        context.close()


def test_two_people_on_one_class_are_told_and_nothing_is_overwritten(
    browser: Browser, page: Page
) -> None:
    plan(page, "7A")
    saved(page)
    context, other = visit(browser, page.url)
    try:
        open_page(other, "Seats")
        expect(other.locator("button.seat").first).to_be_visible()
        other.get_by_label("Your name").fill("Ms Li")
        other.keyboard.press("Enter")
        swap_two(other)
        theirs = names(other)
        # The first does not know of it yet, and changes the same class.
        swap_two(page, who=4)
        mine = names(page)
        expect(page.get_by_text("While you worked, Ms Li changed the same")).to_be_visible()
        expect_names(page, mine)
        page.get_by_role("button", name="Take theirs").click()
        expect(page.get_by_text("While you worked")).to_have_count(0)
        expect(page.locator("button.seat").first).to_be_visible()
        expect_names(page, theirs)
    finally:
        context.close()


def test_two_people_on_two_classes_do_not_get_in_each_others_way(
    browser: Browser, page: Page
) -> None:
    plan(page, "7A")
    saved(page)
    context, other = visit(browser, page.url)
    try:
        other.get_by_role("combobox", name="Class").click()
        other.get_by_role("option", name="8B", exact=True).click()
        plan(other, "8B")
        swap_two(page)
        mine = names(page)
        expect(page.get_by_text("While you worked")).to_have_count(0)
        # What the other did came along.
        page.get_by_role("combobox", name="Class").click()
        page.get_by_role("option", name="8B", exact=True).click()
        expect(page.locator("button.seat").first).to_be_visible()
        page.get_by_role("combobox", name="Class").click()
        page.get_by_role("option", name="7A", exact=True).click()
        expect(page.get_by_role("button", name="Plan class 7A")).to_be_visible()
        expect(page.locator("button.seat").first).to_be_visible()
        expect_names(page, mine)
    finally:
        context.close()


def test_compare_with_an_earlier_version_and_go_back_to_it(page: Page) -> None:
    plan(page, "7A")
    before = names(page)
    swap_two(page)
    open_page(page, "Compare")
    expect(page.get_by_test_id("stMetric").filter(has_text="Sit elsewhere")).to_contain_text("2")
    expect(page.get_by_text("Score by rule")).to_be_visible()
    # The second click follows while the first is still at work: neither is lost.
    page.get_by_role("button", name="Go back to it").click()
    open_page(page, "Seats")
    expect(page.locator("button.seat").first).to_be_visible()
    expect_names(page, before)


def test_print_for_pupils_and_for_staff(page: Page, tmp_path: Path, sample: School) -> None:
    plan(page, "7A")
    open_page(page, "Print")
    download(page, "Door list", tmp_path / "door.pdf")
    text = PdfReader(tmp_path / "door.pdf").pages[0].extract_text()
    assert all(one.name.split()[0] in text for one in sample.seated("7A"))
    for label, name in (
        ("Seating plan as pupils see it", "pupils.pdf"),
        ("Partner cards", "cards.pdf"),
        ("All parts as Excel", "plan.xlsx"),
        ("This student's file (.docx)", "file.docx"),
    ):
        download(page, label, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 2000


def test_a_need_near_the_line_is_confirmed(page: Page) -> None:
    open_page(page, "Needs")
    expect(page.get_by_role("button", name="Confirm").first).to_be_disabled()
    page.get_by_label("Your name").fill("Ms Li")
    page.get_by_label("Your name").press("Enter")
    waiting = page.get_by_text(re.compile(r"^\d+ near a line"))
    before = int((waiting.text_content() or "").split()[0])
    page.get_by_role("button", name="Confirm").first.click()
    expect(page.get_by_text(f"{before - 1} near a line: please decide")).to_be_visible()


def test_rules_that_cannot_hold_and_their_mend(page: Page) -> None:
    plan(page, "7A")
    open_page(page, "Settings")
    # A desk has two seats: one of three cannot sit beside both others.
    rule = page.get_by_role("combobox", name="Rule")
    rule.click()
    rule.fill("Keep together")
    page.get_by_role("option", name="Keep together").click()
    expect(page.get_by_text("Any two of these students share a desk")).to_be_visible()
    settled(page)
    level = page.get_by_role("combobox", name="level")
    level.click()
    page.get_by_role("option", name="hard").click()
    within = page.get_by_role("combobox", name="within")
    within.click()
    page.get_by_role("option", name="deskmate").click()
    people = page.get_by_role("combobox", name="students")
    people.click()
    for _ in range(3):
        # The first takes everybody.
        page.get_by_role("option").nth(1).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Add it").click()
    told = page.get_by_text("cannot hold together. Let go of one")
    # However short the planning was, whoever added the rule is told.
    expect(told).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Let it go").first.click()
    expect(told).to_have_count(0, timeout=60_000)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("zh-CN", ("七（1）班", "座位", "撤销", "示例学校")),
        ("zh-TW", ("701", "座位", "復原|撤銷", "範例學校")),
    ],
)
def test_chinese(
    browser: Browser, server: str, locale: str, words: tuple[str, str, str, str]
) -> None:
    context, page = visit(browser, server, locale)
    try:
        class_id, tab, undo, school = words
        expect(page.get_by_text(school, exact=True)).to_be_visible()
        page.get_by_role("button", name=class_id).click()
        expect(page.locator("button.seat").first).to_be_visible(timeout=120_000)
        expect(page.get_by_role("link", name=tab, exact=True)).to_be_visible()
        expect(page.get_by_role("button", name=re.compile(undo))).to_be_visible()
        # And back to English by the switch on the left: the plan stays, and with it its school.
        page.get_by_role("combobox", name=re.compile("Language")).click()
        page.get_by_role("option", name="English").click()
        expect(page.get_by_role("button", name=f"Plan class {class_id}")).to_be_visible()
        expect(page.locator("button.seat").first).to_be_visible()
    finally:
        context.close()


def test_a_room_is_drawn_and_what_does_not_fit_it_is_told(page: Page) -> None:
    plan(page, "7A")
    open_page(page, "Settings")
    page.get_by_role("tab", name="The room").click()
    page.get_by_role("button", name="Draw it").click()
    expect(page.get_by_text("48 usable seats for")).to_be_visible()
    # A rule of the sample names a seat of the room there was.
    page.get_by_role("button", name="Use this room for 7A").click()
    expect(page.get_by_text("This room cannot be used yet")).to_be_visible()
    expect(page.get_by_text("fixed_seat")).to_be_visible()
    open_page(page, "Seats")
    expect(page.locator("button.seat").first).to_be_visible()


def test_a_tablet_can_drag(browser: Browser, server: str) -> None:
    context = newcomer(browser, viewport={"width": 820, "height": 1180}, has_touch=True)
    page = context.new_page()
    page.goto(server)
    try:
        page.locator(".st-key-plan-class button").click()
        expect(page.locator("button.seat").first).to_be_visible(timeout=120_000)
        seats = page.locator("button.seat:not(.empty):not(.broken)")
        box = seats.first.bounding_box()
        assert box is not None
        assert box["width"] > 40
        drag(page, seats.nth(0), seats.nth(5))
        expect(page.locator("button.seat.target").first).to_be_visible()
        page.mouse.up()
    finally:
        context.close()


@pytest.mark.slow
def test_no_page_has_a_serious_fault_of_accessibility(page: Page) -> None:
    plan(page, "7A")
    found: list[str] = []
    for name in PAGES:
        open_page(page, name)
        page.wait_for_timeout(1500)
        # Streamlit's own frame: its toolbar, and tables that are drawn on a canvas.
        options = {
            "exclude": [["[data-testid=stHeader]"], ["[data-testid=stDataFrame]"]],
        }
        results = Axe().run(page, context=options)
        for one in results.response["violations"]:
            if one["impact"] in ("serious", "critical"):
                where = [node["html"][:200] for node in one["nodes"][:3]]
                found.append(f"{name}: {one['id']}: {one['help']} {where}")
    assert found == []
