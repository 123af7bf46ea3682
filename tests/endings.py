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
            found.append("a traceback")
        if self.seconds > PATIENCE:
            found.append("a hang")
        if any(name.endswith(".part") for name in self.files):
            found.append("a file half written")
        if self.files and self.status not in (0, 3):
            found.append("a plan and a bad status")
        if not self.files and self.status in (0, 3):
            found.append("a good status and no plan")
        if self.files and not (out / "summary.json").is_file():
            found.append("half a plan")
        if self.files and not verify(read_school(school), read_plan(out)).approved:
            found.append("a plan that verify refuses")
        return found


def end(school: Path, out: Path, number: signal.Signals, after: float, times: int = 1) -> Ended:
    """Plan a school and send a signal to the command after some seconds."""
    words = [sys.executable, "-m", "pairing", "plan", str(school), "--out", str(out)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ}
    ) as process:
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
    files = tuple(sorted(one.name for one in out.iterdir())) if out.is_dir() else ()
    return Ended(process.returncode, said, seconds, files)
