"""The database is made whole or not at all, by one process at a time; its troubles have words."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from pairing.errors import StoreUnusableError
from pairing.store import Store

SPAWN = multiprocessing.get_context("spawn")


def _code(url: str) -> str:
    with pytest.raises(StoreUnusableError) as caught:
        Store(url)
    return caught.value.message.code


def _open(url: str, ready: Connection, told: Connection) -> None:
    ready.send("ready")
    ready.recv()
    try:
        told.send(len(Store(url).works()))
    except BaseException as error:
        told.send(repr(error))
        raise


def _started(url: str, count: int) -> list[tuple[multiprocessing.process.BaseProcess, Connection]]:
    """Processes that open one database at the same moment, and what each tells."""
    found: list[tuple[multiprocessing.process.BaseProcess, Connection]] = []
    waiting = []
    for _ in range(count):
        ours, theirs = SPAWN.Pipe()
        tell, told = SPAWN.Pipe()
        process = SPAWN.Process(target=_open, args=(url, theirs, told))
        process.start()
        waiting.append(ours)
        found.append((process, tell))
    for one in waiting:
        one.recv()
    for one in waiting:
        one.send("go")
    return found


@pytest.mark.slow
def test_six_who_start_at_once_all_can_work(tmp_path: Path) -> None:
    started = _started(f"sqlite:///{tmp_path}/store.db", 6)
    assert [told.recv() for _, told in started] == [0] * 6
    for process, _ in started:
        process.join()


@pytest.mark.slow
def test_a_first_start_that_is_killed_leaves_nothing_half(tmp_path: Path) -> None:
    chance = random.Random(5)
    for number in range(6):
        url = f"sqlite:///{tmp_path}/{number}.db"
        ((process, _),) = _started(url, 1)
        time.sleep(chance.uniform(0, 0.25))
        process.kill()
        process.join()
        assert Store(url).works() == ()


def test_tables_that_an_earlier_kill_has_left_are_taken_up(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE works (work_id VARCHAR(32) PRIMARY KEY, name TEXT)")
    store = Store(f"sqlite:///{file}")
    store.save(store.start("school"), {"a": b"1"})
    assert len(Store(f"sqlite:///{file}").works()) == 1


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    file.write_bytes(b"no database at all, but long enough to be looked at as one" * 50)
    assert _code(f"sqlite:///{file}") == "store.unusable"
    assert file.read_bytes().startswith(b"no database")


def test_a_truncated_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    Store(f"sqlite:///{file}").engine.dispose()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    file.write_bytes(file.read_bytes()[:5000])
    assert _code(f"sqlite:///{file}") == "store.unusable"


def test_a_newer_version_of_the_program_is_told(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    Store(f"sqlite:///{file}").engine.dispose()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert _code(f"sqlite:///{file}") == "store.newer"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense", "store.address"),
        ("nothing://x/y", "store.address"),
        ("mysql+mysqldb://localhost/x", "store.driver"),
        ("sqlite:////proc/nowhere/store.db", "store.unusable"),
    ],
)
def test_what_cannot_be_opened_is_told_in_words(url: str, code: str) -> None:
    assert _code(url) == code
