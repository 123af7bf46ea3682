"""The compiler beside the app: whoever waits for it is let go, whatever becomes of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pairing.app.state.jobs import compiler
from pairing.app.state.jobs.job import Job
from pairing.model.enums import Part
from pairing.planning import Outcome, Progress, Step, Stop

LOADS_ALL = """
from numba.core import event

class Told(event.Listener):
    def on_start(self, told):
        raise SystemExit(f"compiled anew: {told.data['dispatcher']}")
    def on_end(self, told): ...

event.register("numba:compile", Told())
from pairing import make_plan, read_school, sample_folder
from pairing.planning import Effort
made = make_plan(read_school(sample_folder()), only=["needs", "seats"], classes=["7A"])
assert made.plan.seats
"""
STARTS = """
import sys, time
from pairing.app.state.jobs import compiler
compiler.start((sys.executable, "-c", {child!r}))
time.sleep(60)
"""


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


def test_it_is_waited_for_until_it_says_ready(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    program = (
        f"import pathlib, time\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.05)\n"
        "print('ready', flush=True)\ntime.sleep(1)"
    )
    compiler.start(python(program))
    assert compiler.at_work()
    assert not compiler.wait(0.2)
    gate.touch()
    assert compiler.wait(20)
    assert not compiler.at_work()


@pytest.mark.parametrize("command", [python("raise SystemExit(3)"), ("/no/such/program",)])
def test_one_that_fails_holds_nobody_up(command: tuple[str, ...]) -> None:
    compiler.start(command)
    assert compiler.wait(20)
    assert not compiler.at_work()


def test_only_seats_wait_for_it() -> None:
    seen = []

    def work(_: Stop, progress: Progress) -> Outcome:
        progress(Step(Part.PAIRS, 0, 1))
        seen.append(("pairs", compiler.at_work()))
        progress(Step(Part.SEATS, 0, 1))
        seen.append(("seats", compiler.at_work()))
        raise RuntimeError("no more than this is asked of it")

    compiler.start(python("import time; time.sleep(2); print('ready', flush=True)"))
    job = Job(work).start()
    assert job.ended_within(20)
    assert seen == [("pairs", True), ("seats", False)]


def test_it_ends_with_the_app(tmp_path: Path) -> None:
    cache, told = tmp_path / "cache", tmp_path / "told"
    child = (
        f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(str(os.getpid()))\n"
        "from pairing.solvers.seating import warm; warm.main()"
    )
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache)}
    app = subprocess.Popen(python(STARTS.format(child=child)), env=environment)
    until = time.monotonic() + 30
    while not (told.exists() and told.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    number = int(told.read_text())
    app.kill()
    app.wait(20)
    while _runs(number) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(number)


def _runs(number: int) -> bool:
    """Whether a process still works; one that nobody has reaped does not."""
    status = Path(f"/proc/{number}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
def test_a_plan_compiles_nothing_after_it(tmp_path: Path) -> None:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    command = (sys.executable, "-m", "pairing.solvers.warm")
    # Its input stays open, as with the app, until it has ended.
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.read() == "ready\n"
        assert process.wait(60) == 0
    plan = subprocess.run(
        python(LOADS_ALL), env=environment, capture_output=True, text=True, check=False
    )
    assert plan.returncode == 0, plan.stderr
