"""What the tests of sessions share: sessions by day and period, and what a rule makes of them."""

from __future__ import annotations

from datetime import timedelta

from pairing.model.enums import Part
from pairing.model.plan import Mentorship, Pair, Plan, Session
from pairing.model.school import School
from pairing.planning import make_plan, verify
from pairing.rules.core.rule import Match
from timetables import MONDAY

PLAN = Plan(
    mentors=(Mentorship("S001", "T1"), Mentorship("S002", "T1")),
    pairs=(Pair("S001", "S003", "maths"),),
)


def session(day: int, period_id: str, kind: str = "mentoring", student: str = "S001") -> Session:
    """A session so many days after the Monday, in a period of ``timetables.week``."""
    name = f"{period_id}{1 + day % 7}"
    return Session(student, "T1", "maths", kind, MONDAY + timedelta(days=day), name)


def matches(school: School, rule_id: str, *rows: Session) -> list[Match]:
    scores = verify(school, PLAN.with_part("sessions", rows)).scores[Part.SESSIONS]
    return [match for score in scores if score.rule.id == rule_id for match in score.matches]


def amounts(school: School, rule_id: str, *rows: Session) -> list[int]:
    """What the rule's matches count, those of nothing left out."""
    return [match.amount for match in matches(school, rule_id, *rows) if match.amount]


def planned(school: School) -> Plan:
    """The same mentors and pairs with the sessions that planning gives them."""
    return make_plan(school, only=(Part.SESSIONS,), keep=PLAN).plan
