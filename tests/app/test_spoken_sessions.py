"""The page of sessions in every language: what a teacher takes along, and a session called off."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages import button, class_list, go_to, opened_in, wait_for_plan

PAPERS = (".ics", ".html", ".html")


def with_sessions(code: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page of sessions of the sample in a language, once they are planned."""
    page = opened_in(code, monkeypatch)
    go_to(page, "Sessions")
    page.session_state.workspace.begin_sessions(page.session_state.workspace.planned)
    page.run()
    wait_for_plan(page)
    return page


@pytest.mark.parametrize("code", ["en", "zh_CN", "zh_TW"])
def test_a_teacher_takes_calendar_and_sheets_along(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = with_sessions(code, monkeypatch)
    found = [one.proto.url for one in page.get("download_button")]
    assert tuple(url[url.rindex(".") :] for url in found) == PAPERS


def test_a_session_is_cancelled_at_a_second_press_and_brought_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = with_sessions("en", monkeypatch)
    workspace = page.session_state.workspace
    before, known = workspace.planned.plan.sessions, workspace.school.cancellations
    assert page.button(key="undo sessions").disabled
    picker = next(one for one in page.selectbox if one.label == "Session")
    row = picker.select_index(0).run().session_state[str(picker.key)]
    labels = [one.label for one in page.button]
    # What is seen opens a question; the press that cancels is in it, and says what it does.
    assert "Cancel this session" not in labels
    opened = [one.proto.popover.label for one in page.get("popover")]
    assert "Cancel this session" in opened
    button(page, "Yes, cancel this session").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    workspace = page.session_state.workspace
    assert row not in workspace.planned.plan.sessions
    assert len(workspace.school.cancellations) == len(known) + 1
    page.button(key="undo sessions").click().run()
    assert not page.exception
    assert workspace.planned.plan.sessions == before
    assert workspace.school.cancellations == known
    assert workspace.planned.outcome.school.cancellations == known
    assert workspace.stale_parts(next(iter(workspace.school.class_))) == frozenset()
    page.button(key="redo sessions").click().run()
    assert row not in workspace.planned.plan.sessions
    assert workspace.planned.outcome.school.cancellations == workspace.school.cancellations != known


def test_links_of_pairs_are_those_of_the_class_that_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = with_sessions("en", monkeypatch)
    school = page.session_state.workspace.school
    for class_id in list(school.class_)[:2]:
        class_list(page).set_value(class_id).run()
        go_to(page, "Week")
        (links,) = [one.value for one in page.markdown if "peer=" in one.value]
        tutors = re.findall("peer=([^)]+)", links)
        assert tutors
        assert {school.student[one].class_id for one in tutors} == {class_id}
        (choice,) = [one for one in page.selectbox if one.label == "Class of the tutors"]
        assert len(choice.options) > 1
        assert choice.options[0] == class_id
