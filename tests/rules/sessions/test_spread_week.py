from __future__ import annotations

from builders import entry
from rules.sessions.judging import amounts, matches, planned, session
from timetables import timetabled


def test_counts_a_students_further_sessions_of_a_day() -> None:
    school = timetabled(2)
    twice = session(0, "U"), session(0, "A", "talk")
    (match,) = matches(school, "spread_week", *twice)
    assert (match.amount, match.students) == (-1, ("S001",))
    assert amounts(school, "spread_week", *twice, session(0, "F", "classwork")) == [-2]
    assert amounts(school, "spread_week", twice[0], session(1, "A", "talk")) == []
    assert amounts(school, "spread_week", twice[0], session(0, "A", student="S002")) == []


def test_a_plan_spreads_them() -> None:
    rules = [entry("spread_week", weight=100)]
    school = timetabled(2, rules=rules)
    rows = planned(school).sessions or ()
    days = [row.date for row in rows if row.student_id == "S001"]
    assert len(days) > 1
    assert len(set(days)) == len(days)
