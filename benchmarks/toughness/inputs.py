"""Bad inputs of every kind: each is planned, or refused in words.

What is read is planned too, but for sessions and seats; ``benchmarks.soundness`` plans everything,
and judges it.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.toughness.work import NO_WORDS, Tally, Tried, ask, side_by_side
from corruptions import CORRUPTIONS
from exports import TODAY, odd_export, write, zipped
from odd_backups import odd_backup
from odd_inputs import ODDITIES
from odd_zips import hostile_zip
from pairing import PairingError
from pairing.io import read_school, schools_to_choose
from pairing.model.messages.fault import InputError
from pairing.planning import make_plan
from pairing.sample import make_sample
from pairing.store import Store, from_pieces, restore

__all__ = ["PLANNED", "WAYS", "Way", "bad_inputs", "told_in_words", "try_input"]

Way = Callable[[Path, random.Random], Path]
"""Writes an input below a folder and returns what to read."""

PLANNED = ("needs", "pairs", "mentors", "teams")


def odd_district(folder: Path, chance: random.Random) -> Path:
    """A OneRoster export of random people, statuses and dates, as a folder or as a zip."""
    files, _ = odd_export(chance)
    if chance.random() < 0.5:
        return write(folder, files)
    folder.mkdir()
    return zipped(folder / "export.zip", files)


def hostile_backup(folder: Path, chance: random.Random) -> Path:
    """A backup of the store that nobody has written."""
    folder.mkdir()
    file = folder / "backup.zip"
    file.write_bytes(odd_backup(chance))
    return file


WAYS: tuple[Way, ...] = (*CORRUPTIONS, *ODDITIES, odd_district, hostile_zip, hostile_backup)
"""Every kind of bad input, in turn."""


def told_in_words(error: PairingError) -> tuple[str, ...]:
    """What is wrong with an error that was raised on purpose: nothing, where it has words."""
    faults = error.faults if isinstance(error, InputError) else (error,)
    told = [str(one) for one in faults]
    sound = told and all(one.strip() and "\0" not in one for one in told) and str(error).strip()
    return () if sound else (NO_WORDS,)


def taken(way: Way, seed: int) -> tuple[str, ...]:
    """Make an input, give it to the program, and say what is wrong with how it was taken.

    Whatever else than a ``PairingError`` is raised goes up: it is a traceback.
    """
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder) / "input"
        if way in CORRUPTIONS:
            make_sample(2, 9, 3).write(inside)
        path = way(inside, random.Random(seed))
        try:
            if way is hostile_backup:
                _brought_in(path.read_bytes())
            else:
                _planned(path)
        except PairingError as error:
            return told_in_words(error)
    return ()


def _planned(path: Path) -> None:
    try:
        school = read_school(path, on=TODAY)
    except InputError as error:
        # An export of several schools asks which one.
        several = schools_to_choose(path)
        if not several or told_in_words(error):
            raise
        school = read_school(path, school=next(iter(several)), on=TODAY)
    assert all(map(str, school.notes))
    make_plan(school, only=PLANNED)


def _brought_in(data: bytes) -> None:
    store = Store("sqlite://")
    restore(store, data)
    for work in store.works():
        assert str(work.last.what) or work.last.what.code
        from_pieces(store.load(work.work_id)[1])


def try_input(first: int, number: int) -> Tried:
    """The input of a number."""
    way, seed = WAYS[number % len(WAYS)], first + number
    answer = ask(taken, way, seed)
    wrong = (*answer.wrong, *(answer.value or ()))
    how = f"taken({way.__name__}, {seed})\n{answer.trace}"
    return Tried(how, wrong, answer.seconds, answer.memory)


def bad_inputs(count: int, first: int, workers: int) -> Tally:
    """So many bad inputs of every kind in turn."""
    tally = Tally("bad inputs")
    for tried in side_by_side(partial(try_input, first), range(count), workers, "inputs"):
        tally.add(tried)
    return tally
