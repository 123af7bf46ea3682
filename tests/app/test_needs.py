"""Needs by hand: dismissed, added, taken back; pass marks; the day; the whole school."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from pages import button, go_to, opened
from pairing.app.state.edits import needs_edits
from pairing.app.state.stale import Why
from pairing.app.state.sync import forget_changes, save, take_up
from pairing.app.state.workspace import Workspace
from pairing.model.enums import Dimension, Part, Ruling
from pairing.model.records import Exam
from pairing.model.school import School
from pairing.sample import make_sample
from pairing.store import Store


@pytest.fixture
def workspace(sample: School) -> Workspace:
    found = Workspace(sample, "sample")
    forget_changes(found)
    return found


def needs(workspace: Workspace) -> set[tuple[str, str]]:
    return {(need.student_id, need.need) for need in workspace.findings.needs}


def test_a_clear_need_is_dismissed_and_taken_back(workspace: Workspace) -> None:
    before, need = needs(workspace), workspace.findings.needs[0]
    needs_edits.decide(
        workspace, need.student_id, need.need, Ruling.DISMISSED, "Li", " was ill that day "
    )
    assert needs(workspace) == before - {(need.student_id, need.need)}
    ((found, decision),) = workspace.findings.dismissed
    assert (found, decision.note) == (need, "was ill that day")
    needs_edits.take_back(workspace, decision)
    assert needs(workspace) == before
    needs_edits.undo(workspace)
    assert workspace.findings.dismissed
    needs_edits.redo(workspace)
    assert needs(workspace) == before


def test_a_need_is_added_that_no_table_shows(workspace: Workspace) -> None:
    known = needs(workspace)
    student = next(
        one.student_id
        for one in workspace.school.students
        if (one.student_id, Dimension.ECONOMY.value) not in known
    )
    needs_edits.decide(workspace, student, "economy", Ruling.CONFIRMED, "Li", "told at home")
    (added,) = [
        need for need in workspace.findings.needs if (need.student_id, need.need) not in known
    ]
    assert (added.student_id, added.severity, added.confirmed_by) == (student, 1, "Li")


def test_a_decision_of_the_tables_can_be_taken_back(sample: School) -> None:
    first = Workspace(sample, "sample")
    need = first.findings.needs[0]
    needs_edits.decide(first, need.student_id, need.need, Ruling.DISMISSED, "Li")
    (decision,) = first.decisions
    workspace = Workspace(sample.with_decision(decision), "sample")
    assert (need.student_id, need.need) not in needs(workspace)
    needs_edits.take_back(workspace, decision)
    assert workspace.school.decisions == ()
    assert (need.student_id, need.need) in needs(workspace)


def hard_exam(school: School) -> School:
    """The school with one exam in which everybody has half of the marks they had."""
    exam, subject = school.scores[0].exam, school.scores[0].subject
    scores = tuple(
        row.model_copy(update={"score": row.score * 0.5})
        if (row.exam, row.subject) == (exam, subject) and row.score is not None
        else row
        for row in school.scores
    )
    kinds = (Exam(exam=exam, date=school.scores[0].date),)
    return School.of(
        {"students": school.students, "classes": school.classes, "teachers": school.teachers,
         "layouts": school.layouts, "scores": scores, "exams": kinds}
    )  # fmt: skip


def test_a_pass_mark_is_drawn_kept_and_undone(tmp_path: Path) -> None:
    school = hard_exam(make_sample(2, 20, 3).school())
    workspace = Workspace(school, "hard")
    broad = needs_edits.broad_exams(workspace)
    one = next(row for row in broad if row.exam == school.scores[0].exam)
    assert one.share > school.screening.failing_share
    assert one.mark == pytest.approx(0.6 * one.full)
    mark = 0.2 * one.full
    needs_edits.set_pass_mark(workspace, one.exam, one.subject, mark)
    assert one not in needs_edits.broad_exams(workspace)
    (row,) = needs_edits.marked_exams(workspace)
    # What was known of the exam in all subjects is not lost.
    assert (row.pass_mark, row.date) == (mark, school.exams[0].date)
    store = Store(f"sqlite:///{tmp_path}/store.db")
    save(workspace, store, "Li")
    take_up(workspace, store)
    assert needs_edits.marked_exams(workspace) == (row,)
    needs_edits.set_pass_mark(workspace, one.exam, one.subject, None)
    assert needs_edits.marked_exams(workspace) == ()
    assert needs_edits.broad_exams(workspace) == broad
    needs_edits.undo(workspace)
    assert needs_edits.marked_exams(workspace) == (row,)


def test_another_day_screens_anew_and_marks_the_plan(sample: School) -> None:
    workspace = Workspace(sample, "sample")
    workspace.begin(("7A",))
    assert workspace.job is not None
    assert workspace.job.ended_within(60)
    workspace.collect()
    today = sample.today
    assert today is not None
    needs_edits.set_day(workspace, today - timedelta(days=40))
    assert workspace.findings.school.today == today - timedelta(days=40)
    assert Why.DAY in workspace.stale("7A")[Part.SEATS]
    needs_edits.undo(workspace)
    assert workspace.stale("7A") == {}


def test_the_page_shows_the_whole_school_when_asked() -> None:
    page = opened()
    go_to(page, "Needs")
    findings = page.session_state.workspace.findings
    of_class = {row.student_id for row in findings.school.members["7A"]}

    def near() -> int:
        (found,) = [one.label for one in page.expander if "near a line" in one.label]
        return int(found.split()[0])

    assert near() == sum(need.student_id in of_class for need in findings.near_line)
    page.segmented_control(key="needs where").set_value(True).run()
    assert not page.exception
    assert near() == len(findings.near_line)
    # Who is of which class is said where they are of several.
    class_of = {row.student_id: row.class_id for row in findings.school.students}
    words = " ".join(one.value for one in page.markdown)
    first = findings.near_line[0].student_id
    assert f"{findings.school.label(first)} ({class_of[first]})" in words.replace("\\", "")
    picker = next(one for one in page.selectbox if one.label == "Progress over exams")
    assert len(picker.options) == len(findings.school.students)


def test_by_hand_on_the_page_with_a_name_and_a_reason() -> None:
    page = opened()
    go_to(page, "Needs")
    workspace = page.session_state.workspace
    assert button(page, "Dismiss it").disabled  # type: ignore[attr-defined]
    next(one for one in page.text_input if one.label == "Your name").set_value("Ms Li").run()
    next(one for one in page.selectbox if str(one.key).startswith("dismissed need")).select_index(0)
    page.run()
    button(page, "Dismiss it").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    assert [row.ruling for row in workspace.decisions] == [Ruling.DISMISSED]
    next(one for one in page.selectbox if str(one.key).startswith("added student")).select_index(0)
    next(one for one in page.selectbox if str(one.key).startswith("added need")).select_index(0)
    page.run()
    assert button(page, "Add it").disabled  # type: ignore[attr-defined]
    next(one for one in page.text_input if str(one.key).startswith("added why")).set_value(
        "seen"
    ).run()
    button(page, "Add it").click().run()  # type: ignore[attr-defined]
    assert [row.note for row in workspace.decisions] == [None, "seen"]
    next(one for one in page.button if one.label == "Take it back").click().run()
    assert len(workspace.decisions) == 1
    page.button(key="undo needs").click().run()
    assert len(workspace.decisions) == 2


def test_the_day_is_set_on_the_page_start() -> None:
    page = opened()
    go_to(page, "Start")
    workspace = page.session_state.workspace
    day = next(one for one in page.date_input if one.label == "As of")
    assert day.value == workspace.school.today
    before = workspace.school.today
    day.set_value(before - timedelta(days=60)).run()
    assert not page.exception
    assert workspace.school.on == before - timedelta(days=60)
    assert any("dated after" in one.value for one in page.warning)
    button(page, "Newest day of the tables").click().run()  # type: ignore[attr-defined]
    assert workspace.school.today == before
