from __future__ import annotations

from rules.sessions.judging import amounts, session
from timetables import lesson, timetabled


def test_counts_idle_periods_beside_lessons_and_sessions() -> None:
    school = timetabled(2, timetable=[lesson("U1")])
    # Lunch lesson, then V, A and E idle until F.
    assert amounts(school, "little_waiting", session(0, "F")) == [-3]
    assert amounts(school, "little_waiting", session(0, "V")) == []
    free = timetabled(2)
    assert amounts(free, "little_waiting", session(0, "F")) == []
    two = session(0, "A"), session(0, "F", student="S002")
    assert amounts(free, "little_waiting", *two) == [-1]
