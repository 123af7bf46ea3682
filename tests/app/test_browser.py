"""A head teacher's journeys in a real browser."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from exports import two_schools, zipped
from journeys import download, drag, expect_names, names, open_page, plan, settled
from pairing.app.state.visitor import ROLES
from pairing.io import read_plan, read_school, write_template
from pairing.model.school import School
from pairing.planning import verify
from pairing.sample import make_sample

pytestmark = pytest.mark.browser


def test_first_plan_why_and_download(page: Page, sample: School, tmp_path: Path) -> None:
    plan(page, "7A")
    room = sample.room_of("7A")
    assert room is not None
    taken = page.locator("button.seat:not(.empty):not(.broken)")
    expect(taken).to_have_count(len(sample.seated("7A")))
    # Who needs help is not to be seen before somebody asks for it.
    expect(page.locator("button.seat.helped")).to_have_count(0)
    page.get_by_text("Show needs (staff only)").click()
    helped = page.locator("button.seat.helped").first
    name = (helped.locator(".name").text_content() or "").replace("▼ ", "").replace("▲ ", "")
    helped.click()
    expect(page.get_by_role("heading", name=f"Why {name} sits here")).to_be_visible()
    for title in ("Needs", "Pairs", "Mentors", "Compare", "Settings", "Seats"):
        open_page(page, title)
    open_page(page, "Print")
    download(page, "Download the plan", tmp_path / "plan.zip")
    with zipfile.ZipFile(tmp_path / "plan.zip") as archive:
        archive.extractall(tmp_path / "plan")
    downloaded = read_plan(tmp_path / "plan")
    told = [str(words) for words in verify(sample, downloaded).unsound]
    assert {row.class_id for row in downloaded.seats or ()} == {"7A"}
    assert all("has 0 seats" in words for words in told)


def test_drag_undo_redo_pin_and_the_next_plan(page: Page) -> None:
    plan(page, "7A")
    before = names(page)
    first = page.locator("button.seat:not([disabled])").first
    first.focus()
    # What each drop would bring is shown while somebody is lifted.
    page.keyboard.press("Space")
    free = page.locator("button.seat.target:not(.barred):not(.empty)").last
    expect(free.locator(".change")).to_have_text(re.compile(r"^[+−±]"))
    free.focus()
    expect(page.locator(".status")).to_contain_text("points")
    target = free.get_attribute("data-seat")
    page.keyboard.press("Escape")
    expect(page.locator("button.seat.target")).to_have_count(0)
    other = page.locator(f'button.seat[data-seat="{target}"]')
    lifted, there = first.inner_text().split("\n")[0], other.inner_text().split("\n")[0]
    drag(page, first, other)
    expect(page.locator(".status")).to_contain_text("change places")
    page.mouse.up()
    expect(other).to_contain_text(lifted.lstrip("▼▲ "))
    expect(first).to_contain_text(there.lstrip("▼▲ "))
    page.get_by_role("button", name="Undo").click()
    expect(first).to_contain_text(lifted.lstrip("▼▲ "))
    expect_names(page, before)
    page.get_by_role("button", name="Redo").click()
    expect(other).to_contain_text(lifted.lstrip("▼▲ "))
    # Pinned where the hand put them, they stay whatever the next plan is.
    other.focus()
    page.keyboard.press("p")
    expect(other).to_contain_text("◆")
    page.get_by_role("button", name="Next plan from here").click()
    expect(page.get_by_role("button", name="Next plan from here")).to_be_enabled(timeout=60_000)
    expect(other).to_contain_text("◆")
    expect(other).to_contain_text(lifted.lstrip("▼▲ "))


def test_a_swap_that_breaks_a_hard_rule_is_refused_with_its_reason(page: Page) -> None:
    plan(page, "7A")
    before = names(page)
    for seat in page.locator("button.seat:not([disabled])").all()[:12]:
        seat.focus()
        page.keyboard.press("Space")
        barred = page.locator("button.seat.target.barred")
        if barred.count():
            barred.first.focus()
            expect(page.locator(".status")).to_contain_text("cannot change places: ")
            # Whoever looks over a shoulder reads what the list of rules beside the map says.
            why = (page.locator(".status").text_content() or "").split("places: ")[1]
            listed = page.locator("[data-testid=stSidebar]").get_by_text(why.split("; ")[0])
            expect(listed.first).to_be_attached()
            page.keyboard.press("Space")
            break
        page.keyboard.press("Escape")
    expect(page.locator(".status")).to_contain_text("cannot change places: ")
    expect_names(page, before)


def test_two_are_kept_apart_by_picking_them(page: Page) -> None:
    plan(page, "7A")
    page.get_by_text("keep two apart", exact=True).click()
    expect(page.get_by_text("Click two students")).to_be_visible()
    seats = page.locator("button.seat:not(.empty):not(.broken)")
    seats.nth(0).click()
    expect(page.get_by_text("Now click whom to keep apart")).to_be_visible()
    seats.nth(1).click()
    expect(page.get_by_text("Now click whom to keep apart")).to_have_count(0)
    expect(page.get_by_role("button", name="Next plan from here")).to_be_enabled(timeout=60_000)
    expect(page.get_by_text("All hard rules hold.")).to_be_visible()
    expect(page.get_by_text(re.compile("Keep apart: "))).to_have_count(2)


def test_find_another_time_for_a_session(page: Page, tmp_path: Path) -> None:
    plan(page, "7A")
    open_page(page, "Sessions")
    page.get_by_role("button", name="Plan the sessions").click()
    expect(page.get_by_role("heading", name="Find another time")).to_be_visible(timeout=120_000)
    page.get_by_role("combobox", name="Session", exact=False).last.click()
    page.get_by_role("option").first.click()
    expect(page.get_by_text("The best other times, all other sessions staying")).to_be_visible()
    page.get_by_role("button", name="Move it there").click()
    expect(page.get_by_text("1 moved, 0 not held any more")).to_be_visible()
    page.get_by_text("Calendar and sheets (staff only)").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Calendar (.ics)").click()
    assert waiting.value.suggested_filename.endswith(".ics")


def test_needs_can_be_hidden_before_others_see_the_screen(page: Page) -> None:
    plan(page, "7A")
    expect(page.locator("button.seat.helped")).to_have_count(0)
    page.get_by_text("Show needs (staff only)").click()
    expect(page.locator("button.seat.helped").first).to_be_visible()
    page.get_by_text("Show needs (staff only)").click()
    expect(page.locator("button.seat.helped")).to_have_count(0)
    expect(page.locator("button.seat .note")).to_have_count(0)
    assert "needs help" not in (page.locator("button.seat").first.get_attribute("title") or "")


def test_a_rule_switched_off_gives_another_plan(page: Page) -> None:
    plan(page, "7A")
    page.get_by_text("Plan at once when one changes").click()
    page.get_by_text("Mixed desks", exact=True).click()
    expect(page.get_by_text("Out of date: rules or pins changed")).to_be_visible()
    plan(page, "7A")
    expect(page.get_by_text("Out of date: rules or pins changed")).to_have_count(0)
    page.get_by_text("Plan at once when one changes").click()
    page.get_by_text("Mixed desks", exact=True).click()
    expect(page.get_by_text("sit elsewhere")).to_be_visible(timeout=30_000)


def test_an_uploaded_workbook_with_nasty_names(page: Page, tmp_path: Path) -> None:
    school = make_sample(1, 12, 9).school()
    nasty = ["<img src=x onerror=alert(1)>", '=HYPERLINK("http://x")', "א" * 40, "x" * 10_000]
    students = [
        one.model_copy(update={"name": nasty[number]}) if number < len(nasty) else one
        for number, one in enumerate(school.students)
    ]
    book = tmp_path / "mine.xlsx"
    write_template(book, replace(school, students=tuple(students)))
    assert read_school(book).students[0].name == nasty[0]
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.locator("input[type=file]").set_input_files(book)
    expect(page.get_by_text("mine.xlsx").first).to_be_visible()
    expect(page.get_by_text("1 class · 12 students")).to_be_visible()
    plan(page, "7A")
    texts = " ".join(page.locator("button.seat .name").all_text_contents())
    for name in nasty:
        assert name in texts
    assert page.locator("img[src=x]").count() == 0


def open_all(page: Page) -> None:
    """Open whatever is folded, as far as it can be seen."""
    settled(page)
    closed = page.locator("[data-testid=stMain] details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()
    settled(page)


def test_a_name_that_is_an_address_becomes_no_link_on_any_page(page: Page, tmp_path: Path) -> None:
    school = make_sample(1, 16, 9).school()
    addresses = ("www.evil.test", "http://evil.test/x", "HTTPS://evil.test", "me@evil.test")

    def named(number: int) -> str:
        return f"{addresses[number % len(addresses)]} {number}"

    book = tmp_path / "www.evil.test.xlsx"
    write_template(
        book,
        replace(
            school,
            students=tuple(
                row.model_copy(update={"name": named(number)})
                for number, row in enumerate(school.students)
            ),
            teachers=tuple(
                row.model_copy(update={"name": named(number)})
                for number, row in enumerate(school.teachers)
            ),
            indicators=tuple(
                row.model_copy(update={"indicator": named(number)})
                for number, row in enumerate(school.indicators)
            ),
        ),
    )
    page.locator("input[type=file]").set_input_files(book)
    expect(page.get_by_text("1 class · 16 students")).to_be_visible()
    plan(page, "7A")
    page.get_by_text("Show needs (staff only)").click()
    page.locator("button.seat:not(.empty)").first.click()
    expect(page.get_by_role("heading", name=re.compile("sits here"))).to_be_visible()
    for name in ROLES["head"].pages:
        open_page(page, name)
        for tab in page.get_by_role("tab").all():
            tab.click()
            open_all(page)
        open_all(page)
        assert page.locator("a[href*='evil' i]").all_inner_texts() == [], name


def test_a_new_plan_is_shown_whatever_was_looked_at(page: Page) -> None:
    open_page(page, "Needs")
    plan(page, "7A")
    open_page(page, "Needs")
    expect(page.get_by_role("heading", name=re.compile("students of 7A need help"))).to_be_visible()
    expect(page.locator("button.seat")).to_have_count(0)
    plan(page, "7A")


def test_a_bad_upload_lists_its_faults_and_loses_nothing(page: Page, tmp_path: Path) -> None:
    plan(page, "7A")
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"not a workbook")
    open_page(page, "Start")
    page.locator("input[type=file]").set_input_files(bad)
    told = page.get_by_text(re.compile("to mend before this school can be opened"))
    expect(told).to_be_visible()
    open_page(page, "Seats")
    expect(page.locator("button.seat").first).to_be_visible()


def test_an_export_of_two_schools_asks_which_and_opens_that_one(page: Page, tmp_path: Path) -> None:
    open_page(page, "Start")
    page.locator("input[type=file]").set_input_files(zipped(tmp_path / "town.zip", two_schools()))
    page.get_by_role("combobox", name="Which school of it?").click()
    page.get_by_role("option", name="Dale School").click()
    page.get_by_role("button", name="Open this school").click()
    # Once that is said nothing is in doubt.
    expect(page.locator("button.seat").filter(has_text="Zoe")).to_be_visible(timeout=120_000)
    expect(page.get_by_role("combobox", name="Class")).to_have_value("h2")
    expect(page.get_by_text("Which school of it?")).to_have_count(0)


def test_nothing_is_loaded_from_elsewhere(page: Page, server: str) -> None:
    elsewhere: list[str] = []
    page.on(
        "request",
        lambda request: (
            elsewhere.append(request.url)
            if not request.url.startswith((server, server.replace("http", "ws"), "data:", "blob:"))
            else None
        ),
    )
    page.reload()
    plan(page, "7A")
    assert elsewhere == []
