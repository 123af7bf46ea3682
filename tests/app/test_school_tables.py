"""Tables changed by hand, without a page: used as a whole, or refused with every fault."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pairing.app.state.edits.school_tables import Used, take_back, use_tables
from pairing.app.state.edits.table_edits import FIRST_ROW, Row, TableEdits, edits_of, record_cells
from pairing.app.state.planned import Planned
from pairing.app.state.stale import Why
from pairing.app.state.sync import forget_changes, save, take_up
from pairing.app.state.workspace import Workspace
from pairing.io import read_any
from pairing.model.enums import Part, Ruling
from pairing.model.messages.fault import Fault
from pairing.model.records import TABLES, Decision, Student
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import verify
from pairing.sample import make_sample
from pairing.store import Store


@pytest.fixture(scope="module")
def small() -> School:
    return make_sample(2, 16, 3).school()


def with_plan(school: School) -> tuple[Workspace, Planned]:
    workspace = Workspace(school, "small")
    forget_changes(workspace)
    plan(workspace, *school.class_)
    assert workspace.planned is not None
    return workspace, workspace.planned


def plan(workspace: Workspace, *classes: str) -> None:
    workspace.begin(classes)
    assert workspace.job is not None
    assert workspace.job.ended_within(60)
    assert workspace.job.error is None
    workspace.collect()


def cells(number: int, table: TableEdits, **other: str) -> tuple[int, Row]:
    return number, {**table.row(number), **other}


def changed(
    table: TableEdits,
    rows: Mapping[int, Mapping[str, str]] | None = None,
    new: tuple[Row, ...] = (),
    gone: tuple[int, ...] = (),
) -> TableEdits:
    """A table of which every row is shown, and some are changed, added or taken away."""
    shown = {number: table.row(number) for number in table.numbers()}
    now: list[tuple[int | None, Row]] = [
        (number, {**row, **(rows or {}).get(number, {})})
        for number, row in shown.items()
        if number not in gone
    ]
    return table.seen(shown, [*now, *((None, row) for row in new)])


def use(workspace: Workspace, *edits: TableEdits) -> tuple[Used | None, tuple[Fault, ...]]:
    tables = edits_of(workspace.school)
    return use_tables(workspace, {**tables, **{one.kind.table: one for one in edits}}.values())


def used(workspace: Workspace, *edits: TableEdits) -> Used:
    found, faults = use(workspace, *edits)
    assert faults == ()
    assert found is not None
    return found


def table(workspace: Workspace, name: str) -> TableEdits:
    return edits_of(workspace.school)[name]


def number_of(workspace: Workspace, name: str, **cells: str) -> int:
    one = table(workspace, name)
    return next(
        number
        for number in one.numbers()
        if all(one.value(number, column) == text for column, text in cells.items())
    )


def mark_sheet(folder: Path) -> Path:
    file = folder / "marks.csv"
    dice = random.Random(4)
    lines = [f"王{sign}云,七1班,{dice.randint(20, 100)},{dice.randint(20, 100)}"
             for sign in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"]  # fmt: skip
    file.write_text("\n".join(["姓名,班级,语文,数学", *lines]), encoding="utf-8")
    return file


def test_a_table_nobody_touched_is_read_back_to_the_last_digit(small: School) -> None:
    for kind in TABLES:
        for record in small.table(kind.table):
            filled = {column: text for column, text in record_cells(record).items() if text}
            assert kind.model_validate(filled) == record


def test_a_name_changes_everywhere_and_makes_nothing_out_of_date(small: School) -> None:
    workspace, planned = with_plan(small)
    seats = planned.plan.seats
    one = changed(table(workspace, "students"), {FIRST_ROW: {"name": "<b>=1+1</b> *a*"}})
    used(workspace, one)
    who = small.students[0].student_id
    assert workspace.school.student[who].name == "<b>=1+1</b> *a*"
    assert workspace.planned is not None
    assert workspace.planned.outcome.school.label(who) == "<b>=1+1</b> *a*"
    assert workspace.planned.plan.seats == seats
    for class_id in workspace.school.class_:
        assert workspace.stale(class_id) == {}
    # The rest of the school is the very same: nothing else was read anew.
    assert workspace.school.scores is small.scores


def test_faults_name_row_and_column_and_nothing_changes(small: School) -> None:
    workspace, planned = with_plan(small)
    students = table(workspace, "students")
    last = len(students.before) + FIRST_ROW
    edits = changed(
        students,
        {FIRST_ROW: {"gender": "Q"}, FIRST_ROW + 3: {"height_cm": "900", "class_id": "9Z"}},
        new=({"student_id": "S001", "class_id": "7A", "gender": "F"},),
    )
    found, faults = use(workspace, edits)
    assert found is None
    places = {(fault.table, fault.row, fault.column) for fault in faults}
    assert {
        ("students", FIRST_ROW, "gender"),
        ("students", FIRST_ROW + 3, "height_cm"),
        ("students", last, "name"),
    } <= places
    assert workspace.school is small
    assert workspace.planned is planned
    assert edits.row(FIRST_ROW)["gender"] == "Q"


def test_what_does_not_fit_between_tables_is_told_at_its_row(small: School) -> None:
    workspace = Workspace(small, "small")
    number = number_of(workspace, "teaching")
    edits = changed(table(workspace, "teaching"), {number: {"teacher_id": "T99"}})
    ((table_, row, column, value),) = {
        (fault.table, fault.row, fault.column, fault.value) for fault in use(workspace, edits)[1]
    }
    assert (table_, row, column, value) == ("teaching", number, "teacher_id", "T99")


def test_two_tables_that_need_each_other_are_used_together(small: School) -> None:
    workspace = Workspace(small, "small")
    teachers = changed(
        table(workspace, "teachers"), new=({"name": "Wu", "roles": "subject", "teacher_id": "N1"},)
    )
    first = number_of(workspace, "teaching")
    teaching = changed(table(workspace, "teaching"), {first: {"teacher_id": "N1"}})
    assert use(workspace, teaching)[1]
    used(workspace, teachers, teaching)
    assert workspace.school.teaching[0].teacher_id == "N1"


def test_who_leaves_takes_their_rows_along_and_all_else_stays(small: School) -> None:
    rule = RuleEntry.model_validate({"id": "keep_apart", "students": ["S001", "S002"]})
    other = RuleEntry.model_validate({"id": "keep_apart", "students": ["S003", "S004"]})
    workspace, planned = with_plan(small.with_rules((rule, other)))
    key = workspace.written_rules()[1].key
    workspace.set_rule(key, True, 7.0)
    workspace.decisions = [
        Decision.model_validate(
            {"student_id": one, "need": "study", "ruling": Ruling.CONFIRMED, "by": "Li",
             "at": "2026-09-01"})
        for one in ("S001", "S003")
    ]  # fmt: skip
    home = small.student["S001"].class_id
    seat = planned.plan.seats_of(home)["S001"]
    planned.pin_seat(home, "S001")
    mate = next(one for one in planned.plan.seats_of(home) if one != "S001")
    planned.pin_seat(home, mate)
    gone = number_of(workspace, "students", student_id="S001")
    step = used(workspace, changed(table(workspace, "students"), gone=(gone,)))
    now = workspace.planned
    assert now is not None
    assert "S001" not in workspace.school.student
    assert len(workspace.school.leavers_scores) > len(small.leavers_scores)
    assert [row.id for row in workspace.school.rules] == ["keep_apart"]
    assert workspace.settings == {workspace.written_rules()[0].key: (True, 7.0)}
    # What was decided stays on record, and says nothing of anybody who is here.
    assert [row.student_id for row in workspace.decisions] == ["S001", "S003"]
    assert "S001" not in {need.student_id for need in workspace.findings.needs}
    assert now.pinned_in(home) == {mate}
    assert seat not in now.plan.seats_of(home).values()
    assert {"import.leavers_counted", "import.rule_of_leaver", "plan.strangers"} & {
        note.code for note in step.told
    } >= {"import.rule_of_leaver", "plan.strangers"}
    assert workspace.stale(home)[Part.SEATS] == (Why.TABLES,)
    plan(workspace, home)
    assert workspace.stale(home) == {}
    assert workspace.outcome is not None
    assert verify(workspace.context, workspace.outcome.plan).unsound == ()


def test_the_other_class_keeps_its_seats_up_to_date(small: School) -> None:
    workspace, _ = with_plan(small)
    one, other = small.class_
    mine = [row for row in small.students if row.class_id == one]
    number = number_of(workspace, "students", student_id=mine[0].student_id)
    used(workspace, changed(table(workspace, "students"), {number: {"vision": "front"}}))
    assert workspace.planned is not None
    assert workspace.planned.marks[f"seats {one}"] == "tables"
    assert workspace.planned.marks[f"seats {other}"] != "tables"


def test_a_change_is_one_step_back(small: School) -> None:
    workspace, planned = with_plan(small)
    step = used(workspace, changed(table(workspace, "students"), gone=(FIRST_ROW,)))
    assert step.stands(workspace)
    take_back(workspace, step)
    assert workspace.school is small
    assert workspace.planned is planned
    step = used(workspace, changed(table(workspace, "students"), {FIRST_ROW: {"name": "Wu"}}))
    workspace.set_rule(workspace.book.rules[0].key, False, 1.0)
    plan(workspace, next(iter(small.class_)))
    assert not step.stands(workspace)


def test_what_was_used_is_kept_and_taken_up_again(small: School, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/store.db")
    workspace, _ = with_plan(small)
    used(workspace, changed(table(workspace, "students"), gone=(FIRST_ROW,)))
    stale = {one: workspace.stale(one) for one in workspace.school.class_}
    save(workspace, store, "Li")
    again = Workspace(School(), "", kept=workspace.kept)
    take_up(again, store)
    assert again.school.students == workspace.school.students
    assert again.outcome is not None
    assert workspace.outcome is not None
    assert again.outcome.plan == workspace.outcome.plan
    assert {one: again.stale(one) for one in again.school.class_} == stale


def test_teachers_typed_into_an_empty_table_become_mentors(tmp_path: Path) -> None:
    workspace = Workspace(read_any(mark_sheet(tmp_path)).school, "marks")
    (class_id,) = workspace.school.class_
    plan(workspace, class_id)
    assert workspace.planned is not None
    assert workspace.planned.plan.mentors is None
    assert workspace.stale(class_id) == {}
    new: tuple[Row, ...] = (
        {"name": "Li", "roles": "subject", "subjects": "语文"},
        {"name": "Wu", "roles": "homeroom;subject", "subjects": "数学"},
    )
    step = used(workspace, changed(table(workspace, "teachers"), new=new))
    assert [row.teacher_id for row in workspace.school.teachers] == ["T01", "T02"]
    assert "tables.ids_made" in {note.code for note in step.told}
    assert workspace.stale(class_id)[Part.MENTORS] == (Why.TABLES,)
    plan(workspace, class_id)
    assert workspace.planned.plan.mentors
    assert workspace.stale(class_id) == {}


def test_changes_follow_a_table_that_was_changed_elsewhere(small: School) -> None:
    edits = changed(edits_of(small)["students"], {4: {"name": "Wu"}, 5: {"name": "Li"}}, gone=(3,))
    before: tuple[Any, ...] = small.students
    other = (before[1], before[2], before[0], *before[4:])
    moved = edits.onto(other)
    assert {number: row["name"] for number, row in moved.changed.items()} == {3: "Wu"}
    assert moved.gone == {2}
    assert moved.kind is Student


def test_what_is_typed_back_is_no_change(small: School) -> None:
    students = edits_of(small)["students"]
    once = changed(students, {FIRST_ROW: {"name": "Wu"}})
    assert once.touched
    back = changed(once, {FIRST_ROW: {"name": small.students[0].name}})
    assert not back.touched
    assert not changed(students, new=({"name": ""},)).touched
