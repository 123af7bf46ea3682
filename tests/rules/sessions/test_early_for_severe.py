from __future__ import annotations

from pairing.model.enums import SessionKind
from pairing.model.settings import SessionSettings
from rules.sessions.judging import amounts, planned, session
from rules.sessions.test_no_clash import TOGETHER
from timetables import MONDAY, timetabled


def test_each_day_of_waiting_costs_twice_as_much_for_the_most_severe() -> None:
    school = timetabled(2)
    assert amounts(school, "early_for_severe", session(0, "U")) == []
    assert amounts(school, "early_for_severe", session(1, "U")) == [-2]
    assert amounts(school, "early_for_severe", session(3, "U")) == [-6]


def test_a_pairs_time_can_wait() -> None:
    assert amounts(timetabled(2), "early_for_severe", TOGETHER) == []


def test_a_plan_meets_them_on_the_first_day() -> None:
    alone = SessionSettings(weeks=1, enabled=(SessionKind.TALK,))
    rows = planned(timetabled(2, settings=alone)).sessions or ()
    assert [row.date for row in rows] == [MONDAY, MONDAY]
