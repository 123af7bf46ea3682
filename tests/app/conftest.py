"""A real server and a real browser. Without Chromium the browser tests are skipped, not in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from journeys import newcomer
from serving import serving

# Two browsers and two servers share two cores.
expect.set_options(timeout=20_000)

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium for the browser tests")
        pytest.skip("needs Chromium: on Debian, apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as ``pairing app`` starts it, in a folder of its own."""
    with serving(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[str]:
    """The app that nobody has visited yet."""
    with serving(tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield one
        one.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    context = newcomer(browser, viewport={"width": 1440, "height": 1000})
    one = context.new_page()
    one.goto(server)
    one.get_by_role("button", name="Plan class 7A").wait_for()
    yield one
    context.close()
