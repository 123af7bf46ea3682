"""The page of supervision: words with numbers behind, questions with rows, to each their own."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from pages import go_to, opened_with_plan
from pairing.model.records import HelpRecord
from pairing.monitoring import month_of
from terms import record

COPIED = "Talked about <b>how the week</b> went and what comes next, the *student* listened."


def html_of(page: AppTest) -> str:
    found = [str(getattr(one, "value", "")) for one in page.get("html")]
    return "".join(one for one in found if "tipped" in one)


def asked(page: AppTest) -> list[str]:
    """The titles of the questions that are open to be read."""
    titles = [one.label for one in page.expander]
    return [one for one in titles if "the same words" in one]


@pytest.fixture(scope="module")
def supervised() -> tuple[AppTest, str]:
    """A plan after a month in which one mentor wrote the same of every student; and who it is."""
    page = opened_with_plan()
    workspace = page.session_state.workspace
    mentors = [row.teacher_id for row in workspace.planned.plan.mentors if row.teacher_id]
    mentor = max(set(mentors), key=lambda one: (mentors.count(one), one))
    students = [
        row.student_id for row in workspace.planned.plan.mentors if row.teacher_id == mentor
    ]
    workspace.school = replace(workspace.school, records=tuple(month_by(mentor, students[0])))
    go_to(page, "Supervision")
    return page, mentor


def month_by(teacher_id: str, student_id: str) -> list[HelpRecord]:
    """A record a day, up to this one, and each in the month that is shown at first."""
    today = datetime.date.today()  # noqa: DTZ011
    first, _ = month_of(today)
    hours = [f"{16 + number // 6}:{number % 6}0" for number in range(8)]
    return [
        record(student_id, by=teacher_id, date=first, start=start, minutes=10, text=COPIED)
        for start in hours
    ]


def test_a_coordinator_reads_words_numbers_and_questions(supervised: tuple[AppTest, str]) -> None:
    page, mentor = supervised
    page.session_state["role"] = "coordinator"
    page.run()
    assert not page.exception
    label = page.session_state.workspace.school.teacher_label(mentor)
    shown = html_of(page)
    assert label in shown
    assert 'title="' in shown
    (title,) = asked(page)
    assert label in title.replace("\\", "")
    (question,) = [one for one in page.expander if one.label == title]
    rows = question.dataframe[0].value
    assert len(rows) == 8
    assert set(rows["text"]) == {COPIED}
    words = shown
    (switch,) = [one for one in page.toggle if one.key == "supervision in numbers"]
    switch.set_value(True).run()
    assert html_of(page) != words
    assert "1 of 8 records" not in words
    assert "of 8 records" in html_of(page)


def test_others_see_their_own_month_alone(supervised: tuple[AppTest, str]) -> None:
    page, mentor = supervised
    school = page.session_state.workspace.school
    page.session_state["role"] = "subject"
    page.run()
    assert not page.exception
    assert html_of(page) == ""
    assert asked(page) == []
    nameless = [one.value for one in page.info]
    page.session_state["by"] = "No <b>body</b>"
    page.run()
    (unknown,) = [one.value for one in page.info]
    assert unknown not in nameless
    assert "No \\<b\\>body" in unknown
    page.session_state["by"] = school.teacher[mentor].name
    page.run()
    assert school.teacher_label(mentor) in html_of(page)
    others = {one.teacher_id for one in school.teachers} - {mentor}
    assert not any(f">{school.teacher_label(one)}<" in html_of(page) for one in others)
    assert len(asked(page)) == 1
