"""One work as one file: it comes back as it was, and its folders say what the app says."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pairing.errors import UnknownVersionError
from pairing.io import read_pins, read_plan, read_school
from pairing.model.messages.message import quote
from pairing.model.records import Decision
from pairing.model.school import School
from pairing.monitoring import TermLog, due_notes, owed_on
from pairing.planning import Outcome
from pairing.store import (
    EntryBook,
    Store,
    Work,
    enter,
    export_work,
    from_pieces,
    restore,
    stamped,
    to_pieces,
    with_entries,
)
from pairing.store.pieces import context_of
from terms import goal, measure, record, review, small_term

ON = date(2026, 11, 20)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/store.db")


def unpacked(data: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return folder


def test_a_work_comes_back_whole(
    store: Store, sample: School, outcome: Outcome, tmp_path: Path
) -> None:
    student = sample.students[0].student_id
    decision = Decision.model_validate(
        {"student_id": student, "need": "maths", "ruling": "dismissed", "by": "Li",
         "at": "2026-10-01", "note": "=1+1"}
    )  # fmt: skip
    seats, pairs = outcome.plan.seats or (), outcome.plan.pairs or ()
    work = Work(
        sample,
        settings={"gender_mix": (False, 2.5)},
        decisions=(decision,),
        outcome=outcome,
        seat_pins=seats[:2],
        pins=(pairs[0], *(outcome.plan.mentors or ())[:1]),
    )
    first = store.save(store.start("mine"), to_pieces(Work(sample), {}), by="Li", what=quote("a"))
    store.save(first, to_pieces(work, {}), by="Wang", what=quote("b"))
    other = store.save(store.start("another"), {"settings": b'{"x":1}'})
    enter(store, first.work_id, [review(student, text="steady")], by="Zhao")
    data = export_work(store, first.work_id)
    elsewhere = Store("sqlite://")
    assert restore(elsewhere, data) == 2
    assert [one.work_id for one in elsewhere.works()] == [first.work_id]
    assert elsewhere.versions(first.work_id) == store.versions(first.work_id)
    for number in (1, 2):
        assert elsewhere.load(first.work_id, number) == store.load(first.work_id, number)
    (entry,) = EntryBook(first.work_id).entries(elsewhere)
    assert (entry.by, entry.row) == ("Zhao", review(student, text="steady"))
    with pytest.raises(UnknownVersionError):
        export_work(elsewhere, other.work_id)
    # What people and commands read says the same.
    folder = unpacked(data, tmp_path / "out")
    read = read_school(folder / "school")
    assert read.students == sample.students
    assert read.scores == sample.scores
    assert read.decisions == (*sample.decisions, decision)
    assert read.reviews[-1] == review(student, text="steady")
    kept = from_pieces(store.load(first.work_id)[1])
    mine, theirs = (context_of(one).book for one in (kept, Work(read)))
    assert {(one.id, one.enabled, one.weight) for one in mine.rules} == {
        (one.id, one.enabled, one.weight) for one in theirs.rules
    }
    plan = read_plan(folder / "plan")
    assert plan.seats == outcome.plan.seats
    assert {row.identity for row in plan.pairs or ()} == {row.identity for row in pairs}
    pins = read_pins(folder / "pins.csv", read)
    assert {pin.owner for pin in pins} == {
        "pin " + " ".join(row.identity) for row in (*work.seat_pins, *work.pins)
    }


def test_the_commands_on_the_folder_say_what_the_app_says(store: Store, tmp_path: Path) -> None:
    school, plan = small_term(records=[record(date="2026-10-02")])
    work = store.save(store.start("s"), to_pieces(Work(school), {}))
    rows = [
        record(date="2026-10-12", held="no", entered_at="2026-10-12T20:00"),
        # A correction, and one that does not say when it was written down.
        record(date="2026-10-12", entered_at="2026-10-13T07:00"),
        record("S002", date="2026-10-14", text="=1+1; '<b>'"),
        goal("G1", due="2026-11-13"),
        goal("G1", due="2026-11-13", status="reached"),
        measure("S002"),
        review("S002", text="两行\n文字"),
    ]
    enter(store, work.work_id, rows, by="T1")
    book = EntryBook(work.work_id).entries(store)
    zone = ZoneInfo(school.session_settings.time_zone)
    in_app = TermLog(school, tuple(stamped(one, zone) for one in book))
    folder = unpacked(export_work(store, work.work_id), tmp_path / "out")
    read = TermLog(read_school(folder / "school"))
    assert read.records == in_app.records
    assert read.goals == in_app.goals
    assert read.measures_of == in_app.measures_of
    assert owed_on(read, plan, ON) == owed_on(in_app, plan, ON)
    assert owed_on(in_app, plan, ON)
    assert due_notes(read, plan, ON) == due_notes(in_app, plan, ON)


def test_entries_say_who_and_when_in_the_tables(store: Store) -> None:
    school, _ = small_term()
    work = store.save(store.start("s"), to_pieces(Work(school), {}))
    told = record("S002", entered_at="2026-10-12T20:00", entered_by="Zhao")
    enter(store, work.work_id, [record(), told], by="Li")
    entries = EntryBook(work.work_id).entries(store)
    first, second = with_entries(school, entries).records
    assert first.entered_by == "Li"
    assert first.entered_at is not None
    assert replace_who(first) == record()
    assert second == told
    assert with_entries(school, ()) is school
    assert replace(with_entries(school, entries), records=()) == school


def replace_who(row: object) -> object:
    return row.model_copy(update={"entered_at": None, "entered_by": None})  # type: ignore[attr-defined]
