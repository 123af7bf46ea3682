"""How long people wait at the door: commands, whole plans, compiling, and a first plan.

    uv run python -m benchmarks.startup commands  # the light ones
    uv run python -m benchmarks.startup plan      # whole `pairing plan data/sample`
    uv run python -m benchmarks.startup compile   # processor seconds of compiling the search
    uv run python -m benchmarks.startup first-plan  # fresh clone to first plan in a real browser

Every figure is of fresh processes. ``first-plan`` clones this repository's commit, so commit
first; it needs Debian's Chromium, and packages in uv's cache. Python keeps what it compiles of
its own sources, as it does for people, whatever PYTHONDONTWRITEBYTECODE says here; ``--as-is``
leaves that to the environment.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.figures import ROOT, Report, parser_for, report

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_WAIT = 180_000
_HEAVY = ("ortools", "numba", "pandas", "scipy", "streamlit")
_LIBRARIES = "import typer, rich"
_COMPILE = """
import time
from pairing.solvers import warm
begun = time.process_time()
warm.compile_search()
searched = time.process_time()
warm.compile_walk()
walked = time.process_time()
warm.compile_tabu()
print(searched - begun, walked - searched, time.process_time() - walked)
"""


def fresh_environment(as_is: bool = False) -> dict[str, str]:
    """The variables of a fresh process; Python keeps what it compiles unless ``as_is``."""
    kept = dict(os.environ)
    if not as_is:
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


def seconds_of(
    command: list[str], environment: dict[str, str], folder: Path = ROOT
) -> tuple[float, float]:
    """Wall and processor seconds of one run."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=folder)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands(arguments: argparse.Namespace, out: Report) -> None:
    """Medians of the light commands, and their ratio to importing typer and rich.

    All take turns in one run, so that a busy moment falls on each alike.
    """
    environment = fresh_environment(arguments.as_is)
    python, pairing = [sys.executable, "-c"], [sys.executable, "-m", "pairing"]
    with tempfile.TemporaryDirectory() as folder:
        asked = {
            _LIBRARIES: [*python, _LIBRARIES],
            "pairing --help": [*pairing, "--help"],
            "pairing --version": [*pairing, "--version"],
            "pairing template": [*pairing, "template", f"{folder}/school.xlsx"],
            "import pairing": [*python, "import pairing"],
        }
        for command in asked.values():
            seconds_of(command, environment)
        runs: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
        for _ in range(arguments.runs):
            for name, command in asked.items():
                runs[name].append(seconds_of(command, environment))
    out.writerow(("command", "seconds", "processor_seconds", "ratio"))
    base = median(wall for wall, _ in runs[_LIBRARIES])
    for name, found in runs.items():
        wall, work = (median(column) for column in zip(*found, strict=True))
        out.writerow((name, round(wall, 3), round(work, 3), round(wall / base, 2)))
        if name != _LIBRARIES:
            out.figure(f"{name}, against `{_LIBRARIES}`", round(wall / base, 2), "x")
    program = "import sys, pairing; print(*(name for name in sys.argv[1:] if name in sys.modules))"
    told = subprocess.run([*python, program, *_HEAVY], check=True, capture_output=True, text=True)
    out.writerow(("heavy modules of import pairing", told.stdout.strip() or "none"))
    out.figure("heavy modules that `import pairing` loads", len(told.stdout.split()))


def plan(arguments: argparse.Namespace, out: Report) -> None:
    """The whole of ``pairing plan data/sample``, the search compiled before."""
    environment = fresh_environment(arguments.as_is)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pairing", "plan", "data/sample", "--out", folder]
        seconds_of(command, environment)
        runs = [seconds_of(command, environment) for _ in range(arguments.runs)]
    wall, work = (median(column) for column in zip(*runs, strict=True))
    out.writerow(("command", "seconds", "processor_seconds"))
    out.writerow(("pairing plan data/sample", round(wall, 2), round(work, 2)))
    out.figure("`pairing plan data/sample`, compiled before", round(wall, 2), "s")


def compile_time(arguments: argparse.Namespace, out: Report) -> None:
    """Processor seconds of compiling the search in a fresh process with an empty cache."""
    parts = ("seats", "sessions", "products of matrices")
    out.writerow(("run", *parts))
    runs = []
    for number in range(arguments.runs):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**fresh_environment(arguments.as_is), "NUMBA_CACHE_DIR": folder}
            told = subprocess.run(
                [sys.executable, "-c", _COMPILE],
                check=True,
                capture_output=True,
                text=True,
                env=environment,
            )
        runs.append(tuple(map(float, told.stdout.split())))
        out.writerow((number, *(round(seconds, 2) for seconds in runs[-1])))
    for part, found in zip(parts, zip(*runs, strict=True), strict=True):
        out.figure(
            f"compiling the search of {part}, processor seconds", round(median(found), 2), "s"
        )


def first_plan(arguments: argparse.Namespace, out: Report) -> None:
    """A clone, ``uv run pairing app``, and the button pressed as soon as it can be."""
    out.writerow(("run", *_STAGES))
    totals = []
    for number in range(arguments.runs):
        with tempfile.TemporaryDirectory() as folder:
            stages = first_plan_of(Path(folder), fresh_environment(as_is=arguments.as_is))
        totals.append(stages[-1])
        out.writerow((number, *(round(seconds, 1) for seconds in stages)))
    out.figure("fresh clone, from the command to the first plan", round(median(totals), 1), "s")


_STAGES = ("server", "page", "button", "plan")
"""Seconds from the command: the server answers, the page's frame is there, its button can be
pressed, the map shows the plan."""


def clone_into(folder: Path, revision: str = "HEAD") -> Path:
    """A clone of this repository at a revision, with nothing compiled and nothing installed."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    subprocess.run(["git", "checkout", "--quiet", revision], cwd=clone, check=True)
    if revision == "HEAD" and (locked := ROOT / "uv.lock").exists():
        shutil.copy(locked, clone)
    return clone


def first_plan_of(
    folder: Path, environment: dict[str, str], revision: str = "HEAD"
) -> tuple[float, ...]:
    """Seconds to each stage in a fresh clone, from the command that starts the app."""
    from playwright.sync_api import sync_playwright

    clone = clone_into(folder, revision)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    for name in ("VIRTUAL_ENV", "NUMBA_CACHE_DIR"):
        environment.pop(name, None)
    environment |= {"PAIRING_DATABASE": f"sqlite:///{folder}/app.db"}
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(_WAIT)
        started = time.perf_counter()
        with _running(["uv", "run", "--quiet", *_app(port)], clone, environment):
            stages = list(_stages(page, f"http://localhost:{port}"))
        browser.close()
    return tuple(at - started for at in stages)


def _app(port: int) -> list[str]:
    return ["pairing", "app", "--port", str(port), "--no-browser"]


def _stages(page: object, address: str) -> Iterator[float]:
    """When each stage is reached."""
    from playwright.sync_api import Error, Page

    assert isinstance(page, Page)
    until = time.perf_counter() + _WAIT / 1000
    while True:
        try:
            page.goto(address)
            break
        except Error:  # nobody listens yet
            if time.perf_counter() > until:
                raise
            time.sleep(0.1)
    yield time.perf_counter()
    page.get_by_test_id("stApp").wait_for()
    yield time.perf_counter()
    button = page.get_by_role("button", name="Plan class")
    button.click()
    yield time.perf_counter()
    page.locator("button.seat").first.wait_for()
    yield time.perf_counter()


@contextlib.contextmanager
def _running(command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


_MEASURES: dict[str, tuple[Callable[[argparse.Namespace, Report], None], int]] = {
    "commands": (commands, 11),
    "plan": (plan, 3),
    "compile": (compile_time, 3),
    "first-plan": (first_plan, 1),
}
"""What can be measured, and how often it usually is."""


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("measure", choices=_MEASURES, nargs="?", default="commands")
    parser.add_argument("--runs", type=int, help="how often")
    parser.add_argument("--as-is", action="store_true", help="leave Python's settings alone")
    arguments = parser.parse_args()
    measure, usual = _MEASURES[arguments.measure]
    arguments.runs = arguments.runs or usual
    with report(arguments) as out:
        measure(arguments, out)


if __name__ == "__main__":
    main()
