"""An erased student is in no byte of the store: no version, no entry, no message, no backup."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import marks, one_class, student, wish
from exploring import examples
from pairing.errors import UnknownVersionError
from pairing.model.enums import Ruling
from pairing.model.messages.message import quote, say
from pairing.model.plan import Pair
from pairing.model.records import (
    TABLES,
    Absence,
    Decision,
    Goal,
    PastMentor,
    PastPair,
    PastSeat,
    Relation,
    Score,
    Student,
    Teacher,
)
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan
from pairing.store import (
    ClashError,
    EntryBook,
    Kept,
    Store,
    Work,
    backup,
    enter,
    erase_student,
    former_students,
    from_pieces,
    other_works,
    restore,
    rows_about,
    to_pieces,
)
from pairing.store.erasing.erasure import NAMING
from pairing.store.erasing.scrub import MARK, Scrub
from terms import goal, measure, record, review

ID, NAME = "PUPIL7001", "Quirina Xanthe"
NAMES = [NAME, "Quirina Xanthea", "Bo", "Cy", "Di", "Ed", "Flo", "Gus"]


def school() -> School:
    """A class in which the first is to be erased, and is named wherever a student can be."""
    people = [student(number + 1, name=name) for number, name in enumerate(NAMES)]
    people[0] = people[0].model_copy(update={"student_id": ID})
    rules = [
        rule("keep_apart", students=[ID, "S002"], distance=2, level="hard"),
        rule("keep_apart", students=["S003", "S004"], distance=2, level="hard"),
        rule("keep_together", students=[ID, "S003", "S004"], within="group", level="soft"),
    ]
    past = {"from": "2026-09-01"}
    made = one_class(
        [30.0, 95.0, 60.0, 70.0, 80.0, 55.0, 66.0, 77.0],
        people=people,
        rules=rules,
        teachers=[Teacher(teacher_id="T1", name="Li", roles=("cadre",))],
        relations=[
            Relation.model_validate({"student_id": "S003", "other_id": ID, "kind": "friend"}),
            Relation.model_validate({"student_id": "S003", "other_id": "S004", "kind": "friend"}),
        ],
        wishes=[wish(ID, "S005", "seat"), wish("S005", ID, "seat"), wish("S005", "S006", "seat")],
        seat_history=[
            PastSeat.model_validate(
                {"class_id": "7A", "student_id": ID, "seat_id": "R-1-1", **past}
            )
        ],
        pair_history=[
            PastPair.model_validate(
                {"tutor_id": "S002", "tutee_id": ID, "subject": "maths", **past}
            )
        ],
        mentor_history=[PastMentor.model_validate({"student_id": ID, "teacher_id": "T1", **past})],
        absences=[Absence.model_validate({"person_id": ID, **past})],
        decisions=[decided(ID), decided("S003", note=f"was with {NAME} ({ID})")],
        records=[record(ID), record("S003", by=ID), record("S003", text=f"spoke of {NAME}.")],
        goals=[goal("G1", ID, with_id="S003"), goal("G2", "S003", with_id=ID), goal("G3", ID)],
    )
    notes = (say("import.note", "{ids}", ids=f"S002, {ID}"), quote(f"{NAME} and others"))
    return replace(made, notes=notes, leavers_scores=tuple(marks(ID, "art", [50])))


def rule(rule_id: str, **parameters: object) -> RuleEntry:
    return RuleEntry.model_validate({"id": rule_id, "scope": ["7A"], **parameters})


def decided(student_id: str, **more: str) -> Decision:
    values = {"student_id": student_id, "need": "maths", "ruling": Ruling.CONFIRMED, "by": "Li"}
    return Decision.model_validate({**values, "at": "2026-10-01", **more})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/store.db")


def kept(store: Store) -> tuple[Kept, School]:
    """Three versions: without a plan, with one, and one in which the student has left."""
    first = school()
    work = Work(first, settings={"keep_apart#2": (False, 1.0), "keep_apart": (True, 2.0)})
    base = store.save(store.start(f"{NAME}.xlsx"), to_pieces(work, {}), by="Li")
    outcome = make_plan(first)
    reason = say("pairs.because", "{name}", name=f"{NAME} ({ID})")
    other = Pair("S003", "S002", "maths", (reason,))
    pairs = (Pair(ID, "S002", "maths"), other)
    outcome = replace(outcome, plan=outcome.plan.with_part("pairs", pairs))
    seats = tuple(row for row in outcome.plan.seats or () if row.student_id == ID)
    assert seats
    planned = replace(
        work,
        outcome=outcome,
        seat_pins=seats,
        pins=pairs,
        planned={"pairs": "mark", "seats 7A": "mark"},
        decisions=(decided(ID), decided("S004")),
        answers={"shape": {"people": {NAME: ID, "Bo": "S002"}}},
    )
    what = say("seats.swapped", "{one}", one=NAME, other="Bo")
    second = store.save(base, to_pieces(planned, {}), by=NAME, what=what)
    enter(store, base.work_id, [record(ID), record("S003", by=ID), review(ID), measure(ID)])
    enter(store, base.work_id, [goal("G4", "S004", with_id=ID)], by=NAME)
    enter(store, base.work_id, [review("S003", text=f"{NAME}、{ID} helped")], by="Li")
    return second, first


def bytes_of(store: Store) -> Iterator[bytes]:
    """Every byte that there is: the files, and what is packed in them."""
    file = Path(str(store.engine.url.database))
    for one in file.parent.glob(file.name + "*"):
        yield one.read_bytes()
    with sqlite3.connect(file) as connection:
        for (body,) in connection.execute("SELECT body FROM pieces"):
            yield zlib.decompress(body)
        for line in connection.iterdump():
            yield line.encode()
    with zipfile.ZipFile(io.BytesIO(backup(store))) as archive:
        for name in archive.namelist():
            yield archive.read(name)


def told(store: Store) -> bool:
    """Whether the id or the name is anywhere; the other's longer name is none of it."""
    for body in bytes_of(store):
        text = body.decode("utf-8", "replace").replace("Quirina Xanthea", "")
        # JSON may have letters as numbers.
        if any(one in text for one in (ID, NAME, json.dumps(NAME)[1:-1])):
            return True
    return False


def test_nobody_finds_an_erased_student_in_any_byte(store: Store) -> None:
    base, before = kept(store)
    packed_before = []
    with sqlite3.connect(str(store.engine.url.database)) as connection:
        for (body,) in connection.execute("SELECT body FROM pieces"):
            if ID.encode() in zlib.decompress(body):
                packed_before.append(body)
    assert packed_before
    assert told(store)
    found = erase_student(store, base.work_id, before, ID, by="Wang")
    assert found.versions == 2
    assert found.wiped
    assert found.rows["students"] == 1
    assert not told(store)
    raw = Path(str(store.engine.url.database)).read_bytes()
    assert not any(body in raw for body in packed_before)


def test_every_version_still_opens_and_the_rows_of_others_stay(store: Store) -> None:
    base, before = kept(store)
    others = tuple(row for row in before.scores if row.student_id != ID)
    erase_student(store, base.work_id, before, ID)
    notes = store.versions(base.work_id)
    assert [note.number for note in notes] == [3, 2, 1]
    works = [from_pieces(store.load(base.work_id, note.number)[1]) for note in notes]
    for work in works:
        after = work.school
        assert ID not in after.student
        assert len(after.students) == len(before.students) - 1
        assert after.scores == others
        assert [(row.student_id, row.other_id) for row in after.relations] == [("S003", "S004")]
        assert [row.wants_id for row in after.wishes] == ["S006"]
        past = ("seat_history", "pair_history", "mentor_history", "absences", "leavers_scores")
        assert [getattr(after, table) for table in past] == [()] * 5
        assert [row.note for row in after.decisions] == [f"was with {MARK}"]
        assert [row.text for row in after.records] == [f"spoke of {MARK}."]
        assert [(row.goal_id, row.student_id, row.with_id) for row in after.goals] == [
            ("G1", "S003", None),
            ("G2", "S003", None),
        ]
        assert [(row.id, (row.model_extra or {})["students"]) for row in after.rules] == [
            ("keep_apart", ["S003", "S004"]),
            ("keep_together", ["S003", "S004"]),
        ]
        # The rule that is the first now has the switch that it had as the second.
        assert work.settings == {"keep_apart": (False, 1.0)}
        assert [dict(note.facts) for note in after.notes] == [
            {"ids": f"S002, {MARK}"},
            {"text": f"{MARK} and others"},
        ]
    newest = works[0]
    assert newest.outcome is not None
    assert newest.outcome.plan.pairs == (Pair("S003", "S002", "maths"),)
    assert dict(newest.outcome.plan.pairs[0].reasons[0].facts) == {"name": MARK}
    assert len(newest.outcome.plan.seats or ()) == 7
    assert newest.seat_pins == ()
    assert newest.pins == (Pair("S003", "S002", "maths"),)
    assert newest.decisions == (decided("S004"),)
    assert newest.answers == {"shape": {"people": {"Bo": "S002"}}}
    assert {"pairs", "seats 7A"} <= newest.planned.keys()
    assert set(newest.planned.values()) == {"tables"}


def test_the_list_of_versions_tells_that_and_when_and_by_whom_but_not_who(store: Store) -> None:
    base, before = kept(store)
    erase_student(store, base.work_id, before, ID, by="Wang")
    newest, second, _ = store.versions(base.work_id)
    assert (newest.what.code, dict(newest.what.facts), newest.by) == ("erasure.student", {}, "Wang")
    assert (second.by, second.what.facts["one"], second.what.facts["other"]) == (MARK, MARK, "Bo")
    assert store.works()[0].name == f"{MARK}.xlsx"


def test_entries_go_and_whoever_looks_sees_it_at_once(store: Store) -> None:
    base, before = kept(store)
    book = EntryBook(base.work_id)
    assert len(book.entries(store)) == 6
    erase_student(store, base.work_id, before, ID)
    shared, other = book.entries(store)
    assert shared.row == goal("G4", "S004")
    assert shared.by == MARK
    assert other.row == review("S003", text=f"{MARK}、{MARK} helped")
    assert EntryBook(base.work_id).entries(store) == (shared, other)
    # As many as before, and yet others.
    again = EntryBook(base.work_id)
    enter(store, base.work_id, [review("S004")])
    assert len(again.entries(store)) == 3
    erase_student(store, base.work_id, before, "S004")
    enter(store, base.work_id, [review("S005"), review("S006")])
    assert {getattr(one.row, "student_id", "") for one in again.entries(store)} == {
        "S003",
        "S005",
        "S006",
    }


def test_an_older_backup_brings_nobody_back_into_the_store(store: Store) -> None:
    base, before = kept(store)
    old = backup(store)
    erase_student(store, base.work_id, before, ID)
    assert restore(store, old) == 0
    assert not told(store)
    assert len(EntryBook(base.work_id).entries(store)) == 2


def test_nothing_older_is_put_on_top_of_an_erasure(store: Store) -> None:
    base, before = kept(store)
    pieces = store.load(base.work_id)[1]
    erase_student(store, base.work_id, before, ID)
    mine = {**pieces, "seats 7B": b"{}"}
    for over in (False, True):
        with pytest.raises(ClashError) as clash:
            store.save(base, mine, over=over)
        assert clash.value.erased
        assert clash.value.names == {"seats 7B"}
    # Whoever changed nothing takes up what there is.
    now = store.save(base, pieces)
    assert ID not in str(store.load(base.work_id, now.number)[1])


def test_who_is_nowhere_is_erased_without_a_trace(store: Store) -> None:
    base, before = kept(store)
    assert erase_student(store, base.work_id, before, "NOBODY9").nothing
    assert len(store.versions(base.work_id)) == 2


def test_who_has_left_is_found_in_earlier_versions(store: Store) -> None:
    first = one_class([50, 60])
    base = store.save(store.start("s"), to_pieces(Work(first), {}))
    now = one_class([50])
    store.save(base, to_pieces(Work(now), {}))
    assert former_students(store, base.work_id, now) == {"S002": "Name 2"}
    elsewhere = store.save(store.start("other"), to_pieces(Work(first), {}))
    assert other_works(store, base.work_id, "S002", "Name 2") == ("other",)
    found = erase_student(store, base.work_id, now, "S002")
    assert (found.versions, dict(found.rows)) == (1, {})
    assert former_students(store, base.work_id, now) == {}
    # Another work is a matter of its own, though it had the very same pieces.
    assert "S002" in from_pieces(store.load(elsewhere.work_id)[1]).school.student


def test_what_goes_is_told_before() -> None:
    found = rows_about(school(), ID)
    assert found == {
        "students": 1,
        "scores": 1,
        "relations": 1,
        "wishes": 2,
        "seat_history": 1,
        "pair_history": 1,
        "mentor_history": 1,
        "absences": 1,
        "decisions": 1,
        "records": 2,
        "goals": 3,
    }


def test_two_of_one_name_are_told_apart() -> None:
    scrub = Scrub("S001", ["王明"], ["王明", "李红"])
    assert (
        scrub.text("王明 (S002) 与 王明 (S001)、王明（S001）") == f"王明 (S002) 与 {MARK}、{MARK}"
    )
    assert scrub.text("王明来了") == "王明来了"
    alone = Scrub("S001", ["王明"], ["王明华", "李红"])
    assert alone.text("王明和王明华、王 明") == f"{MARK}和王明华、{MARK}"


@pytest.mark.parametrize("text", ["2026-10-01", "S0010", "XS001", "12:30", "R7A-1-3", "3.14"])
def test_what_only_looks_like_the_id_stays(text: str) -> None:
    for person in ("S001", "2026", "1", "10", "3"):
        assert Scrub(person, [], []).text(text) == text


def test_a_short_number_is_the_id_only_where_people_are_named() -> None:
    scrub = Scrub("7", ["An Li"], [])
    assert scrub.value(["a.code", {"count": 7, "points": "7", "student_id": "7"}]) == [
        "a.code",
        {"count": 7, "points": "7", "student_id": MARK},
    ]
    assert scrub.text("An Li (7) sat on 7") == f"{MARK} sat on 7"


@given(
    st.text("王明Ann S01()（）、-", max_size=30),
    st.sampled_from(["S001", "王明", "Ann"]),
)
@examples(100)
def test_nothing_is_left_in_any_text(text: str, other: str) -> None:
    scrub = Scrub("S001", ["Ann", "王明"], [f"{other}a"] if other == "Ann" else [])
    once = scrub.text(text)
    assert scrub.text(once) == once
    assert scrub.value({"text": text, "rows": [text, 3]}) == {"text": once, "rows": [once, 3]}


def test_every_column_that_may_name_a_student_is_looked_at() -> None:
    elsewhere = {
        "class_id", "teacher_id", "homeroom_teacher_id", "layout_id", "seat_id", "period_id",
        "unit_id", "goal_id", "room_id", "set_id",
    }  # fmt: skip
    for kind in TABLES:
        ids = {column for column in kind.columns() if column.endswith("_id")} - elsewhere
        looked_at = {*NAMING.get(kind.table, ())}
        if kind.table == "goals":
            looked_at = {"student_id", "with_id"}
        assert ids <= looked_at, kind.table
    assert Student.table in NAMING
    assert Score.table in NAMING


def test_the_id_of_a_shared_goal_tells_nobody(store: Store) -> None:
    base = store.save(store.start("7A"), to_pieces(Work(school()), {}))
    shared = [goal(one, "S003", with_id=ID) for one in (f"{ID}-maths", f"{NAME}-maths")]
    enter(store, base.work_id, [*shared, shared[0].model_copy(update={"target": "70"})])
    erase_student(store, base.work_id, school(), ID)
    assert not told(store)
    rows = [one.row for one in EntryBook(base.work_id).entries(store)]
    ids = [row.goal_id for row in rows if isinstance(row, Goal)]
    assert ids[0] == ids[2] != ids[1]


def test_nobody_enters_anything_before_they_know_of_an_erasure(store: Store) -> None:
    base, before = kept(store)
    seen = store.newest(base.work_id)
    assert seen is not None
    erase_student(store, base.work_id, before, ID)
    with pytest.raises(UnknownVersionError) as caught:
        enter(store, base.work_id, [record(ID)], since=seen.number)
    assert "erased" in str(caught.value)
    now = store.newest(base.work_id)
    assert now is not None
    enter(store, base.work_id, [record("S003")], since=now.number)
