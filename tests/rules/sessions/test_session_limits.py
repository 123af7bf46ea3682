from __future__ import annotations

from builders import entry
from rules.sessions.judging import amounts, matches, planned, session
from timetables import timetabled


def test_counts_what_is_beyond_a_teachers_day_and_week() -> None:
    rules = [entry("session_limits", teacher_daily=1, teacher_weekly=2)]
    school = timetabled(3, rules=rules)
    two_a_day = session(0, "U"), session(0, "A", student="S002")
    (match,) = matches(school, "session_limits", *two_a_day)
    assert (match.amount, match.students) == (-1, ())
    three_a_week = session(0, "U"), session(1, "U", student="S002"), session(2, "U", student="S003")
    assert amounts(school, "session_limits", *three_a_week) == [-1]
    assert amounts(school, "session_limits", *three_a_week[:2]) == []


def test_counts_what_is_beyond_a_students_day() -> None:
    school = timetabled(2, rules=[entry("session_limits", student_daily=1)])
    (match,) = matches(school, "session_limits", session(0, "U"), session(0, "A", "talk"))
    assert (match.amount, match.students) == (-1, ("S001",))


def test_a_plan_keeps_them() -> None:
    school = timetabled(2, rules=[entry("session_limits", teacher_daily=1, teacher_weekly=2)])
    rows = [row for row in planned(school).sessions or () if row.teacher_id]
    assert len(rows) == len({row.date for row in rows}) == 2
