from __future__ import annotations

from builders import entry
from rules.sessions.judging import amounts, session
from timetables import timetabled


def test_counts_the_second_session_of_a_lunch_hour() -> None:
    school = timetabled(2)
    both = session(0, "U"), session(0, "V", student="S002")
    assert amounts(school, "one_a_break", *both) == [-1]
    assert amounts(school, "one_a_break", session(0, "U"), session(1, "V")) == []
    off = timetabled(2, rules=[entry("one_a_break", enabled=False)])
    assert amounts(off, "one_a_break", *both) == []
