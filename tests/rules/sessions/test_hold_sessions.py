from __future__ import annotations

from rules.sessions.judging import amounts, matches, session
from rules.sessions.test_no_clash import TOGETHER
from timetables import timetabled


def test_a_pairs_time_counts_as_a_mild_need() -> None:
    assert amounts(timetabled(2), "hold_sessions", TOGETHER) == [1]


def test_a_severe_need_counts_more_and_what_nobody_asked_for_counts_nothing() -> None:
    school = timetabled(2)
    (match,) = matches(school, "hold_sessions", session(0, "U"))
    assert (match.students, match.amount) == (("S001",), 3)
    assert amounts(school, "hold_sessions", session(0, "U", student="S003")) == []
