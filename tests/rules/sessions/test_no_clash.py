from __future__ import annotations

from dataclasses import replace
from datetime import time

from pairing.model.enums import PeriodKind, SessionKind
from pairing.model.plan import Session
from pairing.model.settings import KindSettings, SessionSettings
from rules.sessions.judging import amounts, matches, session
from timetables import MONDAY, timetabled

TOGETHER = Session("S001", "", "maths", "peer_tutoring", MONDAY, "U1", "S003")
"""S001 meets the tutor S003."""


def test_a_pair_may_not_meet_while_one_of_them_is_elsewhere() -> None:
    school = timetabled(2)
    assert amounts(school, "no_clash", TOGETHER) == []
    assert amounts(school, "no_clash", TOGETHER, session(0, "U")) == [-1]


def test_a_talk_is_with_one_student_at_a_time() -> None:
    school = timetabled(2)
    both = session(0, "U"), session(0, "U", student="S002")
    (match,) = matches(school, "no_clash", *both)
    assert (match.amount, match.students) == (-1, ("S001", "S002"))


def test_two_sessions_that_share_a_period_have_the_minutes_between_them() -> None:
    lunch = (PeriodKind.LUNCH,)
    settings = SessionSettings(
        weeks=1,
        between_minutes=5,
        kinds={
            SessionKind.MENTORING: KindSettings(minutes=10, periods=lunch, part=True),
            SessionKind.PEER_TUTORING: KindSettings(minutes=5, periods=lunch, part=True),
        },
    )
    school = timetabled(2, settings=settings)
    talk = replace(session(0, "U"), start=time(12), end=time(12, 10))
    near = replace(TOGETHER, start=time(12, 10), end=time(12, 15))
    apart = replace(TOGETHER, start=time(12, 15), end=time(12, 20))
    assert amounts(school, "no_clash", talk, apart) == []
    assert amounts(school, "no_clash", talk, near) == [-1]
