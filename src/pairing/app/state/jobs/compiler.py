"""The compiler of the search: a process beside the app's, from the app's first moment.

The page and the compiler so use a core each. What it compiles it keeps on disk, where this process
then finds it. Should it fail, nobody hangs: a plan then compiles the search itself.
"""

from __future__ import annotations

import subprocess
import sys
import threading

__all__ = ["at_work", "start", "wait"]

_COMMAND = (sys.executable, "-m", "pairing.solvers.warm")

_ready = threading.Event()
_ready.set()
"""Set as long as there is nothing to wait for."""


def start(command: tuple[str, ...] = _COMMAND) -> None:
    """Start the compiler; returns at once. It ends with this process."""
    try:
        process = subprocess.Popen(  # noqa: S603, the command is our own
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:  # no process to be had
        return
    _ready.clear()
    threading.Thread(target=_follow, args=(process,), name="compiler", daemon=True).start()


def at_work() -> bool:
    """Whether the search is still being compiled."""
    return not _ready.is_set()


def wait(seconds: float | None = None) -> bool:
    """Wait until the search is compiled, or its compiler gone; answers whether that is so."""
    return _ready.wait(seconds)


def _follow(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    # A line, or the end of a process that died.
    process.stdout.readline()
    _ready.set()
    process.wait()
    process.stdout.close()
    if process.stdin is not None:
        process.stdin.close()
