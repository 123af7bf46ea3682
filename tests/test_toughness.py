"""The counts of `benchmarks.toughness`: each finds a fault where there is one, and runs."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.toughness import __main__ as command
from benchmarks.toughness import inputs, kills, signals, uploads, visitor
from benchmarks.toughness.memory import Watch, resident
from benchmarks.toughness.work import (
    HALF,
    HANG,
    LOST,
    NO_WORDS,
    OTHER,
    TRACEBACK,
    Tally,
    Tried,
    ask,
)
from streamlit.proto.Delta_pb2 import Delta

from endings import Ended
from pairing.model.messages.fault import InputError
from pairing.sample import make_sample
from pairing.store import Store

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, and reads /proc")


def test_a_traceback_a_hang_and_a_death_are_seen() -> None:
    assert ask(str, 3).value == "3"
    failed = ask(int, "x")
    assert failed.wrong == (TRACEBACK,)
    assert "ValueError" in failed.trace
    assert ask(time.sleep, 60, patience=0.3).wrong == (HANG,)
    assert ask(os._exit, 3).wrong == (TRACEBACK,)


def test_an_error_without_words_is_seen() -> None:
    assert inputs.told_in_words(InputError([])) == (NO_WORDS,)


@pytest.mark.parametrize("place", [0, 1])
def test_a_database_that_is_not_as_it_was_is_seen(tmp_path: Path, place: int) -> None:
    kind, whole, folder = kills.KINDS[place], tmp_path / "whole", tmp_path / "other"
    kills.undisturbed(kind, whole)
    shutil.copytree(whole, folder)
    store = Store(f"sqlite:///{folder}/store.db")
    store.save(store.start("of nobody"), {"a": b"1"})
    store.engine.dispose()
    assert HALF in kills.looks(kind, folder, whole, []).wrong


def test_a_save_that_is_lost_or_half_is_seen(tmp_path: Path) -> None:
    saving = kills.KINDS[2]
    folder = tmp_path / "saved"
    ask(saving.prepare, folder, 0)
    assert kills.looks(saving, folder, folder, []).wrong == ()
    assert kills.looks(saving, folder, folder, [2, 3, 4]).wrong == (LOST,)
    store = Store(f"sqlite:///{folder}/store.db")
    kept, pieces = store.load(store.works()[0].work_id)
    store.save(kept, {**pieces, "turn": b"of another version"})
    store.engine.dispose()
    assert kills.looks(saving, folder, folder, []).wrong == (HALF,)


def test_a_plan_of_which_some_files_are_of_another_is_seen(tmp_path: Path) -> None:
    planning = kills.KINDS[3]
    make_sample(2, 9, 3).write(tmp_path / "school")
    ask(kills.make_earlier, tmp_path / "earlier")
    kills.undisturbed(planning, tmp_path / "whole")
    mixed, drafts = tmp_path / "mixed", tmp_path / "drafts"
    for folder in (mixed, drafts):
        planning.prepare(folder, 1)
    (drafts / ".pairs.csv.part").write_text("never finis", "utf-8")
    assert kills.looks(planning, drafts, tmp_path / "whole", []).wrong == ()
    shutil.copy(tmp_path / "whole" / "summary.json", mixed)
    assert kills.looks(planning, mixed, tmp_path / "whole", []).wrong == (HALF,)
    planning.prepare(tmp_path / "emptied", 1)
    for name in kills.plan_as_it_is(tmp_path / "emptied"):
        (tmp_path / "emptied" / name).unlink()
    assert kills.looks(planning, tmp_path / "emptied", tmp_path / "whole", []).wrong == (LOST,)


def test_a_page_and_a_log_with_a_traceback_are_seen() -> None:
    delta = Delta()
    delta.new_element.exception.type = "KeyError"
    shown = visitor.Shown()
    assert uploads.wrong_on_page(shown, "listening") == []
    visitor.see(shown, delta)
    assert uploads.wrong_on_page(shown, "") == [TRACEBACK]
    told = visitor.Shown(texts=["Something went wrong on this page. What was kept is not lost."])
    assert uploads.wrong_on_page(told, "") == [TRACEBACK]
    log = "Traceback (most recent call last):"
    assert uploads.wrong_on_page(visitor.Shown(), log) == [TRACEBACK]


def test_a_visitor_knows_where_the_app_has_led(tmp_path: Path) -> None:
    make_sample(2, 9, 3).write(tmp_path / "school")
    file = uploads.as_upload(tmp_path / "school", tmp_path, random.Random(1))
    with uploads.serving() as server:
        guest = visitor.Visitor(server.address, 60)
        upload = next(iter(guest.open("start").uploads.values()))
        assert guest.page == "start"
        guest.draw(guest.choose(upload, file.name, file.read_bytes()))
        assert guest.page == "seats"
        assert guest.open("start").uploads
        guest.close()


def test_what_children_hold_counts() -> None:
    script = "held = b'x' * 80_000_000; print('held', flush=True); input()"
    with (
        Watch(os.getpid(), every=0.01) as watch,
        subprocess.Popen(
            [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as child,
    ):
        assert child.stdout is not None
        child.stdout.readline()
        alone = resident(child.pid)
        assert alone > 80_000_000
        assert resident(os.getpid()) > alone
        time.sleep(0.1)
        assert watch.peak > alone
        child.communicate(b"\n")


def test_a_command_that_ends_badly_is_seen(tmp_path: Path) -> None:
    ended = Ended(0, "Traceback (most recent call last):", 99.0, ())
    assert signals.wrong_sorts(ended, tmp_path, tmp_path) == (TRACEBACK, HANG, OTHER)


def test_whatever_is_wrong_is_told_and_ends_with_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = Tally("kills")
    tally.add(Tried("seed 1", memory=2**20))
    tally.add(Tried("seed 7", (HALF,), 1.5))
    monkeypatch.setattr(command, "tallies", lambda asked: iter([tally]))
    monkeypatch.setattr(sys, "argv", ["toughness"])
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 1
    told = capsys.readouterr()
    assert "kills,2,0,0,0,1,0,0,1.5,1" in told.out
    assert "kills: half: seed 7" in told.err


@pytest.mark.slow
def test_each_kind_of_input_once() -> None:
    tally = inputs.bad_inputs(len(inputs.WAYS), 7, 1)
    assert (tally.count, tally.told) == (len(inputs.WAYS), [])


@pytest.mark.slow
def test_each_kind_of_kill_some_times() -> None:
    found = list(kills.kills(12, 7, 1))
    assert [tally.count for tally in found] == [3] * 4
    assert [tally.told for tally in found] == [[]] * 4


@pytest.mark.slow
def test_each_page_that_takes_uploads() -> None:
    tally = uploads.uploads(8, 7, 1)
    assert (tally.count, tally.told) == (8, [])
    assert 2**27 < tally.memory < uploads.MOST_MEMORY


@pytest.mark.slow
def test_signals_by_both_ways() -> None:
    tally = signals.signals(4, 7, 1)
    assert (tally.count, tally.told) == (4, [])
