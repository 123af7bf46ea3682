"""New sheets on an open work: what changes is told first, and nothing decided is lost."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import exports
from journeys import names, open_page, plan
from pages import go_to, opened
from pairing.app.state.planned import Planned
from pairing.app.state.schools import new_sheets
from pairing.app.state.schools.new_sheets import Proposal
from pairing.app.state.schools.opening import open_upload
from pairing.app.state.stale import Why
from pairing.app.state.sync import save, take_up
from pairing.app.state.workspace import Workspace
from pairing.io.sheets import Answers
from pairing.io.updating import tables_in_hand, update_in_hand
from pairing.model.enums import Part, Ruling
from pairing.model.messages.fault import InputError
from pairing.model.plan import Seating
from pairing.model.records import Decision
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.sample import make_sample
from pairing.store import Store
from sheets_book import book


@pytest.fixture(scope="module")
def small() -> School:
    return make_sample(2, 16, 3).school()


def planned_work(school: School) -> tuple[Workspace, Planned]:
    workspace = Workspace(school, "small")
    workspace.begin(tuple(school.class_))
    assert workspace.job is not None
    assert workspace.job.ended_within(60)
    workspace.collect()
    assert workspace.planned is not None
    workspace.begin_sessions(workspace.planned)
    assert workspace.job.ended_within(60)
    workspace.collect()
    return workspace, workspace.planned


def kept(workspace: Workspace, folder: Path) -> Workspace:
    """The work as somebody else finds it."""
    store = Store(f"sqlite:///{folder}/store.db")
    save(workspace, store, "Li", always=True)
    found = Workspace(School(), "", kept=workspace.kept)
    take_up(found, store)
    return found


def class_list(path: Path, school: School, class_id: str, gone: str, came: str) -> Path:
    rows = [["Student ID", "Name", "Class", "Gender"]]
    rows += [
        [one.student_id, one.name, class_id, one.gender.value]
        for one in school.members[class_id]
        if one.student_id != gone
    ]
    return book(path, Class_list=[*rows, [came, "Ivy Jett", class_id, "F"]])


def test_a_school_in_hand_has_the_tables_of_its_files(small: School) -> None:
    tables = {table.name: table for table in tables_in_hand(small)}
    assert [cells["name"] for _, cells in tables["students"].rows] == [
        one.name for one in small.students
    ]
    assert len(tables["scores"].rows) == len(small.scores)


def test_who_left_leaves_the_plan_and_the_rest_goes_on(small: School, tmp_path: Path) -> None:
    first, second, *_ = (one.student_id for one in small.members["7A"])
    rules = (
        RuleEntry.model_validate(
            {"id": "keep_apart", "level": "hard", "students": [first, second], "distance": 1}
        ),
        RuleEntry.model_validate({"id": "front_rows", "level": "soft", "weight": 3.0}),
    )
    workspace, planned = planned_work(small.with_rules(rules))
    seats = dict(planned.plan.seats_of("7A"))
    planned.seat_pins = (
        Seating("7A", seats[first], first),
        Seating("7A", seats[second], second),
    )
    weighed = workspace.written_rules()[1].key
    workspace.settings[weighed] = (True, 5.0)
    workspace.decisions += [
        Decision(student_id=one, need="Maths", ruling=Ruling.CONFIRMED, by="Li", at=small.today)
        for one in (first, second)
    ]
    sheet = class_list(tmp_path / "list.xlsx", small, "7A", first, "S900")
    update = update_in_hand([sheet], workspace.school, Answers())
    assert update.known == len(small.members["7A"]) - 1
    assert {note.code for note in update.changes} == {"update.came", "update.left"}
    before = workspace.school
    told = new_sheets.take(workspace, Proposal((("list.xlsx", b""),), update, before))[2:]
    assert workspace.school is not before
    after = workspace.planned
    assert after is not None
    # Whoever left sits nowhere, and the rest where they sat.
    assert [note.code for note in told] == ["plan.strangers"]
    assert dict(after.plan.seats_of("7A")) == {
        student: seat for student, seat in seats.items() if student != first
    }
    assert [row.student_id for row in after.seat_pins] == [second]
    # Both decisions stay on record; the one about the leaver says nothing of anybody here.
    assert len(workspace.decisions) == 2
    assert {need.student_id for need in workspace.findings.needs} >= {second}
    assert first not in {need.student_id for need in workspace.findings.needs}
    # The rule about the leaver rests, and a weight stays with its own rule.
    assert [rule.id for rule in workspace.written_rules()] == ["front_rows"]
    assert workspace.settings == {workspace.written_rules()[0].key: (True, 5.0)}
    assert Why.TABLES in workspace.stale("7A")[Part.SEATS]
    # It can be kept, taken up again and planned anew.
    again = kept(workspace, tmp_path)
    assert again.outcome is not None
    assert again.outcome.plan.seats == after.plan.seats
    assert again.decisions == workspace.decisions
    workspace.begin(("7A",))
    assert workspace.job is not None
    assert workspace.job.ended_within(60)
    workspace.collect()
    assert "S900" in after.plan.seats_of("7A")
    assert after.plan.seats_of("7A")[second] == seats[second]
    assert after.outcome.summary.parts[Part.SEATS].details["7A"].violations == 0
    assert Part.SEATS not in workspace.stale("7A")


def test_answers_stay_with_the_work(small: School, tmp_path: Path) -> None:
    marks: list[list[object]] = [["Student ID", "Name", "Maths"]]
    marks += [[one.student_id, one.name, 61.5] for one in small.members["7A"]]
    first = update_in_hand([book(tmp_path / "a.xlsx", Autumn=marks)], small, Answers())
    asked = first.made.answers
    assert asked.assumed
    again = update_in_hand([book(tmp_path / "b.xlsx", Autumn=marks)], small, Answers(asked.kept()))
    assert not again.made.answers.assumed
    workspace = Workspace(small, "small", answers=asked.kept())
    assert kept(workspace, tmp_path).answers == asked.kept()


def test_an_export_on_an_open_work_has_no_sheets_to_correct(tmp_path: Path) -> None:
    page = opened()
    workspace = page.session_state["workspace"]
    export = exports.zipped(tmp_path / "export.zip", exports.export())
    update = update_in_hand([export], workspace.school, Answers())
    assert not update.made.sheets
    uploads = (("export.zip", export.read_bytes()),)
    page.session_state["new sheets"] = Proposal(uploads, update, workspace.school)
    go_to(page, "Start")
    told = " ".join(one.value for one in page.markdown)
    assert "What these sheets change" in told
    assert "students came" in told


def test_a_damaged_upload_is_told_by_its_own_name(small: School) -> None:
    workspace = Workspace(small, "small")
    for uploads in ([("坏文件.xlsx", b"PK\3\4 not a book")], [("坏文件.xls", b"\0" * 900)] * 2):
        with pytest.raises(InputError) as caught:
            new_sheets.propose(workspace, uploads)
        assert {fault.table for fault in caught.value.faults} == {uploads[0][0]}
        assert not re.search("zip|EOCD|detect", " ".join(map(str, caught.value.faults)))
        with pytest.raises(InputError) as caught:
            open_upload(uploads)
        assert {fault.table for fault in caught.value.faults} == {uploads[0][0]}


@pytest.mark.browser
@pytest.mark.slow
def test_a_second_sheet_brings_the_open_work_up_to_date(page: Page, tmp_path: Path) -> None:
    pupils = [f"{one}{other}" for one in "ABCDEF" for other in ("nn Hill", "my Lake")]
    marks: list[list[object]] = [["Name", "Class", "Maths", "Reading"]]
    marks += [[name, "5X", 40 + 4 * n, 90 - 3 * n] for n, name in enumerate(pupils)]
    drop = page.locator("input[type=file]").first
    drop.set_input_files(book(tmp_path / "autumn.xlsx", Autumn=marks))
    # Nothing is in doubt, and so the plan has begun by itself.
    expect(page.locator("button.seat").filter(has_text="Ann Hill")).to_be_visible(timeout=120_000)
    sat = names(page)
    open_page(page, "Start")
    new = [name for name in pupils if name != "Ann Hill"] + ["Zoë <b>Moor</b>"]
    lists = [["Name", "Class", "Gender"], *([name, "5X", "F"] for name in new)]
    later: list[list[object]] = [["Name", "Class", "Maths", "Reading"]]
    later += [[name, "5X", 30 + 5 * n, 88 - 2 * n] for n, name in enumerate(new)]
    files = [
        book(tmp_path / "list.xlsx", Class_list=lists),
        book(tmp_path / "spring.xlsx", Spring=later),
    ]
    page.locator("input[type=file]").first.set_input_files(files)
    box = page.locator(".st-key-new-sheets")
    expect(box.get_by_text("What these sheets change in autumn.xlsx")).to_be_visible(timeout=60_000)
    expect(box.get_by_text("1 student came: Zoë <b>Moor</b> (5X)")).to_be_visible()
    expect(box.get_by_text(re.compile("1 student left.*Ann Hill"))).to_be_visible()
    expect(box.get_by_text("a new exam: Spring, 24 marks")).to_be_visible()
    # Nothing has changed yet.
    open_page(page, "Seats")
    assert names(page) == sat
    open_page(page, "Start")
    box.get_by_role("button", name="Bring autumn.xlsx up to date").click()
    told = page.get_by_test_id("stAlertContentSuccess")
    expect(told.get_by_text("Brought up to date")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("the school's tables changed").first).to_be_visible()
    open_page(page, "Seats")
    left = [name if name != "Ann Hill" else "free" for name in sat]
    assert names(page) == left
    plan(page, "5X")
    deadline = time.monotonic() + 60
    while "Zoë <b>Moor</b>" not in names(page) and time.monotonic() < deadline:
        page.wait_for_timeout(500)
    assert "Zoë <b>Moor</b>" in names(page)
