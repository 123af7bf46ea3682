"""The app under Streamlit's own tester: opened, planned, and led to a page."""

from __future__ import annotations

import time
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from pairing.language import translated

__all__ = [
    "ROOT",
    "button",
    "class_list",
    "go_to",
    "links",
    "opened",
    "opened_in",
    "opened_with_plan",
    "shown",
    "wait_for_plan",
]

ROOT = Path(__file__).resolve().parents[1]

# The tester looks through every package for components at each run, and none comes or goes.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def opened() -> AppTest:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not page.exception
    return page


def opened_with_plan() -> AppTest:
    """The app with a plan of class 7A."""
    page = opened()
    button(page, "Plan class 7A").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    return page


def opened_in(code: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app with a plan of the first class, in a language."""
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.query_params["lang"] = code
    # The tester names the options of a list itself, in a thread of its own.
    monkeypatch.setattr("pairing.language._spoken", ContextVar("language", default=code))
    page.run()
    page.button(key="plan class").click().run()
    wait_for_plan(page)
    return page


def wait_for_plan(page: AppTest) -> None:
    deadline = time.monotonic() + 90
    while page.session_state.workspace.job is not None:
        assert time.monotonic() < deadline
        time.sleep(0.1)
        page.run()
    assert not page.exception


def button(page: AppTest, label: str) -> object:
    return next(one for one in page.button if one.label == label)


def go_to(page: AppTest, name: str, tab: str = "") -> None:
    """Go to a page, and on that of settings to a tab, whichever language they are shown in."""
    page.session_state["page to go to"] = name
    if tab:
        page.session_state["settings tab"] = translated(tab)
    page.run()
    assert not page.exception
    assert shown(page) == translated(name)


def links(page: AppTest) -> list[str]:
    """The links to the pages, in their order."""
    # The list for phones has all of them once more.
    return list(dict.fromkeys(one.label.strip("*") for one in page.page_link))


def shown(page: AppTest) -> str:
    """The page whose link is marked."""
    label: str
    (label,) = {one.label for one in page.page_link if one.label.startswith("**")}
    return label.strip("*")


def class_list(page: AppTest) -> Selectbox[str]:
    return next(one for one in page.selectbox if (one.key or "").startswith("class_id"))
