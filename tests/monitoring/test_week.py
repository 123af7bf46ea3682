"""One person's week: groups in a slot, what is told of each, and the records that tell it."""

from __future__ import annotations

import datetime

from pairing.model.enums import Held, PeriodKind, Topic
from pairing.model.plan import Plan
from pairing.monitoring import TermLog, meetings_of, told_of
from terms import TERM, session, small_term, with_rows
from timetables import period

_DAY = datetime.timedelta(days=1)
_NOW = datetime.datetime.fromisoformat("2026-10-02T20:15")


def test_several_students_of_one_slot_are_one_meeting_and_are_told_of_together() -> None:
    school, _ = small_term(periods=[period("P", 1, "12:30", "13:10", PeriodKind.LUNCH)])
    both = session("S001", TERM), session("S002", TERM)
    plan = Plan(sessions=(*both, session("S001", TERM + _DAY, kind="corrections")))
    first, later = meetings_of(TermLog(school), plan, "T2", TERM, TERM + 6 * _DAY)
    assert first.sessions == both
    assert first.topic is Topic.STUDY
    assert first.waits(TERM)
    assert not later.waits(TERM)
    rows = told_of(
        school, both, held=True, minutes=20, content=[Topic.STUDY], text=" fractions ",
        entered_at=_NOW, entered_by="Li",
    )  # fmt: skip
    assert [(row.student_id, row.by, row.minutes, row.text) for row in rows] == [
        ("S001", "T2", 20, "fractions"),
        ("S002", "T2", 20, "fractions"),
    ]
    assert {str(row.start) for row in rows} == {"12:30:00"}
    log = TermLog(with_rows(school, records=rows[:1]))
    told, _ = meetings_of(log, plan, "T2", TERM, TERM + 6 * _DAY)
    assert told.records == (rows[0], None)
    assert told.open_sessions == both[1:]


def test_held_on_another_day_is_of_the_session_of_that_week() -> None:
    school, _ = small_term(periods=[period("P", 1, "12:30", "13:10", PeriodKind.LUNCH)])
    plan = Plan(sessions=(session("S001", TERM),))
    (row,) = told_of(
        school, plan.sessions or (), held=True, minutes=15, day=TERM + 2 * _DAY, entered_at=_NOW
    )
    assert (row.date, row.start) == (TERM + 2 * _DAY, None)
    (meeting,) = meetings_of(TermLog(school, (row,)), plan, "T2", TERM, TERM)
    assert meeting.records == (row,)


def test_what_was_missed_takes_no_time() -> None:
    school, _ = small_term()
    (row,) = told_of(
        school, [session("S001", TERM)], held=False, minutes=15, text="ill", entered_at=_NOW
    )
    assert (row.held, row.minutes, row.text) == (Held.NO, 0, "ill")
    assert row.entered_at == _NOW
    assert row.entered_by is None


def test_a_person_sees_their_own_sessions_alone() -> None:
    school, _ = small_term()
    rows = (session("S001", TERM), session("S002", TERM, teacher_id="", tutor_id="S003"))
    log = TermLog(school)
    (own,) = meetings_of(log, Plan(sessions=rows), "S003", TERM, TERM)
    assert own.sessions == rows[1:]
    assert meetings_of(log, Plan(sessions=rows), "T2", TERM + _DAY, TERM + _DAY) == ()
