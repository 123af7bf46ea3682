"""Signals at random moments of a command that plans: what is lost, half written, or hangs.

One in twenty is a command as a shell starts it; of the others everything is imported already, so
that most signals come while it plans and writes.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import endings
from benchmarks.toughness.work import (
    HALF,
    HANG,
    OTHER,
    PATIENCE,
    TRACEBACK,
    Tally,
    Tried,
    ask,
    begin,
    end_group,
    side_by_side,
)
from endings import Ended, end, left_in
from pairing.__main__ import main
from pairing.sample import make_sample
from pairing.signals import ENDINGS, end_quietly

__all__ = ["signals", "try_signal", "wrong_sorts"]

_SORTS = {
    endings.TRACEBACK: TRACEBACK,
    endings.HANG: HANG,
    endings.HALF_A_FILE: HALF,
    endings.HALF_A_PLAN: HALF,
    endings.REFUSED: HALF,
}
_FRESH = 20


def wrong_sorts(ended: Ended, school: Path, out: Path) -> tuple[str, ...]:
    """What is wrong with a command's end, by the sorts that are counted."""
    return tuple(_SORTS.get(one, OTHER) for one in ended.wrong(school, out))


def _command(tell: Connection, school: Path, out: Path, log: Path) -> None:
    """``pairing plan`` from where Python has started and everything is imported."""
    # As its first line does, before it is imported.
    for ending in ENDINGS:
        signal.signal(ending, end_quietly)
    written = os.open(log, os.O_WRONLY | os.O_CREAT)
    os.dup2(written, 1)
    os.dup2(written, 2)
    sys.argv = ["pairing", "plan", str(school), "--out", str(out)]
    tell.send("ready")
    main()


def _end_forked(school: Path, out: Path, number: signal.Signals, after: float, times: int) -> Ended:
    log = out.with_suffix(".log")
    process, told = begin(_command, school, out, log)
    assert process.pid is not None
    try:
        told.recv()
        process.join(after)
        began = time.monotonic()
        for turn in range(times):
            process.join(0.2 * turn)
            if process.exitcode is None:
                os.kill(process.pid, number)
        process.join(PATIENCE)
        seconds = time.monotonic() - began
        status = process.exitcode
    finally:
        end_group(process)
        told.close()
    if status is None:
        seconds, status = PATIENCE + 1, 0
    return Ended(status, log.read_text("utf-8", errors="replace"), seconds, left_in(out))


def _undisturbed(school: Path, out: Path) -> float:
    """Seconds that the command takes from where everything is imported."""
    process, told = begin(_command, school, out, out.with_suffix(".log"))
    told.recv()
    began = time.monotonic()
    process.join()
    return time.monotonic() - began


def try_signal(school: Path, where: Path, length: float, first: int, number: int) -> Tried:
    """Begin the command, send it a signal at a random moment, at times two, and look."""
    chance = random.Random(first + number)
    out = where / f"plan-{number}"
    kind, times = chance.choice(ENDINGS), chance.choice([1, 1, 1, 2])
    if number % _FRESH:
        after = chance.uniform(0, 1.1 * length)
        ended = _end_forked(school, out, kind, after, times)
    else:
        # Python itself has a moment in which it knows of no handlers.
        after = chance.uniform(0.15, 3 + length)
        ended = end(school, out, kind, after, times)
    looked = ask(wrong_sorts, ended, school, out)
    shutil.rmtree(out, ignore_errors=True)
    how = f"seed {first + number}: {kind.name} x {times} after {after:.3f} s, {ended}"
    return Tried(how, (*looked.wrong, *(looked.value or ())), ended.seconds)


def signals(count: int, first: int, workers: int) -> Tally:
    """So many signals; the slowest is the slowest to end after one."""
    tally = Tally("signals")
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        school = where / "school"
        make_sample(2, 9, 3).write(school)
        length = _undisturbed(school, where / "whole")
        one = partial(try_signal, school, where, length, first)
        for tried in side_by_side(one, range(count), workers, "signals"):
            tally.add(tried)
    return tally
