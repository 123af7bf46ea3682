"""Teachers who share a subject of a class share its sessions."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from pairing.instances.agenda import Agenda
from pairing.model.enums import Part
from pairing.model.pin import Pin
from pairing.model.plan import Session
from pairing.model.records import Cancellation, Lesson, Teaching
from pairing.model.school import School
from pairing.model.settings import SessionSettings
from pairing.planning import make_plan, verify
from pairing.screening import screen
from timetables import MONDAY, lesson, timetabled, week


def shared(struggling: int = 4, lessons: tuple[Lesson, ...] = (), **more: Any) -> School:
    """T1 and T2 teach maths in 7A."""
    return timetabled(
        struggling,
        teaching=[Teaching(class_id="7A", subject="maths", teacher_id=one) for one in ("T1", "T2")],
        settings=SessionSettings(start=MONDAY, weeks=4),
        timetable=list(lessons),
        **more,
    )


def holders(school: School, standing: tuple[Session, ...] = ()) -> dict[str, set[str]]:
    """Who holds the sessions of each student."""
    found: dict[str, set[str]] = {}
    for one in Agenda.of(screen(school), standing=standing).requests:
        found.setdefault(one.student_id, set()).add(one.teacher_id)
    return found


def talk(teacher: str, student: str = "S001", day: int = 0) -> Session:
    date = MONDAY + timedelta(days=day)
    return Session(student, teacher, "maths", "talk", date, f"A{day + 1}")


def test_needs_are_shared_evenly_each_with_one_teacher() -> None:
    found = holders(shared(4))
    assert all(len(names) == 1 for names in found.values())
    assert Counter(name for names in found.values() for name in names) == {"T1": 2, "T2": 2}


def test_who_has_no_free_period_holds_none_and_who_has_few_holds_less() -> None:
    names = [one.period_id for one in week() if one.kind != "lesson"]
    busy = tuple(lesson(name, class_id="7B") for name in names)
    classes = timetabled(1).classes
    other = classes[0].model_copy(update={"class_id": "7B"})
    whole = shared(4, busy, classes=[*classes, other])
    assert set.union(*holders(whole).values()) == {"T2"}
    half = shared(4, busy[:18], classes=[*classes, other])
    counts = Counter(name for names in holders(half).values() for name in names)
    assert counts["T2"] > counts["T1"] > 0


def test_who_holds_a_session_goes_on_with_the_student() -> None:
    for name in ("T1", "T2"):
        assert holders(shared(), (talk(name),))["S001"] == {name}


def test_a_plan_of_whoever_shares_the_subject_is_approved() -> None:
    school = shared(2)
    plan = make_plan(school, only=(Part.SESSIONS,)).plan
    assert {row.teacher_id for row in plan.sessions or ()} == {"T1", "T2"}
    verdict = verify(school, plan)
    assert verdict.approved
    again = make_plan(school, only=(Part.SESSIONS,), keep=plan).plan
    assert again.sessions == plan.sessions
    pinned = talk("T2"), talk("T1", "S002")
    for row in pinned:
        outcome = make_plan(school, only=(Part.SESSIONS,), pins=(Pin(row),))
        assert row in (outcome.plan.sessions or ())


def test_a_session_that_was_called_off_is_nobody_elses_turn() -> None:
    for name in ("T1", "T2"):
        off = Cancellation(
            student_id="S001", host_id=name, subject="maths", kind="talk", date=MONDAY
        )
        requests = Agenda.of(screen(shared(cancellations=[off]))).requests
        own = [one for one in requests if one.student_id == "S001"]
        assert {one.teacher_id for one in own} == {name}
        assert "talk" not in {one.kind for one in own}
