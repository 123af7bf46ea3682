"""The page of a student's file: what it shows to whom, and what is entered on it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest

from journeys import open_page, plan, settled, visit
from pages import button, go_to, opened_with_plan
from pairing.app.state import visitor
from pairing.app.state.schools.opening import store
from pairing.model.enums import Cause, GoalStatus
from pairing.monitoring import TermLog
from pairing.store import EntryBook


@pytest.fixture
def page() -> AppTest:
    found = opened_with_plan()
    found.session_state[visitor.BY] = "Lucy Scott"
    go_to(found, "Students")
    return found


def told(page: AppTest) -> str:
    return "\n".join(one.value for one in (*page.markdown, *page.caption, *page.subheader))


def press(page: AppTest, label: str) -> None:
    button(page, label).click().run()  # type: ignore[attr-defined]
    assert not page.exception


def log(page: AppTest) -> TermLog:
    workspace = page.session_state.workspace
    rows = EntryBook(workspace.kept.work_id).entries(store())
    return TermLog(workspace.school, tuple(one.row for one in rows))


def selected(page: AppTest) -> str:
    found: str = page.session_state["selected"]
    return found


def test_the_file_opens_at_somebody_who_is_helped(page: AppTest) -> None:
    workspace = page.session_state.workspace
    assert selected(page) in workspace.findings.needs_of
    text = told(page)
    for heading in ("Needs and measures", "Goals", "Stage reviews", "Marks over time"):
        assert heading in text
    assert "Not shown to you" not in text


def test_a_proposed_measure_is_taken_its_causes_corrected_and_ended(page: AppTest) -> None:
    student = selected(page)
    press(page, "Keep this measure")
    (row,) = log(page).measures_of[student]
    assert row.measure in told(page)
    causes = next(
        one for one in page.multiselect if (one.key or "").startswith(f"causes {student}")
    )
    causes.set_value([Cause.SCHOOL]).run()
    press(page, "Keep the causes")
    (row,) = log(page).measures_of[student]
    assert row.cause == (Cause.SCHOOL,)
    assert "written by a teacher" in told(page)
    press(page, "End it")
    (row,) = log(page).measures_of[student]
    assert row.until is not None


def test_a_goal_is_taken_reached_and_celebrated(page: AppTest) -> None:
    student = selected(page)
    press(page, "Agreed with the student: take it")
    (goal,) = log(page).goals_of[student]
    assert (goal.agreed_with, goal.status) == ("the student", GoalStatus.OPEN)
    press(page, "Reached")
    (goal,) = log(page).goals_of[student]
    assert goal.status is GoalStatus.REACHED
    assert any("well done" in one.value for one in page.success)
    press(page, "Open it again")
    assert log(page).goals_of[student][0].status is GoalStatus.OPEN


def test_a_review_is_written_and_read(page: AppTest) -> None:
    field = next(one for one in page.text_area if one.label == "How things stand")
    field.set_value("steadier *now*").run()
    press(page, "Keep this review")
    (row,) = log(page).reviews_of[selected(page)]
    assert (row.text, row.by) == ("steadier *now*", "Lucy Scott")
    assert r"steadier \*now\*" in told(page)


def test_nothing_is_entered_without_a_name() -> None:
    page = opened_with_plan()
    go_to(page, "Students")
    entering = [one for one in page.button if one.label.startswith(("Keep ", "Agreed "))]
    assert entering
    assert all(one.disabled for one in entering)


def test_a_subject_teacher_is_told_what_is_not_shown(page: AppTest) -> None:
    page.session_state[visitor.BY] = ""
    page.session_state[visitor.ROLE] = "subject"
    page.run()
    assert not page.exception
    text = told(page)
    assert (
        "Not shown to you: needs in sides of life, causes, records of others, words with the family"
        in text.replace("\\", "")
    )
    assert "Causes:" not in text
    assert not any(one.label == "Causes" for one in page.multiselect)


def test_a_phone_shows_all_of_it_without_scrolling_sideways(browser: Browser, server: str) -> None:
    context, page = visit(browser, server)
    try:
        plan(page, "7A")
        open_page(page, "Students")
        expect(page.get_by_role("heading", name="Marks over time")).to_be_visible()
        page.set_viewport_size({"width": 390, "height": 800})
        settled(page)
        expect(page.get_by_role("heading", name="On paper")).to_be_attached()
        page.wait_for_function("document.documentElement.scrollWidth <= 390")
        wide = page.evaluate(
            "[...document.querySelectorAll('[data-testid=stMain] *')]"
            ".filter(one => one.scrollWidth > one.clientWidth + 8"
            " && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)).length"
        )
        assert wide == 0
    finally:
        context.close()
