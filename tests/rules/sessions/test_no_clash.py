from __future__ import annotations

from pairing.model.plan import Session
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
