"""How much memory a process and all that it has started hold, as Linux tells it in /proc."""

from __future__ import annotations

import threading
from collections import defaultdict
from pathlib import Path
from types import TracebackType

__all__ = ["Watch", "family", "peak_of", "resident"]

_PROC = Path("/proc")


def _status(pid: int) -> dict[str, str]:
    """What is told of a process; nothing where it has gone."""
    try:
        lines = (_PROC / str(pid) / "status").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _bytes(pid: int, name: str) -> int:
    return 1024 * int(_status(pid).get(name, "0").split()[0])


def family(pid: int) -> list[int]:
    """A process and all that come from it."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in _PROC.iterdir():
        if folder.name.isdigit() and (parent := _status(int(folder.name)).get("PPid")):
            children[int(parent)].append(int(folder.name))
    found = [pid]
    for one in found:
        found += children[one]
    return found


def resident(pid: int) -> int:
    """The bytes that a process and all that come from it hold now; shared ones count for each."""
    return sum(_bytes(one, "VmRSS") for one in family(pid))


def peak_of(pid: int) -> int:
    """The most bytes that a process alone has ever held."""
    return _bytes(pid, "VmHWM")


class Watch:
    """Looks again and again while it is open; ``peak`` is the most that was seen or told."""

    def __init__(self, pid: int, every: float = 0.05) -> None:
        self._pid, self._every, self._seen = pid, every, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(self._every):
            self._seen = max(self._seen, resident(self._pid))

    @property
    def peak(self) -> int:
        """Bytes, of the process and its children."""
        self._seen = max(self._seen, peak_of(self._pid))
        return self._seen
