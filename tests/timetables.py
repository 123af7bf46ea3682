"""Small schools with periods and lessons for tests of sessions: by hand, and odd ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from builders import marks, student
from pairing.model.enums import Attendance, DayKind, PeriodKind, Role, SessionKind
from pairing.model.plan import Mentorship, Pair, Plan
from pairing.model.records import (
    Absence,
    Cancellation,
    ClassRecord,
    Lesson,
    MeetingRoom,
    Period,
    Record,
    SpecialDays,
    Teacher,
    Teaching,
)
from pairing.model.school import School
from pairing.model.settings import KindSettings, RuleEntry, SessionSettings

MONDAY = date(2026, 10, 5)
"""The first Monday after the exams of ``marks``."""


def period(name: str, weekday: int, start: str, end: str, kind: PeriodKind) -> Period:
    return Period(
        period_id=f"{name}{weekday}",
        weekday=weekday,
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        kind=kind,
    )


def week(days: int = 5) -> list[Period]:
    """A lesson, a lunch of two periods, an hour after school, and two in the evening."""
    found = []
    for day in range(1, days + 1):
        found += [
            period("L", day, "08:00", "09:00", PeriodKind.LESSON),
            period("U", day, "12:00", "12:30", PeriodKind.LUNCH),
            period("V", day, "12:30", "13:00", PeriodKind.LUNCH),
            period("A", day, "16:00", "17:00", PeriodKind.AFTER_SCHOOL),
            period("E", day, "18:00", "19:00", PeriodKind.EVENING),
            period("F", day, "19:00", "20:00", PeriodKind.EVENING),
        ]
    return found


def teacher(number: int, **more: Any) -> Teacher:
    return Teacher(teacher_id=f"T{number}", name=f"Teacher {number}", roles=(Role.SUBJECT,), **more)


def timetabled(
    struggling: int = 2,
    *,
    periods: Sequence[Period] | None = None,
    settings: SessionSettings | None = None,
    rules: Sequence[RuleEntry] = (),
    remote: Sequence[int] = (),
    **tables: Sequence[Record],
) -> School:
    """The school of ``tables_of_7a``, with these tables and in its own week."""
    all_tables = tables_of_7a(
        struggling, remote, **{"periods": week() if periods is None else periods, **tables}
    )
    return School.of(all_tables, rules, session_settings=settings or SessionSettings(weeks=1))


def tables_of_7a(
    struggling: int = 2, remote: Sequence[int] = (), **more: Sequence[Record]
) -> dict[str, Any]:
    """A class 7A of which some struggle in maths, taught by T1, and some do not."""
    people = [
        student(n, attends=Attendance.REMOTE if n in remote else Attendance.ONSITE)
        for n in range(1, struggling + 5)
    ]
    levels = [20 + n for n in range(struggling)] + [90, 85, 88, 80]
    return {
        "students": people,
        "teachers": [teacher(1), teacher(2)],
        "classes": [ClassRecord(class_id="7A", grade="7")],
        "teaching": [Teaching(class_id="7A", subject="maths", teacher_id="T1")],
        "scores": [
            score
            for one, level in zip(people, levels, strict=True)
            for score in marks(one.student_id, "maths", [level])
        ],
        **more,
    }


def lesson(name: str, teacher_id: str = "T1", class_id: str = "7A", **more: str) -> Lesson:
    cells = {"subject": "maths", **more}
    return Lesson.model_validate(
        {"class_id": class_id, "period_id": name, "teacher_id": teacher_id, **cells}
    )


def absence(person_id: str, first: int, last: int | None = None) -> Absence:
    """Away from the ``first`` day after the Monday to the ``last``."""
    return Absence.model_validate(
        {
            "person_id": person_id,
            "from": MONDAY + timedelta(days=first),
            "to": None if last is None else MONDAY + timedelta(days=last),
        }
    )


def special(kind: DayKind, first: int, last: int | None = None) -> SpecialDays:
    return SpecialDays.model_validate(
        {
            "from": MONDAY + timedelta(days=first),
            "to": None if last is None else MONDAY + timedelta(days=last),
            "kind": kind,
            "follows": 1 + first % 5 if kind is DayKind.SWAPPED else None,
        }
    )


@st.composite
def odd_timetables(draw: st.DrawFn) -> tuple[School, Plan]:
    """A school whose times overlap, clash or are missing, and a plan with mentors and pairs."""
    struggling = draw(st.integers(0, 4))
    days = draw(st.integers(1, 4))
    periods = week(days)
    for day in range(1, days + 1):
        if draw(st.booleans()):
            periods.append(period("X", day, "12:15", "12:50", PeriodKind.BREAK))
    names = [one.period_id for one in periods]
    taken = draw(st.sets(st.sampled_from(names), max_size=6))
    lessons = [lesson(name, f"T{draw(st.integers(1, 2))}") for name in sorted(taken)]
    lessons += [
        lesson(name, "T1", "7B")
        for name in sorted(draw(st.sets(st.sampled_from(names), max_size=3)))
    ]
    people = [f"S{n:03}" for n in range(1, struggling + 5)]
    away = draw(
        st.lists(st.tuples(st.sampled_from(["T1", "T2", *people]), st.integers(0, 9)), max_size=3)
    )
    closed = draw(
        st.lists(
            st.tuples(st.sampled_from(list(DayKind)), st.integers(-3, 15)),
            max_size=3,
            unique_by=lambda one: one[1],
        )
    )
    kinds = {
        kind: KindSettings(
            minutes=15,
            periods=tuple(PeriodKind)[1:],
            week=1,
            group=1 if kind is SessionKind.HOME_VISIT else 2,
        )
        for kind in draw(st.sets(st.sampled_from(list(SessionKind)), max_size=2))
        if kind is not SessionKind.CORRECTIONS
    }
    weeks = draw(st.integers(1, 3))
    school = timetabled(
        struggling,
        periods=periods,
        settings=SessionSettings(weeks=weeks, cycle=max(weeks, 4), home_visits=9, kinds=kinds),
        remote=draw(st.lists(st.integers(1, struggling + 4), max_size=2)),
        classes=[ClassRecord(class_id=one, grade="7") for one in ("7A", "7B")],
        timetable=lessons,
        absences=[absence(person, day) for person, day in away],
        calendar=[special(kind, day) for kind, day in closed],
        meeting_rooms=[MeetingRoom(room_id=f"R{n}") for n in range(draw(st.integers(0, 2)))],
        cancellations=[
            Cancellation(
                student_id="S001",
                host_id="T1",
                subject="maths",
                kind=draw(st.sampled_from(list(SessionKind))),
                date=MONDAY,
            )
        ]
        if draw(st.booleans())
        else [],
    )
    helped = people[:struggling]
    plan = Plan(
        mentors=tuple(Mentorship(one, draw(st.sampled_from(["T1", "T2"]))) for one in helped),
        pairs=tuple(
            Pair(one, draw(st.sampled_from(people[struggling:])), "maths") for one in helped
        ),
    )
    return school, plan
