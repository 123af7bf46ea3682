"""Entries of a work: appended by many at once, read once, in a backup, gone with the work."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from pairing.errors import UnknownVersionError
from pairing.model.messages.fault import InputError
from pairing.model.records import Record
from pairing.store import EntryBook, Store, backup, enter, restore
from pairing.store.schema import EntryRow
from terms import goal, measure, record, review

ROWS: tuple[Record, ...] = (
    record(
        text="<b>=1+1</b>", content="study;safety", start="12:30", entered_at="2026-10-12T20:15"
    ),
    measure(cause="family", to="2026-12-01"),
    goal("G1", with_id="S002"),
    review(),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/store.db")


def begun(store: Store) -> str:
    return store.save(store.start("school"), {"settings": b"{}"}).work_id


def rows(store: Store, work_id: str) -> tuple[Record, ...]:
    return tuple(one.row for one in EntryBook(work_id).entries(store))


def test_every_kind_of_row_comes_back_as_it_was(store: Store) -> None:
    work = begun(store)
    enter(store, work, ROWS, by="Li")
    assert rows(store, work) == ROWS
    book = EntryBook(work)
    first = book.entries(store)
    assert {one.by for one in first} == {"Li"}
    assert all(one.at.tzinfo is not None for one in first)
    # Nothing is read anew while nobody enters anything.
    assert book.entries(store) is first
    enter(store, work, [record("S002")])
    assert book.entries(store)[:-1] == first
    assert book.entries(store)[-1].row == record("S002")


def test_many_people_enter_at_once_and_nothing_is_lost(store: Store) -> None:
    work = begun(store)
    book = EntryBook(work)

    def teacher(number: int) -> None:
        for minute in range(10):
            enter(store, work, [record(by=f"T{number}", minutes=minute)], by=f"T{number}")
            book.entries(store)

    teachers = [threading.Thread(target=teacher, args=(number,)) for number in range(6)]
    for one in teachers:
        one.start()
    for one in teachers:
        one.join()
    found = book.entries(store)
    assert len(found) == 60
    assert found == EntryBook(work).entries(store)
    for number in range(6):
        own = [one.row.model_dump()["minutes"] for one in found if one.by == f"T{number}"]
        assert own == list(range(10))


def test_entries_of_a_work_are_no_other_works(store: Store) -> None:
    one, other = begun(store), begun(store)
    enter(store, one, ROWS)
    assert rows(store, other) == ()
    store.forget(one)
    assert rows(store, one) == ()
    with store.begin() as session:
        assert session.scalar(select(func.count()).select_from(EntryRow)) == 0
    with pytest.raises(UnknownVersionError):
        enter(store, one, ROWS)


def test_a_backup_has_them_and_restores_them_once(store: Store, tmp_path: Path) -> None:
    work = begun(store)
    enter(store, work, ROWS, by="Li")
    saved = backup(store)
    restore(store, saved)
    assert rows(store, work) == ROWS
    elsewhere = Store(f"sqlite:///{tmp_path}/elsewhere.db")
    for _ in range(2):
        restore(elsewhere, saved)
        assert rows(elsewhere, work) == ROWS
    assert EntryBook(work).entries(elsewhere)[0].by == "Li"


@pytest.mark.parametrize(
    "bent",
    [
        {"table": "students"},
        {"table": "nothing"},
        {"body": "{}"},
        {"body": "no json"},
        {"uid": "x"},
        {"at": "9999-01-01T00:00:00Z"},
    ],
)
def test_a_backup_with_a_bent_entry_is_refused_whole(store: Store, bent: dict[str, str]) -> None:
    from odd_backups import entries, zipped

    works, others = entries(Store("sqlite://"))
    good = {
        "uid": "0" * 32,
        "at": "2026-10-12T20:15:00Z",
        "by": "Li",
        "table": "reviews",
        "body": review().model_dump_json(by_alias=True),
    }
    works[0]["entries"] = [good]
    assert restore(Store("sqlite://"), zipped(works, others))
    works[0]["entries"] = [good, {**good, **bent}]
    with pytest.raises(InputError):
        restore(store, zipped(works, others))
    assert store.works() == ()
