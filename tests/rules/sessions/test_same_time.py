from __future__ import annotations

from dataclasses import replace

from pairing.model.settings import SessionSettings
from rules.sessions.judging import amounts, session
from timetables import timetabled


def test_counts_a_week_after_another() -> None:
    school = timetabled(2, settings=SessionSettings(weeks=3))
    first, same, other = session(0, "U"), session(7, "U"), session(15, "U")
    assert amounts(school, "same_time", first, same) == [1]
    assert amounts(school, "same_time", first, other) == []
    assert amounts(school, "same_time", first, replace(other, kind="talk")) == []
