"""What is older than a school keeps: counted, and removed from all versions on a person's word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pairing.model.records import Decision, Indicator, Record
from pairing.model.school import School
from pairing.store import (
    EntryBook,
    Store,
    Work,
    backup,
    enter,
    from_pieces,
    kept_since,
    old_rows,
    remove_old,
    restore,
    to_pieces,
)
from terms import goal, measure, record, review, small_term, with_rows

SINCE = date(2026, 10, 12)
OLD, NEW = "2026-10-11", "2026-10-12"


def both() -> dict[str, tuple[Record, ...]]:
    """A row of before the day and one of it in each table."""
    return {
        "records": (record(date=OLD), record(date=NEW)),
        "reviews": (review(date=OLD), review(date=NEW)),
        "goals": (goal("G1", due=OLD), goal("G2", due=NEW)),
        "measures": (measure(to=OLD), measure("S002", to=NEW), measure("S003")),
        "indicators": tuple(sign(day) for day in (OLD, NEW)),
        "decisions": tuple(decided(day) for day in (OLD, NEW)),
    }


def sign(day: str) -> Indicator:
    values = {"dimension": "study", "indicator": "x", "severity": 1, "source": "test"}
    return Indicator.model_validate({"student_id": "S001", **values, "date": day})


def decided(day: str) -> Decision:
    values = {"student_id": "S001", "need": "maths", "ruling": "confirmed", "by": "Li"}
    return Decision.model_validate({**values, "at": day})


@pytest.fixture
def school() -> School:
    return with_rows(small_term()[0], **both())


def test_what_is_older_is_counted_and_nothing_else(school: School) -> None:
    entries = (record(date="2020-01-01"), review(date=NEW))
    assert old_rows(school, entries, SINCE) == {
        "records": 2,
        "reviews": 1,
        "goals": 1,
        "measures": 1,
        "indicators": 1,
        "decisions": 1,
    }
    assert not old_rows(school, entries, date(2019, 1, 1))


@pytest.mark.parametrize(
    ("today", "first"), [("2032-10-12", "2026-10-12"), ("2032-02-29", "2026-02-28")]
)
def test_the_first_day_that_is_kept(today: str, first: str) -> None:
    assert kept_since(date.fromisoformat(today), 6) == date.fromisoformat(first)


def test_all_versions_and_entries_lose_it_and_nothing_goes_by_itself(
    school: School, tmp_path: Path
) -> None:
    store = Store(f"sqlite:///{tmp_path}/store.db")
    work = Work(school, decisions=(decided(OLD), decided(NEW)))
    first = store.save(store.start("s"), to_pieces(work, {}))
    second = store.save(first, to_pieces(Work(school), {}))
    enter(store, first.work_id, [record("S002", date=OLD), record("S002", date=NEW)])
    old = backup(store)
    assert from_pieces(store.load(first.work_id)[1]).school.records == school.records
    found = remove_old(store, first.work_id, SINCE, by="Wang")
    assert (found.versions, found.entries) == (2, 1)
    assert found.rows == {
        "records": 2,
        "reviews": 1,
        "goals": 1,
        "measures": 1,
        "indicators": 1,
        "decisions": 1,
    }
    for number in (first.number, second.number, 3):
        left = from_pieces(store.load(first.work_id, number)[1])
        assert not old_rows(left.school, left.decisions, SINCE)
        assert left.school.measures == school.measures[1:]
        assert left.school.students == school.students
    assert len(from_pieces(store.load(first.work_id, 1)[1]).decisions) == 1
    (entry,) = EntryBook(first.work_id).entries(store)
    assert entry.row == record("S002", date=NEW)
    note = store.versions(first.work_id)[0]
    assert (note.what.code, note.what.facts["date"], note.by) == (
        "erasure.old_rows",
        "2026-10-12",
        "Wang",
    )
    assert remove_old(store, first.work_id, SINCE).nothing
    # A backup that is made afterwards has none of it either.
    other = Store(f"sqlite:///{tmp_path}/other.db")
    restore(other, backup(store))
    for number in (first.number, second.number, 3):
        left = from_pieces(other.load(first.work_id, number)[1])
        assert not old_rows(left.school, left.decisions, SINCE)
    assert [one.row for one in EntryBook(first.work_id).entries(other)] == [entry.row]
    restore(store, old)
    assert len(EntryBook(first.work_id).entries(store)) == 1
