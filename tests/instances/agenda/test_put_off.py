"""What an absence leaves no time for comes in the next week; covers stay with who has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.instances.agenda import Agenda
from pairing.model.enums import DayKind, Part, SessionKind
from pairing.model.messages.message import Message
from pairing.model.plan import Mentorship, Plan, Session
from pairing.model.records import Cancellation
from pairing.model.school import School
from pairing.model.settings import SessionSettings
from pairing.planning import Context, make_plan, reschedule, verify
from pairing.screening import screen
from timetables import MONDAY, absence, special, timetabled


def away(*weeks: int, person: str = "T1", **settings: object) -> School:
    return timetabled(
        1,
        absences=[absence(person, 7 * week - 7, 7 * week - 1) for week in weeks],
        settings=SessionSettings.model_validate({"start": MONDAY, "weeks": 4, **settings}),
    )


def weeks(school: School, standing: tuple[Session, ...] = ()) -> dict[SessionKind, int]:
    requests = Agenda.of(screen(school), standing=standing).requests
    return {one.kind: 1 + (one.first - MONDAY).days // 7 for one in requests}


@pytest.mark.parametrize("person", ["T1", "S001"])
def test_moves_to_the_next_week_and_corrections_stay_after_classwork(person: str) -> None:
    found = weeks(away(2, person=person))
    assert (found[SessionKind.CLASSWORK], found[SessionKind.CORRECTIONS]) == (3, 4)
    assert (found[SessionKind.TALK], found[SessionKind.STUDY_CHECK]) == (1, 4)


def test_a_day_away_moves_nothing() -> None:
    school = away()
    assert weeks(replace(school, absences=(absence("T1", 8),))) == weeks(school)


def test_closed_and_away_weeks_are_passed_over_together() -> None:
    school = away(2)
    closed = replace(school, calendar=(special(DayKind.HOLIDAY, 14, 20),))
    assert weeks(closed)[SessionKind.CLASSWORK] == 4


def test_the_move_is_told_and_all_is_held() -> None:
    outcome = make_plan(away(2), only=(Part.SESSIONS,))
    assert len(outcome.plan.sessions or ()) == 5
    assert verify(away(2), outcome.plan).approved
    notes = outcome.summary.parts[Part.SESSIONS].notes
    # Corrections find time in their week, but the classwork is held there.
    assert [(note.code, note.facts["to"]) for note in notes if "to" in note.facts] == [
        ("sessions.moved_along", "2026-10-26"),
        ("sessions.moved_away", "2026-10-19"),
    ]


def test_what_no_later_week_has_time_for_is_lost_and_says_why() -> None:
    outcome = make_plan(away(4), only=(Part.SESSIONS,))
    assert len(outcome.plan.sessions or ()) < 5
    told = [note for note in outcome.summary.parts[Part.SESSIONS].notes if "reason" in note.facts]
    reasons = [note.facts["reason"] for note in told]
    assert [one.code for one in reasons if isinstance(one, Message)] == ["shortage.away"]


def test_a_weekly_talk_of_a_mentor_is_not_held_twice_in_the_next_week() -> None:
    mentors = [Mentorship("S001", "T1")]
    requests = Agenda.of(screen(away(2)), mentors).requests
    talks = [one.first for one in requests if one.kind is SessionKind.MENTORING]
    assert talks == [MONDAY + timedelta(weeks=week) for week in range(4)]


def test_an_illness_that_is_entered_later_moves_what_stood_there() -> None:
    plan = make_plan(away(), only=(Part.SESSIONS,)).plan
    change = reschedule(Context.of(away(2)), plan)
    assert not change.lost and not change.gained
    assert {before.kind for before, _ in change.moved} >= {"classwork"}
    assert all(before.kind == after.kind for before, after in change.moved)


def row(kind: str, day: int, teacher: str = "T1", covers: str = "") -> Session:
    day_ = MONDAY + timedelta(days=day)
    return Session("S001", teacher, "maths", kind, day_, f"A{1 + day % 7}", covers=covers)


def test_a_cover_of_the_plan_stays_with_whoever_has_it() -> None:
    standing = (row("classwork", 8, "T2", "T1"),)
    found = Agenda.of(screen(away(2)), standing=standing)
    own = next(one for one in found.requests if one.kind is SessionKind.CLASSWORK)
    assert (own.teacher_id, own.covers, own.first) == ("T2", "T1", MONDAY + timedelta(weeks=1))
    assert found.held(standing)[0].request >= 0
    others = {one.teacher_id for one in found.requests if one is not own}
    assert others == {"T1"}


def test_a_cover_that_is_called_off_is_asked_for_by_nobody() -> None:
    standing = row("classwork", 8, "T2", "T1")
    school = replace(away(2), cancellations=(Cancellation.of(standing),))
    kinds = {one.kind for one in Agenda.of(screen(school), standing=[standing]).requests}
    assert SessionKind.CLASSWORK not in kinds


def test_what_somebody_put_into_a_later_week_stays_there_after_its_own_is_past() -> None:
    standing = (row("classwork", 15), row("corrections", 17))
    for day in (0, 14):
        school = replace(away(2), on=MONDAY + timedelta(days=day))
        found = weeks(school, standing)
        assert (found[SessionKind.CLASSWORK], found[SessionKind.CORRECTIONS]) == (3, 3)


@examples(60)
@given(
    st.lists(
        st.tuples(st.sampled_from(["T1", "S001", "S002"]), st.integers(0, 40), st.integers(0, 14)),
        max_size=5,
    ),
    st.integers(1, 6),
)
def test_never_past_the_weeks_never_earlier_and_nothing_gets_lost(
    spans: list[tuple[str, int, int]], count: int
) -> None:
    settings = SessionSettings(start=MONDAY, weeks=count)
    there = timetabled(2, settings=settings)
    absences = tuple(absence(who, first, first + more) for who, first, more in spans)
    before = Agenda.of(screen(there))
    after = Agenda.of(screen(replace(there, absences=absences)))
    assert len(before.requests) == len(after.requests)
    end = MONDAY + timedelta(weeks=count)
    latest: dict[str, date] = {}
    for old, new in zip(before.requests, after.requests, strict=True):
        assert (old.student_id, old.kind) == (new.student_id, new.kind)
        assert old.first <= new.first and new.last < end
        if new.first != old.first and new.kind is not SessionKind.CORRECTIONS:
            assert new.away and not len(
                after.candidates(replace(new, first=old.first, last=old.last))
            )
            assert len(after.candidates(new))
        if new.kind is SessionKind.CLASSWORK:
            latest[new.student_id] = new.first
        elif new.kind is SessionKind.CORRECTIONS:
            assert new.first >= latest[new.student_id]


def test_is_judged_as_it_was_planned() -> None:
    plan = Plan(mentors=(Mentorship("S001", "T1"),))
    outcome = make_plan(away(1, 3), only=(Part.SESSIONS,), keep=plan)
    rows = outcome.plan.sessions or ()
    days = [one.date for one in rows if one.kind in ("classwork", "corrections")]
    assert all(one <= other for one, other in pairwise(days))
