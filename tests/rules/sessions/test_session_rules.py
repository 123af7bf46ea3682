"""Each soft rule of sessions by itself: what it counts, and that the solver counts the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from builders import entry
from pairing.instances.agenda import Agenda
from pairing.model.plan import Mentorship, Pair, Plan, Session
from pairing.model.school import School
from pairing.model.settings import SessionSettings
from pairing.planning.parts.sessions import judge_sessions
from pairing.rules.core.book import RuleBook
from pairing.rules.core.rule import Match
from pairing.screening import screen
from timetables import MONDAY, lesson, timetabled

PLAN = Plan(
    mentors=(Mentorship("S001", "T1"), Mentorship("S002", "T1")),
    pairs=(Pair("S001", "S003", "maths"),),
)


def session(day: int, period_id: str, kind: str = "mentoring", student: str = "S001") -> Session:
    name = f"{period_id}{1 + day % 7}"
    return Session(student, "T1", "maths", kind, MONDAY + timedelta(days=day), name)


def amounts(school: School, rule_id: str, *rows: Session) -> list[int]:
    """What the rule's matches count, those of nothing left out."""
    matches: tuple[Match, ...] = ()
    agenda = Agenda.of(screen(school), PLAN.mentors or (), PLAN.pairs or ())
    for score in judge_sessions(agenda, RuleBook.of(school), rows):
        if score.rule.id == rule_id:
            matches += score.matches
    return [match.amount for match in matches if match.amount]


def test_same_time_counts_a_week_after_another() -> None:
    school = timetabled(2, settings=SessionSettings(weeks=3))
    first, same, other = session(0, "U"), session(7, "U"), session(15, "U")
    assert amounts(school, "same_time", first, same) == [1]
    assert amounts(school, "same_time", first, other) == []
    assert amounts(school, "same_time", first, replace(other, kind="talk")) == []


def test_little_waiting_counts_idle_periods_beside_lessons_and_sessions() -> None:
    school = timetabled(2, timetable=[lesson("U1")])
    # Lunch lesson, then V, A and E idle until F.
    assert amounts(school, "little_waiting", session(0, "F")) == [-3]
    assert amounts(school, "little_waiting", session(0, "V")) == []
    free = timetabled(2)
    assert amounts(free, "little_waiting", session(0, "F")) == []
    two = session(0, "A"), session(0, "F", student="S002")
    assert amounts(free, "little_waiting", *two) == [-1]


def test_one_a_break_counts_the_second_session_of_a_lunch_hour() -> None:
    school = timetabled(2)
    both = session(0, "U"), session(0, "V", student="S002")
    assert amounts(school, "one_a_break", *both) == [-1]
    assert amounts(school, "one_a_break", session(0, "U"), session(1, "V")) == []
    off = timetabled(2, rules=[entry("one_a_break", enabled=False)])
    assert amounts(off, "one_a_break", *both) == []


def test_a_pair_may_not_meet_while_one_of_them_is_elsewhere() -> None:
    school = timetabled(2)
    time = Session("S001", "", "maths", "peer_tutoring", MONDAY, "U1", "S003")
    assert amounts(school, "no_clash", time) == []
    assert amounts(school, "no_clash", time, session(0, "U")) == [-1]
    assert amounts(school, "hold_sessions", time) == [1]
