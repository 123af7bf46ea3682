"""Many people at once: every visitor plans a class and drops pupils, all in the same minute.

    uv run python -m benchmarks.app_crowd --visitors 20

Each visitor is a browser context of its own, on a work of its own. Between two drops a visitor
looks at the map for some seconds, as people do. CSV: visitors, drops, median, p90, worst, errors.
Needs Debian's Chromium, which takes its share of the two cores.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import time
from statistics import median, quantiles

from playwright.async_api import Browser, Page, async_playwright, expect

from benchmarks.app import served
from benchmarks.figures import parser_for, report

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_WAIT = 180_000


async def drop(page: Page, number: int) -> float | None:
    """Swap two pupils; the seconds until the map has them, or None where a rule forbids it."""
    people = page.locator("button.seat:not(.empty):not(.broken)")
    one, other = people.nth(number % 7), people.nth(12 + number % 11)
    name = (await one.locator(".name").text_content() or "").lstrip("▼▲◆ ")
    await one.focus()
    await page.keyboard.press("Space")
    await other.focus()
    allowed = "points" in (await page.locator(".status").text_content() or "")
    if not allowed:
        await page.keyboard.press("Escape")
        return None
    started = time.perf_counter()
    await page.keyboard.press("Space")
    await expect(other).to_contain_text(name, timeout=_WAIT)
    return time.perf_counter() - started


async def visit(
    browser: Browser, address: str, number: int, drops: int, ready: asyncio.Barrier
) -> tuple[list[float], int]:
    """One visitor: the seconds of each drop, and how many errors were on the page."""
    context = await browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(_WAIT)
    page = await context.new_page()
    await page.goto(f"{address}/?class={('7A', '7B', '8A', '8B')[number % 4]}")
    await page.get_by_role("button", name="Plan class").click()
    await page.locator("button.seat").first.wait_for(timeout=_WAIT)
    await ready.wait()
    chance = random.Random(number)
    seconds: list[float] = []
    for turn in range(3 * drops):
        await page.wait_for_timeout(1000 * chance.uniform(5, 15))
        found = await drop(page, number + turn)
        seconds += [found] if found is not None else []
        if len(seconds) == drops:
            break
    errors = await page.locator("[data-testid=stException]").count()
    await context.close()
    return seconds, errors


async def crowd(address: str, visitors: int, drops: int) -> tuple[list[float], int]:
    """All visitors together."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        ready = asyncio.Barrier(visitors)
        found = await asyncio.gather(
            *(visit(browser, address, number, drops, ready) for number in range(visitors))
        )
        await browser.close()
    return [one for seconds, _ in found for one in seconds], sum(errors for _, errors in found)


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--drops", type=int, default=8)
    arguments = parser.parse_args()
    with served(None) as address:
        seconds, errors = asyncio.run(crowd(address, arguments.visitors, arguments.drops))
    with report(arguments) as out:
        out.writerow(("visitors", "drops", "median", "p90", "worst", "errors"))
        p90 = quantiles(seconds, n=10)[-1]
        figures = (round(median(seconds), 2), round(p90, 2), round(max(seconds), 2))
        out.writerow((arguments.visitors, len(seconds), *figures, errors))
        out.figure(f"{arguments.visitors} visitors: a drop, median", figures[0], "s")


if __name__ == "__main__":
    main()
