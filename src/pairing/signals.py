"""Signals that end a command: at once, or with the best so far; no file is left half written.

The first thing that the command imports, so it needs nothing but the standard library.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

__all__ = ["ENDINGS", "asking", "end_quietly", "held", "leave"]

ENDINGS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals that ask a command to end."""


_written = False
"""Whether all that a command was asked for is written: what is left is to tell of it."""


def end_quietly(number: int, frame: FrameType | None) -> None:
    """End now, with the status that shells expect of whom a signal ended.

    Where all is written already, the command goes on: it is over in a moment, and its status is
    that of what it wrote.
    """
    if number == getattr(signal, "SIGHUP", None):
        # Whoever would read is gone.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    if _written:
        return
    if number != getattr(signal, "SIGHUP", None):
        os.write(2, b"\nStopped: nothing was written.\n")
    if _importing(frame):
        # Libraries take the end for an error of the module that they are making.
        os._exit(128 + number)
    sys.exit(128 + number)


def _importing(frame: FrameType | None) -> bool:
    """Whether modules are being imported: nothing is begun yet that would have to be put away."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def leave(number: int, _: FrameType | None) -> None:
    """End now, without a word: a server that is stopped has nothing to write."""
    sys.exit(128 + number)


@contextmanager
def asking(ask: Callable[[], None]) -> Iterator[None]:
    """The first signal calls ``ask``; a second one ends the command."""
    global _written
    asked = _written = False

    def first(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked or _written:
            end_quietly(number, frame)
            return
        asked = True
        ask()
        if number != getattr(signal, "SIGHUP", None):
            os.write(2, b"\nStopping with the best so far; once more ends at once.\n")

    with _handled(first):
        yield


@contextmanager
def held() -> Iterator[None]:
    """Signals do nothing: what is written meanwhile is written whole, and then all is done."""
    global _written
    with _handled(signal.SIG_IGN):
        yield
        _written = True


@contextmanager
def _handled(handler: Any) -> Iterator[None]:
    """Another handler of all signals that end a command; only the main thread may set any."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number in ENDINGS}
    try:
        yield
    finally:
        for number, known in before.items():
            signal.signal(number, known)
