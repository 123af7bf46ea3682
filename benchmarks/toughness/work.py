"""Work in processes of its own, forked from one that has everything imported, and what is counted.

A process that hangs or dies so takes nobody along, and what is killed is the work and not the
start of Python.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from rich.progress import track

__all__ = [
    "HALF",
    "HANG",
    "LOST",
    "NO_WORDS",
    "OTHER",
    "PATIENCE",
    "SORTS",
    "TRACEBACK",
    "Answer",
    "Tally",
    "Tried",
    "ask",
    "begin",
    "end_group",
    "side_by_side",
]

TRACEBACK, NO_WORDS, LOST, HALF, HANG, OTHER = (
    "traceback",
    "no words",
    "lost",
    "half",
    "hang",
    "other",
)
SORTS = (TRACEBACK, NO_WORDS, LOST, HALF, HANG, OTHER)
"""What may be wrong: nothing may be."""

PATIENCE = 60.0
"""Seconds after which something hangs."""

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["benchmarks.toughness.ready"])


@dataclass(frozen=True)
class Tried:
    """One thing that was done to the program, what was wrong with that, and how to do it again."""

    how: str
    wrong: tuple[str, ...] = ()
    seconds: float = 0.0
    memory: int = 0
    """Bytes, 0 where nobody measured them."""


@dataclass
class Tally:
    """All that was done of one kind."""

    kind: str
    count: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    memory: int = 0
    told: list[str] = field(default_factory=list)
    """What was wrong, each with how to repeat it."""

    def add(self, tried: Tried) -> None:
        """Count one more."""
        self.count += 1
        self.wrong.update(tried.wrong)
        self.slowest = max(self.slowest, tried.seconds)
        self.memory = max(self.memory, tried.memory)
        if tried.wrong:
            self.told.append(f"{self.kind}: {', '.join(tried.wrong)}: {tried.how}")

    def row(self) -> list[object]:
        """The row of the table."""
        memory = f"{self.memory / 2**20:.0f}" if self.memory else ""
        wrong = (self.wrong[sort] for sort in SORTS)
        return [self.kind, self.count, *wrong, f"{self.slowest:.1f}", memory]


@dataclass(frozen=True)
class Answer:
    """What a process has answered: its value, or what it ended in."""

    value: Any
    wrong: tuple[str, ...]
    seconds: float
    memory: int
    trace: str = ""


@cache
def _ready() -> None:
    """Wait until what all are forked from is there: compiling the search may take a minute."""
    process = _CONTEXT.Process(target=str)
    process.start()
    process.join()


def begin(work: Callable[..., None], *given: Any) -> tuple[BaseProcess, Connection]:
    """A process that does some work, which gets a pipe to tell of it, and the pipe's other end."""
    _ready()
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_alone, args=(work, theirs, *given))
    process.start()
    theirs.close()
    return process, ours


def _alone(work: Callable[..., None], tell: Connection, *given: Any) -> None:
    # A group of its own can be ended with all that it has started.
    os.setsid()
    work(tell, *given)


def end_group(process: BaseProcess) -> None:
    """Kill a process of ours with all that it has started."""
    if process.pid is not None:
        # Either it has not made its group yet, or all of it is gone.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def ask(work: Callable[..., Any], *given: Any, patience: float = PATIENCE) -> Answer:
    """What some work comes to, done in a process of its own."""
    process, told = begin(_answer, work, given)
    began = time.monotonic()
    try:
        if not told.poll(patience):
            return Answer(None, (HANG,), time.monotonic() - began, 0)
        value, trace, memory = told.recv()
    except EOFError:
        process.join()
        words = f"the process ended with status {process.exitcode}"
        return Answer(None, (TRACEBACK,), time.monotonic() - began, 0, words)
    finally:
        end_group(process)
        told.close()
    wrong = (TRACEBACK,) if trace else ()
    return Answer(value, wrong, time.monotonic() - began, memory, trace)


def _answer(tell: Connection, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    value, trace = None, ""
    try:
        value = work(*given)
    except Exception:
        trace = traceback.format_exc()
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    tell.send((value, trace, 1024 * sum(one.ru_maxrss for one in used)))


def side_by_side(
    one: Callable[[int], Tried], numbers: Iterable[int], workers: int, title: str
) -> Iterator[Tried]:
    """Try each number, some of them at once; the work itself is done in other processes."""
    wanted = list(numbers)
    with ThreadPoolExecutor(workers) as pool:
        yield from track(pool.map(one, wanted), title, total=len(wanted), transient=True)
