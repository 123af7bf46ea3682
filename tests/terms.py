"""A small school some weeks after its plan: mentors, sessions, records, goals, by hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from builders import student
from pairing.model.enums import Role
from pairing.model.plan import Mentorship, Need, Pair, Plan, Session
from pairing.model.records import ClassRecord, Goal, HelpRecord, Measure, Review, Teacher, Teaching
from pairing.model.school import School
from pairing.model.settings import SessionSettings
from pairing.monitoring import TermLog, Viewer, ViewerRole
from pairing.planning import Outcome
from pairing.reports import make_student_file

__all__ = [
    "COORDINATOR",
    "TERM",
    "goal",
    "measure",
    "record",
    "review",
    "session",
    "small_term",
    "student_file",
    "with_rows",
]

TERM = datetime.date(2026, 9, 28)
"""The first Monday of the term."""
COORDINATOR = Viewer(ViewerRole.COORDINATOR)


def small_term(**tables: Iterable[Any]) -> tuple[School, Plan]:
    """A class of four with two mentees of T1; T2 teaches maths, T9 is the head of the class."""
    roles = {"T1": Role.CADRE, "T2": Role.SUBJECT, "T9": Role.HOMEROOM}
    school = School.of(
        {
            "students": [student(number) for number in range(1, 5)],
            "teachers": [
                Teacher(teacher_id=one, name=f"Teacher {one}", roles=(role,))
                for one, role in roles.items()
            ],
            "classes": [ClassRecord(class_id="7A", grade="7", homeroom_teacher_id="T9")],
            "teaching": [Teaching(class_id="7A", subject="maths", teacher_id="T2")],
            "scores": [],
            "layouts": [],
            "periods": [],
            **tables,
        },
        session_settings=SessionSettings(term_start=TERM, term_weeks=18),
    )
    plan = Plan(
        needs=(Need("S001", "maths", 2), Need("S002", "maths", 1)),
        pairs=(Pair("S001", "S003", "maths"),),
        mentors=(Mentorship("S001", "T1"), Mentorship("S002", "T1")),
    )
    return school, plan


def session(student_id: str, day: datetime.date, **more: Any) -> Session:
    values = {"teacher_id": "T2", "subject": "maths", "kind": "talk", "period_id": "P1", **more}
    return Session(student_id, date=day, **values)


def record(student: str = "S001", **more: Any) -> HelpRecord:
    values: dict[str, Any] = {
        "student_id": student,
        "by": "T1",
        "kind": "mentoring",
        "date": "2026-10-12",
        "minutes": 20,
        "held": "yes",
        **more,
    }
    return HelpRecord.model_validate({name: one for name, one in values.items() if one is not None})


def goal(goal_id: str, student: str = "S001", **more: Any) -> Goal:
    values = {
        "goal_id": goal_id,
        "student_id": student,
        "kind": "short",
        "need": "maths",
        "measure": "percent",
        "target": "60",
        "due": "2026-11-27",
        **more,
    }
    return Goal.model_validate(values)


def measure(student: str = "S001", **more: Any) -> Measure:
    values = {
        "student_id": student,
        "need": "maths",
        "measure": "reads the errors aloud",
        "by": "T2",
        "from": "2026-10-05",
        **more,
    }
    return Measure.model_validate(values)


def review(student: str = "S001", **more: Any) -> Review:
    values = {"student_id": student, "date": "2026-10-23", "by": "T1", "text": "steadier", **more}
    return Review.model_validate(values)


def with_rows(school: School, **tables: Iterable[Any]) -> School:
    """The school with these rows of its tables of the term."""
    given: dict[str, Any] = {name: tuple(rows) for name, rows in tables.items()}
    return replace(school, **given)


def student_file(
    outcome: Outcome, student_id: str, viewer: Viewer = COORDINATOR, log: TermLog | None = None
) -> bytes:
    """The file of a student some weeks into the term."""
    log = log or TermLog(outcome.school)
    day = TERM + datetime.timedelta(weeks=6)
    return make_student_file(outcome.findings, outcome.plan, log, viewer, student_id, day)
