"""How long people wait for the page: seconds in a real browser, on a school of any size.

    uv run python -m benchmarks.app                       # the sample
    uv run python -m benchmarks.app --classes 60 --students 50

``page`` is from the address to the button that plans; ``first_plan`` from the button to the
map; ``drop`` from letting a pupil go to the redrawn map; ``rule`` from a rule's switch to the next
plan. Needs Debian's Chromium. CSV: what, median, worst, runs.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.figures import parser_for, report
from pairing.sample import make_sample

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_WAIT = 120_000


@contextlib.contextmanager
def served(school: Path | None) -> Iterator[str]:
    """The app as ``pairing app`` starts it, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "pairing", "app", "--port", str(port), "--no-browser"]
    folder = tempfile.TemporaryDirectory()
    process = subprocess.Popen(
        [*command, *(["--school", str(school)] if school else [])],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Nothing of what whoever measures has kept is touched.
        env={**os.environ, "PAIRING_DATABASE": f"sqlite:///{folder.name}/app.db"},
    )
    address = f"http://localhost:{port}"
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait(20)
        folder.cleanup()


def drops(page: Page, runs: int) -> Iterator[float]:
    """Swap two pupils whom no rule holds, again and again."""
    people = page.locator("button.seat:not(.empty):not(.broken)")
    for number in range(4 * runs):
        one, other = people.nth(number % 7), people.nth(12 + number % 11)
        start, end = one.bounding_box(), other.bounding_box()
        assert start is not None
        assert end is not None
        name = (one.locator(".name").text_content() or "").lstrip("▼▲◆ ")
        page.mouse.move(start["x"] + 15, start["y"] + 15)
        page.mouse.down()
        page.mouse.move(start["x"] + 40, start["y"] + 30, steps=3)
        page.mouse.move(end["x"] + 15, end["y"] + 15, steps=4)
        page.wait_for_timeout(150)
        allowed = "points" in (page.locator(".status").text_content() or "")
        started = time.perf_counter()
        page.mouse.up()
        if allowed:
            expect(other).to_contain_text(name)
            yield time.perf_counter() - started
        page.wait_for_timeout(600)


def rules(page: Page, runs: int) -> Iterator[float]:
    for _ in range(runs):
        started = time.perf_counter()
        page.get_by_text("Mixed desks", exact=True).click()
        told = page.get_by_text("sit elsewhere")
        told.first.wait_for(timeout=_WAIT)
        yield time.perf_counter() - started
        expect(told).to_have_count(0, timeout=_WAIT)


def measured(page: Page, address: str, runs: int) -> Iterator[tuple[str, list[float]]]:
    """Each figure with its runs."""
    opened = []
    for _ in range(runs):
        started = time.perf_counter()
        page.goto(address)
        page.get_by_role("button", name="Plan class").wait_for(timeout=_WAIT)
        opened.append(time.perf_counter() - started)
    # The first visit reads the school and screens it.
    yield "page, first", opened[:1]
    yield "page", opened[1:]
    started = time.perf_counter()
    page.get_by_role("button", name="Plan class").click()
    page.locator("button.seat").first.wait_for(timeout=_WAIT)
    yield "first_plan", [time.perf_counter() - started]
    page.wait_for_timeout(2000)
    yield "drop", list(drops(page, runs))
    yield "rule", list(rules(page, runs))


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--classes", type=int, default=0, help="0: the sample school")
    parser.add_argument("--students", type=int, default=50)
    parser.add_argument("--runs", type=int, default=6)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with report(arguments) as out:
        out.writerow(("what", "median", "worst", "runs"))
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            school = None
            if arguments.classes:
                school = Path(folder) / "school"
                make_sample(arguments.classes, arguments.students, 1).write(school)
            browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
            with served(school) as address:
                page = browser.new_page(viewport={"width": 1400, "height": 1000})
                for what, seconds in measured(page, address, arguments.runs):
                    shown = (
                        (round(median(seconds), 2), round(max(seconds), 2)) if seconds else ("", "")
                    )
                    out.writerow((what, *shown, len(seconds)))
                    if seconds:
                        out.figure(f"page: {what}, median", shown[0], "s")
            browser.close()


if __name__ == "__main__":
    main()
