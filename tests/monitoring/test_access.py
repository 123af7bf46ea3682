"""Who may see what of a student."""

from __future__ import annotations

from pairing.monitoring import (
    EVERYTHING,
    Facet,
    Viewer,
    ViewerRole,
    may_see_need,
    may_supervise,
    visible,
)
from terms import small_term


def test_each_sees_what_their_help_needs() -> None:
    school, plan = small_term()

    def sees(role: str, person: str = "", student: str = "S001") -> frozenset[Facet]:
        return visible(Viewer(ViewerRole(role), person), school, plan, student)

    assert sees("coordinator") == sees("head") == EVERYTHING
    # The mentor and the head of the class, whatever they call themselves.
    assert sees("subject", "T1") == sees("subject", "T9") == EVERYTHING
    taught = sees("subject", "T2")
    assert Facet.MARKS in taught
    assert not taught & {Facet.LIFE, Facet.CAUSES, Facet.CONTACTS}
    assert may_see_need(taught, "maths")
    assert not may_see_need(taught, "family")
    assert may_see_need(EVERYTHING, "family")
    # T1 is the mentor of S001 and S002 alone.
    assert sees("head", "T1", "S004") == frozenset()


def test_a_fellow_student_sees_no_need_and_no_mark() -> None:
    school, plan = small_term()
    tutor = visible(Viewer(ViewerRole.PEER, "S003"), school, plan, "S001")
    assert tutor == {Facet.SEAT, Facet.SESSIONS, Facet.OWN_RECORDS}
    assert visible(Viewer(ViewerRole.PEER, "S004"), school, plan, "S001") == frozenset()
    assert visible(Viewer(ViewerRole.PEER), school, plan, "S001") == frozenset()


def test_a_coordinator_supervises_all_and_a_mentor_sees_their_own_month() -> None:
    def may(role: str, person: str = "") -> bool:
        return may_supervise(Viewer(ViewerRole(role), person), "T1")

    assert may("coordinator")
    assert may("subject", "T1")
    assert may("head", "T1")
    # The head of a class has no say over colleagues, nor has one who does not say who they are.
    assert not may("head", "T9")
    assert not may("head")
    assert not may("subject")
    assert not may("peer", "T1")
    assert not may_supervise(Viewer(ViewerRole.SUBJECT), "")
