"""Schools some weeks after their plan, in every odd shape, for what is counted of them."""

from __future__ import annotations

import datetime
import random
from typing import Any

from hypothesis import strategies as st

from builders import student
from pairing.model.enums import GoalKind, GoalStatus, RecordKind, Role
from pairing.model.plan import Mentorship, Need, Plan, Session
from pairing.model.records import ClassRecord, Period, Score, Teacher
from pairing.model.school import School
from pairing.model.settings import SessionSettings
from terms import TERM, goal, record, review, session

__all__ = ["FORMULA", "random_term", "terms"]

FORMULA = "=HYPERLINK(1)"
"""A family name that a careless workbook would run."""
_KINDS = [kind.value for kind in RecordKind]
_WEEKS = 6


def random_term(seed: int, size: int) -> tuple[School, Plan]:
    """A school of ``size`` students in two grades, with random needs, sessions and records."""
    draw = random.Random(seed)
    classes = {"7A": "7", "8A": "8"}
    students = [
        student(number, draw.choice(list(classes)), name=f"{FORMULA}Zhao{number:03}")
        for number in range(1, size + 1)
    ]
    ids = [one.student_id for one in students]
    needy = [one for one in ids if draw.random() < 0.7]
    days = [TERM + datetime.timedelta(days=number) for number in range(7 * _WEEKS)]
    sessions: dict[tuple[Any, ...], Session] = {}
    for one in needy:
        for day in draw.sample(days, draw.randint(0, 4)):
            kind = draw.choice(["talk", "classwork", "mentoring"])
            sessions[one, day, kind] = session(one, day, kind=kind)
    records = [
        record(one, by="T2", kind=kind, date=_near(draw, day), held=draw.choice(["yes", "no"]))
        for one, day, kind in sessions
        if draw.random() < 0.7
    ]
    records += [_record(draw, draw.choice(ids), draw.choice(days)) for _ in range(size)]
    school = School.of(
        {
            "students": students,
            "teachers": [
                Teacher(teacher_id="T1", name="=Qian", roles=(Role.CADRE,)),
                Teacher(teacher_id="T2", name="@Sun", roles=(Role.SUBJECT,)),
            ],
            "classes": [ClassRecord(class_id=one, grade=classes[one]) for one in classes],
            "teaching": [],
            "scores": [
                Score(
                    student_id=one,
                    subject="maths",
                    exam="mid-term",
                    date=days[15],
                    score=draw.choice([None, 40, 80]),
                    full_score=100,
                )
                for one in ids
            ],
            "layouts": [],
            "periods": [
                Period.model_validate(
                    {
                        "period_id": "P1",
                        "weekday": 1,
                        "start": "12:00",
                        "end": "12:30",
                        "kind": "lunch",
                    }
                )
            ],
            "records": records,
            "goals": [
                goal(
                    f"G{number}",
                    draw.choice(ids),
                    kind=draw.choice(list(GoalKind)),
                    status=draw.choice(list(GoalStatus)),
                    due=draw.choice(days),
                    agreed_on=draw.choice([None, TERM, days[20]]),
                )
                for number in range(size // 2)
            ],
            "reviews": [review(one, date=draw.choice(days)) for one in ids if draw.random() < 0.5],
        },
        session_settings=SessionSettings(term_start=TERM, term_weeks=_WEEKS),
    )
    plan = Plan(
        needs=tuple(
            Need(one, need, draw.randint(1, 3))
            for one in needy
            for need in draw.sample(["maths", "family", "English"], draw.randint(1, 3))
        ),
        mentors=tuple(Mentorship(one, "T1") for one in needy if draw.random() < 0.8),
        sessions=tuple(sessions.values()),
    )
    return school, plan


def terms() -> st.SearchStrategy[tuple[School, Plan]]:
    """Such schools of a handful up to some sixty students."""
    return st.builds(random_term, st.integers(0, 10_000), st.integers(1, 60))


def _near(draw: random.Random, day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=draw.choice([0, 0, 0, 1, 3, -1]))


def _record(draw: random.Random, student_id: str, day: datetime.date) -> Any:
    entered = datetime.datetime.combine(day, datetime.time(20)) + datetime.timedelta(
        days=draw.randint(0, 6)
    )
    return record(
        student_id,
        by=draw.choice(["T1", "T2"]),
        kind=draw.choice(_KINDS),
        date=day,
        minutes=draw.choice([2, 20]),
        held=draw.choice(["yes", "yes", "no"]),
        entered_at=draw.choice([None, entered]),
        text=f"{FORMULA}Zhao",
    )
