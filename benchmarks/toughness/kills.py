"""SIGKILL at random moments of what changes files: nothing told of is lost, nothing is half.

Four kinds: the first start of a database, the migration of an old one, saving to it, and
``pairing plan --out`` into an empty folder or over an earlier plan. Afterwards another process
looks at what is there, and goes on with it.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import select

from benchmarks.figures import ROOT
from benchmarks.toughness.work import (
    HALF,
    HANG,
    LOST,
    OTHER,
    PATIENCE,
    Tally,
    Tried,
    ask,
    begin,
    end_group,
    side_by_side,
)
from pairing.io import read_plan
from pairing.io.raw.writing import finish_writing
from pairing.sample import make_sample
from pairing.signals import held
from pairing.store import Store
from pairing.store.schema import PieceRow, VersionRow

__all__ = [
    "KINDS",
    "Kind",
    "kills",
    "looks",
    "made",
    "make_earlier",
    "plan_as_it_is",
    "saved",
    "try_kill",
]

_OLD = ROOT / "tests" / "store" / "kept" / "kept-0.1.0.db"
_SAVES = 60
_OVER = ".over an earlier plan"


@dataclass(frozen=True)
class Kind:
    """Something that is killed: what was there before, the work, and who looks at it after."""

    name: str
    prepare: Callable[[Path, int], None]
    """Gets the folder of one kill and its number."""
    work: Callable[[Connection, Path], None]
    """Tells ``ready``, and whatever else it has done."""
    look: Callable[[Path, Path, list[Any]], list[str]]
    """Gets the folder, that of an undisturbed run, and what was told; answers what is wrong."""


def _url(folder: Path) -> str:
    return f"sqlite:///{folder}/store.db"


def _contents(folder: Path) -> list[Any]:
    """All that a store has, as anybody reads it."""
    store = Store(_url(folder))
    return [
        (note.work_id, note.name, [(one, store.load(note.work_id, one.number)) for one in versions])
        for note in store.works()
        if (versions := store.versions(note.work_id))
    ]


def _damage(folder: Path) -> list[str]:
    """What the database itself says of its pages, and pieces that are not as they are named."""
    with sqlite3.connect(folder / "store.db") as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Store(_url(folder)).begin() as session:
        manifests = session.scalars(select(VersionRow.pieces)).all()
        named = {digest for pieces in manifests for digest in pieces.values()}
        alike = set(session.scalars(select(PieceRow.digest))) == named
    return [] if sound and alike else [HALF]


# --- the first start ---


def _nothing(folder: Path, _: int) -> None:
    folder.mkdir()


def _start(tell: Connection, folder: Path) -> None:
    tell.send("ready")
    Store(_url(folder)).works()


def _started(folder: Path, _: Path, __: list[Any]) -> list[str]:
    if _contents(folder):
        return [HALF]
    store = Store(_url(folder))
    kept = store.save(store.start("school"), {"a": b"1"})
    goes_on = store.load(kept.work_id)[1] == {"a": b"1"}
    return _damage(folder) if goes_on else [LOST]


# --- the migration ---


def _old_database(folder: Path, _: int) -> None:
    folder.mkdir()
    shutil.copy(_OLD, folder / "store.db")


def _migrated(folder: Path, whole: Path, _: list[Any]) -> list[str]:
    found, wanted = _contents(folder), _contents(whole)
    if found != wanted:
        return [LOST if len(found) < len(wanted) else HALF]
    return _damage(folder)


# --- saving ---


def _pieces(number: int) -> dict[str, bytes]:
    """What the version of a number has: small and large pieces, old and new ones."""
    large = random.Random(number // 3).randbytes(150_000)
    return {"settings": b"{}", "turn": b"%d" % number, "large": large}


def _first_version(folder: Path, _: int) -> None:
    folder.mkdir()
    store = Store(_url(folder))
    store.save(store.start("school"), _pieces(1))
    store.engine.dispose()


def _save(tell: Connection, folder: Path) -> None:
    tell.send("ready")
    store = Store(_url(folder))
    kept, _ = store.load(store.works()[0].work_id)
    for number in range(2, _SAVES):
        kept = store.save(kept, _pieces(number))
        tell.send(kept.number)


def saved(folder: Path, _: Path, told: list[Any]) -> list[str]:
    """Every save that was told of is there, every version is whole, and one can go on."""
    store = Store(_url(folder))
    works = store.works()
    if not works:
        return [LOST]
    work_id = works[0].work_id
    numbers = [one.number for one in store.versions(work_id)][::-1]
    if not set(range(1, max([1, *told]) + 1)) <= set(numbers):
        return [LOST]
    if any(store.load(work_id, one)[1] != _pieces(one) for one in numbers):
        return [HALF]
    kept, pieces = store.load(work_id)
    goes_on = store.save(kept, pieces).number == numbers[-1] + 1
    return _damage(folder) if goes_on else [LOST]


# --- a plan ---


def _plan(folder: Path, *more: str) -> None:
    from pairing.cli import app

    parts = ("--only", "needs", "--only", "pairs", "--only", "mentors")
    school = folder.parent / "school"
    words = ["plan", str(school), "--out", str(folder), *parts, *more]
    app(words, standalone_mode=False)


def _earlier_plan(folder: Path, number: int) -> None:
    """Every other plan is written over an earlier one, which has a part more."""
    if number % 2:
        folder.mkdir()
        shutil.copytree(folder.parent / "earlier", folder, dirs_exist_ok=True)
        (folder / _OVER).touch()


def _write_plan(tell: Connection, folder: Path) -> None:
    @contextmanager
    def telling() -> Iterator[None]:
        with held():
            tell.send("writing")
            yield

    _in_silence()
    tell.send("ready")
    # The moment in which most can go wrong is short: it is told, to be met often enough.
    with patch("pairing.cli.plan.held", telling):
        _plan(folder)


def _in_silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def plan_as_it_is(folder: Path) -> dict[str, str]:
    """The files of a plan by name as whoever reads it finds them, but for what stopwatches said."""
    if not folder.is_dir():
        return {}
    finish_writing(folder)
    return {
        file.name: file.read_text("utf-8")
        for file in sorted(folder.iterdir())
        if not file.name.startswith(".") and file.name != "timing.json"
    }


def made(folder: Path, whole: Path, _: list[Any]) -> list[str]:
    """The plan is the new one, or the one that was there; and it can be planned again."""
    new, earlier = plan_as_it_is(whole), plan_as_it_is(folder.parent / "earlier")
    found = plan_as_it_is(folder)
    wrong = []
    if found not in (new, earlier if (folder / _OVER).exists() else {}):
        wrong.append(HALF if found else LOST)
    if found == new:
        read_plan(folder)
    _in_silence()
    _plan(folder)
    drafts = any(file.name.endswith(".part") for file in folder.iterdir())
    if plan_as_it_is(folder) != new or drafts:
        wrong.append(OTHER)
    return wrong


KINDS = (
    Kind("kills: first start", _nothing, _start, _started),
    Kind("kills: migration", _old_database, _start, _migrated),
    Kind("kills: saving", _first_version, _save, saved),
    Kind("kills: writing a plan", _earlier_plan, _write_plan, made),
)


def looks(kind: Kind, folder: Path, whole: Path, told: list[Any]) -> Tried:
    """What a process of its own finds after a kill."""
    answer = ask(kind.look, folder, whole, told)
    wrong = (*answer.wrong, *(answer.value or ()))
    return Tried(answer.trace, wrong, answer.seconds, answer.memory)


@dataclass(frozen=True)
class Course:
    """When an undisturbed run had told what, in seconds from the moment when it was ready."""

    end: float
    writing: float


def undisturbed(kind: Kind, folder: Path) -> Course:
    """Do the work to its end, as what all others are compared with."""
    ask(kind.prepare, folder, 0)
    process, told = begin(kind.work, folder)
    _ready(told)
    began, writing = time.monotonic(), 0.0
    while (word := _next(told)) is not None:
        if word == "writing":
            writing = time.monotonic() - began
    process.join()
    return Course(time.monotonic() - began, writing)


def _ready(told: Connection) -> None:
    if not told.poll(PATIENCE) or told.recv() != "ready":
        raise TimeoutError("the work did not begin")


def _next(told: Connection) -> Any:
    """The next that was told, None at the end."""
    try:
        return told.recv()
    except (EOFError, OSError):
        return None


def try_kill(kind: Kind, where: Path, course: Course, first: int, number: int) -> Tried:
    """Begin the work, kill it at a random moment, and look."""
    chance = random.Random(first + number)
    folder = where / str(number)
    ask(kind.prepare, folder, number)
    process, pipe = begin(kind.work, folder)
    told: list[Any] = []
    after = chance.uniform(0, 1.1 * course.end)
    try:
        _ready(pipe)
        if course.writing and chance.random() < 0.75:
            if not pipe.poll(PATIENCE):
                return Tried(f"seed {first + number}", (HANG,))
            after = chance.uniform(0, 1.2 * (course.end - course.writing))
        time.sleep(after)
    finally:
        end_group(process)
    while (word := _next(pipe)) is not None:
        told.append(word)
    pipe.close()
    found = looks(kind, folder, where / "whole", [one for one in told if isinstance(one, int)])
    shutil.rmtree(folder, ignore_errors=True)
    how = f"seed {first + number}, killed after {after:.4f} s\n{found.how}"
    return Tried(how, found.wrong, found.seconds, found.memory)


def kills(count: int, first: int, workers: int) -> Iterator[Tally]:
    """So many kills, spread over the kinds; the slowest is the slowest to go on afterwards."""
    for place, kind in enumerate(KINDS):
        share = range(place, count, len(KINDS))
        with tempfile.TemporaryDirectory() as folder:
            where = Path(folder)
            make_sample(2, 9, 3).write(where / "school")
            ask(make_earlier, where / "earlier")
            undisturbed(kind, where / "whole")
            # Once more: the first run of all has read from the disk what all others have at hand.
            shutil.rmtree(where / "whole")
            course = undisturbed(kind, where / "whole")
            tally = Tally(kind.name)
            one = partial(try_kill, kind, where, course, first)
            for tried in side_by_side(one, share, workers, kind.name):
                tally.add(tried)
        yield tally


def make_earlier(folder: Path) -> None:
    _in_silence()
    _plan(folder, "--only", "teams", "--on", "2026-09-30")
