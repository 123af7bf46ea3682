"""Commands that are ended by a signal, as a shell, a terminal or a system does it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from pairing.io import read_plan, read_school
from pairing.planning import verify

PATIENCE = 60.0

TRACEBACK = "a traceback"
HANG = "a hang"
HALF_A_FILE = "a file half written"
HALF_A_PLAN = "half a plan"
BAD_STATUS = "a plan and a bad status"
NO_PLAN = "a good status and no plan"
REFUSED = "a plan that verify refuses"


@dataclass(frozen=True)
class Ended:
    """How a planning command came to its end, and what it left."""

    status: int
    said: str
    seconds: float
    files: tuple[str, ...]

    def wrong(self, school: Path, out: Path) -> list[str]:
        """What is wrong with it: nothing may be."""
        found = []
        if "Traceback" in self.said or "rror:" in self.said:
            found.append(TRACEBACK)
        if self.seconds > PATIENCE:
            found.append(HANG)
        if any(name.endswith(".part") for name in self.files):
            found.append(HALF_A_FILE)
        if self.files and self.status not in (0, 3):
            found.append(BAD_STATUS)
        if not self.files and self.status in (0, 3):
            found.append(NO_PLAN)
        if self.files and not (out / "summary.json").is_file():
            found.append(HALF_A_PLAN)
        if self.files and not verify(read_school(school), read_plan(out)).approved:
            found.append(REFUSED)
        return found


def end(school: Path, out: Path, number: signal.Signals, after: float, times: int = 1) -> Ended:
    """Plan a school and send a signal to the command some seconds after its first line.

    Before that there is nothing of the program that could hear it.
    """
    words = [sys.executable, "-m", "pairing", "plan", str(school), "--out", str(out)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ}
    ) as process:
        _listening(process.pid)
        time.sleep(after)
        began = time.monotonic()
        for _ in range(times):
            process.send_signal(number)
            time.sleep(0.2)
        try:
            said, _ = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
        seconds = time.monotonic() - began
    return Ended(process.returncode, said, seconds, left_in(out))


def _listening(process: int) -> None:
    """Wait until a process has said what the signals are to do.

    Python itself hears SIGINT before that; SIGHUP is the last that the program asks for.
    """
    status = Path(f"/proc/{process}/status")
    until = time.monotonic() + PATIENCE
    while status.exists() and time.monotonic() < until:
        caught = next(
            (line.split()[1] for line in status.read_text().splitlines() if "SigCgt" in line), "0"
        )
        if int(caught, 16) >> (signal.SIGHUP - 1) & 1:
            return
        time.sleep(0.005)


def left_in(out: Path) -> tuple[str, ...]:
    """The names of the files of a folder, none where it is not there."""
    return tuple(sorted(one.name for one in out.iterdir())) if out.is_dir() else ()
