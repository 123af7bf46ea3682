"""Settings, Data: a school as one file, a student erased with their name typed, what is too old."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pages import button, opened
from pairing.app.state.schools import opening
from pairing.app.state.sync import save
from pairing.app.state.workspace import Workspace
from pairing.model.records import Review
from pairing.store import EntryBook, enter, from_pieces


@pytest.fixture
def page() -> AppTest:
    found = opened()
    work: Workspace = found.session_state["workspace"]
    save(work, opening.store(), "Li", always=True)
    found.session_state["settings tab"] = "Data"
    found.session_state["page to go to"] = "Settings"
    found.run()
    assert not found.exception
    return found


def rows(page: AppTest, *students: str, day: str = "2026-10-01") -> str:
    work: Workspace = page.session_state["workspace"]
    assert work.kept is not None
    reviews = [
        Review.model_validate({"student_id": one, "date": day, "by": "T", "text": "x"})
        for one in students
    ]
    enter(opening.store(), work.kept.work_id, reviews)
    return work.kept.work_id


def test_a_student_is_erased_once_the_name_is_typed(page: AppTest) -> None:
    work: Workspace = page.session_state["workspace"]
    one, other = work.school.members["7A"][:2]
    work_id = rows(page, one.student_id, other.student_id)
    (who,) = (box for box in page.selectbox if box.key == "erase 7A")
    who.set_value(one.student_id).run()
    assert button(page, "Erase for good").disabled  # type: ignore[attr-defined]
    (typed,) = (box for box in page.text_input if box.key == f"erase name {one.student_id}")
    typed.set_value(work.school.label(one.student_id)).run()
    button(page, "Erase for good").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    work = page.session_state["workspace"]
    assert one.student_id not in work.school.student
    assert other.student_id in work.school.student
    (left,) = EntryBook(work_id).entries(opening.store())
    assert left.row.model_dump()["student_id"] == other.student_id
    assert any("erased" in box.value for box in page.success)
    store = opening.store()
    for note in store.versions(work_id):
        kept = from_pieces(store.load(work_id, note.number)[1])
        assert one.student_id not in kept.school.student
    assert store.versions(work_id)[0].what.code == "erasure.student"


def test_what_is_too_old_goes_on_a_persons_word_alone(page: AppTest) -> None:
    work: Workspace = page.session_state["workspace"]
    student = work.school.students[0].student_id
    work_id = rows(page, student, student, day="2001-01-01")
    rows(page, student, day=date.today().isoformat())  # noqa: DTZ011
    page.run()
    assert len(EntryBook(work_id).entries(opening.store())) == 3
    assert button(page, "Remove what is too old").disabled  # type: ignore[attr-defined]
    (sure,) = (box for box in page.checkbox if box.key == "sure")
    sure.check().run()
    button(page, "Remove what is too old").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    assert len(EntryBook(work_id).entries(opening.store())) == 1
