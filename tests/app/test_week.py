"""The week of a teacher on a phone: what is due, and a record in three taps and a text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys import newcomer, open_page, plan, settled, visit
from pairing.io import write_school
from pairing.model.records import TABLES
from pairing.model.settings import SessionSettings
from pairing.monitoring import monday_of
from pairing.sample import make_sample
from serving import serving

_PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def planned_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A school whose sessions begin in this very week."""
    folder = tmp_path_factory.mktemp("week")
    school = make_sample(1, 16, 3).school()
    tables = {kind.table: school.table(kind.table) for kind in TABLES}
    # The day on which the test runs: the page asks for the clock's.
    monday = monday_of(datetime.date.today())  # noqa: DTZ011
    settings = SessionSettings(start=monday, weeks=2)
    write_school(tables, folder / "school", school.rules, session_settings=settings)
    with serving(folder, folder / "school") as address:
        yield address


@pytest.fixture(scope="module")
def address(browser: Browser, planned_server: str) -> str:
    """The page of the week, once there are sessions."""
    context, page = visit(browser, planned_server)
    plan(page, "7A")
    open_page(page, "Sessions")
    page.get_by_role("button", name="Plan the sessions").click()
    expect(page.get_by_text("What is held in the whole school")).to_be_visible(timeout=120_000)
    open_page(page, "Week")
    found = page.url
    context.close()
    return found


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = newcomer(browser, viewport=_PHONE, is_mobile=True, has_touch=True)
    yield context.new_page()
    context.close()


def no_sideways(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= _PHONE["width"]


def choose(page: Page, label: str, number: int) -> str:
    page.get_by_test_id("stSelectbox").filter(has_text=label).locator("input").click()
    option = page.get_by_role("option").nth(number)
    text = option.inner_text()
    option.click()
    settled(page)
    return text


@pytest.mark.browser
@pytest.mark.slow
def test_a_record_takes_three_taps_and_a_text_and_outlives_a_reload(
    phone: Page, address: str
) -> None:
    phone.goto(address)
    expect(phone.get_by_text(re.compile("without help this week"))).to_be_visible()
    no_sideways(phone)
    for number in range(1, 9):
        choose(phone, "Whose week", number)
        cards = phone.locator("[class*=st-key-meeting-]")
        held = cards.get_by_role("button", name="Held")
        if held.count() and held.first.is_enabled():
            break
    card = cards.filter(has=phone.get_by_role("button", name="Held")).first
    title = card.locator("p").first.inner_text().split("\n")[0]
    waiting = held.count()
    # A thumb needs 44 pixels.
    box = held.first.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    card.get_by_role("button", name="Held").tap()
    card.get_by_label("What it was about").fill("wrote the common denominator first")
    no_sideways(phone)
    card.get_by_text("feelings", exact=True).tap()
    card.get_by_role("button", name="Save").tap()
    expect(phone.get_by_text("wrote the common denominator first")).to_be_visible()
    expect(held).to_have_count(waiting - 1)
    phone.reload()
    choose(phone, "Whose week", number)
    told = cards.filter(has_text="wrote the common denominator first")
    expect(told).to_contain_text(title)
    expect(told).to_contain_text("held")
    # What is corrected counts, and is told of as it is now.
    told.get_by_role("button", name="Correct").tap()
    told.get_by_label("What it was about").fill("wrote it down twice")
    told.get_by_role("button", name="Save").tap()
    expect(phone.get_by_text("wrote it down twice")).to_be_visible()
    expect(phone.get_by_text("wrote the common denominator first")).to_be_hidden()
    no_sideways(phone)


@pytest.mark.browser
@pytest.mark.slow
def test_a_pair_ticks_its_times_without_names_or_needs(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.get_by_text("Pairs tick their own times").tap()
    link = phone.get_by_role("link", name="open the page", exact=True).first
    name = link.locator("xpath=ancestor::li").inner_text().split(":")[0]
    phone.goto(urljoin(address, "/" + str(link.get_attribute("href"))))
    expect(phone.get_by_role("heading", name="Our times")).to_be_visible()
    cards = phone.locator("[class*=st-key-meeting-]")
    expect(cards.first).to_be_visible()
    held = cards.get_by_role("button", name="Held")
    expect(held.first).to_be_visible()
    text = phone.locator("body").inner_text()
    school = make_sample(1, 16, 3).school()
    assert name in {row.name for row in school.students}
    people = [*(row.name for row in school.students), *(row.name for row in school.teachers)]
    assert not [one for one in people if one in text]
    assert not [one for one in school.subjects if one in text.lower()]
    assert phone.get_by_role("link", name="Needs").count() == 0
    no_sideways(phone)
    if held.first.is_enabled():
        held.first.tap()
        cards.first.get_by_label("What it was about").fill("we read together")
        cards.first.get_by_role("button", name="Save").tap()
        expect(phone.get_by_text("we read together")).to_be_visible()


@pytest.mark.browser
@pytest.mark.slow
def test_a_visit_that_no_timetable_plans_is_written_down(phone: Page, address: str) -> None:
    phone.goto(address)
    choose(phone, "Whose week", 1)
    phone.get_by_text("Something else: a visit").tap()
    form = phone.get_by_test_id("stForm").last
    form.get_by_label("What it was about").fill("saw the parents <b>at home</b>")
    form.get_by_role("button", name="Save").tap()
    expect(phone.get_by_text("Saved", exact=True)).to_be_visible()
    no_sideways(phone)


@pytest.mark.browser
@pytest.mark.slow
def test_where_a_link_names_nobody_there_is_nothing_to_see(
    browser: Browser, planned_server: str
) -> None:
    context = newcomer(browser)
    page = context.new_page()
    page.goto(f"{planned_server}/?peer=nobody")
    expect(page.get_by_text("Nothing is planned for this week.")).to_be_visible()
    assert page.locator(".st-key-pages").count() == 0
    assert page.get_by_test_id("stSidebar").count() == 0
    context.close()
