"""The store: whole versions or none, nobody overwritten, and a way back to each of them."""

from __future__ import annotations

import io
import multiprocessing
import sqlite3
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing.errors import UnknownVersionError
from pairing.model.messages.fault import InputError
from pairing.model.messages.message import quote
from pairing.store import ClashError, Store, backup, restore


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/store.db")


def pieces(**texts: str) -> dict[str, bytes]:
    return {name: text.encode() for name, text in texts.items()}


def test_versions_can_be_read_back_as_they_were(store: Store) -> None:
    first = store.save(store.start("school"), pieces(a="1", b="2"), by="Li", what=quote("began"))
    second = store.save(first, pieces(a="1", b="3"), what=quote("changed b"))
    assert (first.number, second.number) == (1, 2)
    assert store.load(first.work_id, 1)[1] == pieces(a="1", b="2")
    assert store.load(first.work_id)[1] == pieces(a="1", b="3")
    notes = store.versions(first.work_id)
    assert [(one.number, one.by, str(one.what)) for one in notes] == [
        (2, "", "changed b"),
        (1, "Li", "began"),
    ]
    assert store.works()[0].last == notes[0]
    with pytest.raises(KeyError):
        store.load(first.work_id, 3)
    with pytest.raises(KeyError):
        store.load("nobody")


def test_two_people_on_different_pieces_both_keep_theirs(store: Store) -> None:
    base = store.save(store.start("school"), pieces(a="1", b="1", c="1"))
    store.save(base, pieces(a="2", b="1", c="1"), by="A")
    mine = store.save(base, pieces(a="1", b="2"), by="B")
    assert mine.number == 3
    assert mine.merged == {"a"}
    assert store.load(base.work_id)[1] == pieces(a="2", b="2")


def test_the_second_on_one_piece_is_told_and_nothing_is_overwritten(store: Store) -> None:
    base = store.save(store.start("school"), pieces(a="1", b="1"))
    store.save(base, pieces(a="2", b="1"), by="A", what=quote("swapped"))
    with pytest.raises(ClashError) as told:
        store.save(base, pieces(a="3", b="1"), by="B")
    assert told.value.names == {"a"}
    assert (told.value.theirs.by, str(told.value.theirs.what)) == ("A", "swapped")
    assert store.load(base.work_id)[1]["a"] == b"2"
    # A person may put theirs on top; the other stays a version.
    over = store.save(base, pieces(a="3", b="1"), by="B", over=True)
    assert store.load(base.work_id)[1]["a"] == b"3"
    assert store.load(base.work_id, over.number - 1)[1]["a"] == b"2"


def test_the_same_change_twice_is_no_clash(store: Store) -> None:
    base = store.save(store.start("school"), pieces(a="1"))
    store.save(base, pieces(a="2"))
    assert store.save(base, pieces(a="2")).number == 3


_TEXTS = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["1", "2", "3"]), min_size=1)


@given(base=_TEXTS, one=_TEXTS, other=_TEXTS)
def test_a_merge_has_what_each_changed_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory,
    base: dict[str, str],
    one: dict[str, str],
    other: dict[str, str],
) -> None:
    store = Store("sqlite://")
    begun = store.save(store.start("x"), pieces(**base))
    store.save(begun, pieces(**one))
    changed = [
        {name for name in base.keys() | new.keys() if base.get(name) != new.get(name)}
        for new in (one, other)
    ]
    both = {name for name in changed[0] & changed[1] if one.get(name) != other.get(name)}
    if both:
        with pytest.raises(ClashError) as told:
            store.save(begun, pieces(**other))
        assert told.value.names == both
        assert store.load(begun.work_id)[1] == pieces(**one)
    else:
        store.save(begun, pieces(**other))
        merged = {
            name: (one if name in changed[0] else other).get(name)
            for name in base.keys() | one.keys() | other.keys()
        }
        assert store.load(begun.work_id)[1] == pieces(
            **{name: text for name, text in merged.items() if text is not None}
        )


def test_many_threads_lose_nothing(store: Store) -> None:
    base = store.save(store.start("school"), pieces(z="0"))
    barrier = threading.Barrier(8)

    def work(name: str) -> None:
        barrier.wait()
        kept = base
        for turn in range(5):
            kept = store.save(
                kept, {**store.load(base.work_id, kept.number)[1], name: b"%d" % turn}
            )

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcdefgh"]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert store.load(base.work_id)[1] == dict.fromkeys("abcdefgh", b"4") | {"z": b"0"}
    assert len(store.versions(base.work_id)) == 41


def _die_while_saving(url: str, work_id: str) -> None:
    """Save again and again, until somebody ends the process without a warning."""
    store = Store(url)
    kept, held = store.load(work_id)
    turn = 0
    while True:
        turn += 1
        kept = store.save(kept, {**held, "a": b"x" * 200_000, "turn": b"%d" % turn})


@pytest.mark.slow
def test_a_process_that_dies_while_saving_leaves_whole_versions(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    store = Store(url)
    base = store.save(store.start("school"), pieces(a="1", turn="0"))
    spawn = multiprocessing.get_context("spawn")
    process = spawn.Process(target=_die_while_saving, args=(url, base.work_id))
    process.start()
    while not (newest := store.newest(base.work_id)) or newest.number < 5:
        assert process.is_alive()
    process.kill()
    process.join()
    for note in Store(url).versions(base.work_id):
        held = store.load(base.work_id, note.number)[1]
        assert held["turn"] == b"%d" % (note.number - 1)
    checked = sqlite3.connect(f"{tmp_path}/store.db").execute("PRAGMA integrity_check").fetchone()
    assert checked == ("ok",)


def test_a_work_is_removed_with_what_only_it_has(store: Store) -> None:
    one = store.save(store.start("one"), pieces(shared="s", own="1"))
    other = store.save(store.start("other"), pieces(shared="s", own="2"))
    store.forget(one.work_id)
    assert [work.work_id for work in store.works()] == [other.work_id]
    assert store.load(other.work_id)[1] == pieces(shared="s", own="2")
    assert store.newest(one.work_id) is None


def test_a_backup_brings_everything_back(store: Store, tmp_path: Path) -> None:
    one = store.save(store.start("one"), pieces(a="1", b="\N{SNOWMAN}"))
    store.save(one, pieces(a="2", b="\N{SNOWMAN}"), by="<b>", what=quote("=1+1"))
    data = backup(store)
    elsewhere = Store(f"sqlite:///{tmp_path}/new.db")
    assert restore(elsewhere, data) == 2
    assert restore(elsewhere, data) == 0
    assert elsewhere.works() == store.works()
    assert elsewhere.load(one.work_id, 1) == store.load(one.work_id, 1)


def test_a_backup_beyond_its_bound_is_refused_in_words(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("works.json", b" " * 2**21)
    monkeypatch.setenv("PAIRING_LIMIT_BACKUP_MB", "1")
    with pytest.raises(InputError) as caught:
        restore(store, file.getvalue())
    assert [fault.code for fault in caught.value.faults] == ["limits.unpacked"]


@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "other"])
def test_a_damaged_backup_is_refused_whole(store: Store, damage: str) -> None:
    store.save(store.start("one"), pieces(a="1"))
    data = backup(store)
    bad = {
        "empty": b"",
        "cut": data[: len(data) // 2],
        "changed": data.replace(b"pieces/", b"piecez/"),
        "other": b"PK\x05\x06" + bytes(18),
    }[damage]
    empty = Store("sqlite://")
    with pytest.raises(InputError):
        restore(empty, bad)
    assert empty.works() == ()


def test_the_tables_are_those_of_the_migrations(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from pairing.store.schema import Base

    with store.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert found == []


def test_a_removed_work_does_not_come_back_without_a_word(store: Store) -> None:
    kept = store.save(store.start("school"), {"a": b"1"})
    store.forget(kept.work_id)
    with pytest.raises(UnknownVersionError):
        store.save(kept, {"a": b"2"})
    assert store.works() == ()
    assert store.save(kept, {"a": b"2"}, over=True).number == 1
