"""What a viewer sees of a student: nothing stands in the view that ``visible`` does not grant."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from builders import marks
from pairing.model.enums import DIMENSIONS, Cause, Held, RecordKind
from pairing.model.plan import Plan, Seating
from pairing.model.school import School
from pairing.monitoring import (
    Facet,
    StudentView,
    TermLog,
    Viewer,
    ViewerRole,
    What,
    person_label,
    student_view,
    visible,
)
from pairing.screening import screen
from terms import COORDINATOR, goal, measure, record, review, session, small_term

ON = datetime.date(2026, 11, 9)
SUBJECT, HEAD = Viewer(ViewerRole.SUBJECT, "T2"), Viewer(ViewerRole.HEAD, "T9")
TUTOR, STRANGER = Viewer(ViewerRole.PEER, "S003"), Viewer(ViewerRole.PEER, "S004")
ROWS = (
    record(by="T1", text="calmer now"),
    record(by="T2", kind="talk", date="2026-10-13", text="fractions"),
    record(by="S003", kind="peer_tutoring", date="2026-10-14", text="went well"),
    record(by="T1", kind="home_visit", date="2026-10-15", text="the parents work away"),
    record(by="T1", date="2026-11-10", text="tomorrow"),
    measure(cause="family"),
    goal("G1", agreed_on="2026-10-05"),
    review(),
)


def term() -> tuple[School, Plan]:
    scores = [
        row
        for number, levels in enumerate(([20, 25, 20], [70, 75, 70], [80, 90, 85], [60, 61, 62]), 1)
        for row in marks(f"S{number:03}", "maths", levels)
    ]
    school, plan = small_term(scores=scores)
    plan = plan.with_part("seats", (Seating("7A", "R-1-1", "S001"),))
    day = datetime.date(2026, 10, 14)
    peer = {"teacher_id": "", "tutor_id": "S003", "kind": "peer_tutoring"}
    rows = (
        session("S001", day, **peer),
        session("S001", day - datetime.timedelta(1)),
        session("S001", ON),
    )
    return school, plan.with_part("sessions", rows)


def seen(viewer: Viewer, student: str = "S001", rows: tuple[Any, ...] = ROWS) -> StudentView:
    school, plan = term()
    return student_view(screen(school), plan, TermLog(school, rows), viewer, student, ON)


def empty(view: StudentView) -> set[str]:
    bare = StudentView(view.student_id, view.on, frozenset())
    return {name for name in vars(bare) if getattr(view, name) == getattr(bare, name)}


def test_a_coordinator_sees_all_of_it_up_to_the_day() -> None:
    view = seen(COORDINATOR)
    assert view.hidden == ()
    assert view.seat == "R-1-1"
    assert [row.text for row in view.records] == ["went well", "fractions", "calmer now"]
    assert [row.text for row in view.contacts] == ["the parents work away"]
    assert [row.measure for row in view.measures] == ["reads the errors aloud"]
    assert view.needs
    assert all(need.causes == (Cause.FAMILY,) for need in view.needs if need.need == "maths")
    assert [one.goal.goal_id for one in view.goals] == ["G1"]
    held = [record and record.held for _, record in view.sessions]
    assert held == [Held.YES, Held.YES, None]


def test_a_subject_teacher_sees_neither_causes_nor_the_family_nor_others_records() -> None:
    view = seen(SUBJECT)
    assert {Facet.LIFE, Facet.CAUSES, Facet.CONTACTS, Facet.RECORDS} == set(view.hidden)
    assert not {need.need for need in view.needs} & DIMENSIONS
    assert [row.text for row in view.records] == ["fractions"]
    assert view.contacts == ()
    assert all(row.cause == () for row in view.measures)
    assert all(need.causes == () for need in view.needs)
    assert view.needs
    # Of a session whose record is another's nothing is said, and it is given to no other.
    assert [record and record.by for _, record in view.sessions] == ["T2", None, None]
    assert {row.what for row in view.owed} <= {What.GOAL, What.REVIEW}


def test_a_tutor_sees_when_they_meet_and_what_they_wrote() -> None:
    view = seen(TUTOR)
    assert [row.tutor_id for row, _ in view.sessions] == ["S003"]
    assert [row.text for row in view.records] == ["went well"]
    told = {"records", "sessions", "seat", "facets"}
    assert empty(view) | told >= set(vars(view))
    stranger = seen(STRANGER)
    assert empty(stranger) == set(vars(stranger))


@pytest.mark.parametrize("viewer", [COORDINATOR, SUBJECT, HEAD, TUTOR, STRANGER])
@pytest.mark.parametrize("student", ["S001", "S002", "S003", "S004"])
def test_what_is_not_granted_is_not_there(viewer: Viewer, student: str) -> None:
    school, plan = term()
    view = seen(viewer, student)
    grants = visible(viewer, school, plan, student)
    assert view.facets == grants
    needed = {
        "seat": Facet.SEAT,
        "needs": Facet.NEEDS,
        "measures": Facet.MEASURES,
        "mentors": Facet.HELPERS,
        "pairs": Facet.HELPERS,
        "teams": Facet.HELPERS,
        "sessions": Facet.SESSIONS,
        "goals": Facet.GOALS,
        "reviews": Facet.REVIEWS,
        "marks": Facet.MARKS,
    }
    for name, facet in needed.items():
        assert facet in grants or not getattr(view, name)
    for row in (*view.records, *view.contacts):
        wide = Facet.CONTACTS if row.kind is RecordKind.HOME_VISIT else Facet.RECORDS
        assert wide in grants or row.by == viewer.person_id


def test_of_help_that_a_student_gave_the_file_tells_that_it_was_held_and_no_more() -> None:
    view = seen(COORDINATOR, "S003")
    ((row, kept),) = view.sessions
    assert row.student_id == "S001"
    assert kept is not None
    assert (kept.held, kept.text, kept.next_step, kept.content) == (Held.YES, None, None, ())
    assert view.records == ()


def test_whoever_is_in_no_table_is_called_by_their_id() -> None:
    school, _ = term()
    assert person_label(school, "T1") == "Teacher T1"
    assert person_label(school, "S001") == "Name 1"
    assert person_label(replace(school, teachers=()), "T1") == "T1"
