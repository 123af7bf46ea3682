"""The page of sessions in every language: what a teacher takes along, and a session called off."""

from __future__ import annotations

from contextvars import ContextVar

import pytest
from streamlit.testing.v1 import AppTest

from pages import ROOT, go_to, wait_for_plan

PAPERS = (".ics", ".html", ".html")


def with_sessions(code: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page of sessions of the sample in a language, once they are planned."""
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.query_params["lang"] = code
    # The tester names the options of a list itself, in a thread of its own.
    monkeypatch.setattr("pairing.language._spoken", ContextVar("language", default=code))
    page.run()
    page.button(key="plan class").click().run()
    wait_for_plan(page)
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
