"""Odd timetables: what is planned is approved, changes are the fewest, exports can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import icalendar
import numpy as np
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.instances.agenda import Agenda
from pairing.model.enums import DayKind, Part, PeriodKind, SessionKind
from pairing.model.plan import Mentorship, Plan, Session
from pairing.model.records import Cancellation, ClassRecord, MeetingRoom
from pairing.model.school import School
from pairing.model.settings import KindSettings, SessionSettings
from pairing.planning import (
    Context,
    make_plan,
    other_times,
    reschedule,
    shortages,
    verify,
    why_then,
)
from pairing.planning.parts.timetable.problem import timetable_problem
from pairing.reports import make_calendars, sheets
from pairing.rules.core.book import RuleBook
from pairing.screening import screen
from pairing.solvers.timetable import replan_timetable, solve_timetable
from pairing.terms.timetable import NOWHERE
from solvers.timetable.problems import random_problem
from timetables import MONDAY, absence, lesson, odd_timetables, period, special, timetabled, week

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def planned(school: School, plan: Plan | None = None) -> Plan:
    outcome = make_plan(school, only=(Part.SESSIONS,), keep=plan)
    return (plan or Plan()).with_part("sessions", outcome.plan.sessions or ())


def broken(school: School, plan: Plan) -> list[str]:
    """What the judge has against a plan's sessions."""
    verdict = verify(school, plan)
    told = [str(words) for words in verdict.unsound if str(words).startswith("sessions")]
    rules = [one.rule.id for one in verdict.scores.get(Part.SESSIONS, ()) if one.violations]
    return told + rules


@pytest.mark.slow
@examples(60)
@given(odd_timetables())
def test_planned_and_approved_and_every_export_can_be_read(given_: tuple[School, Plan]) -> None:
    school, plan = given_
    context = Context.of(school)
    outcome = make_plan(context, only=(Part.SESSIONS,), keep=plan)
    whole = plan.with_part("sessions", outcome.plan.sessions or ())
    assert broken(school, whole) == []
    verdict = verify(context, whole)
    summary = outcome.summary.parts[Part.SESSIONS]
    assert verdict.objective(Part.SESSIONS) == summary.objective <= summary.bound
    agenda = Agenda.of_plan(context.findings, whole)
    problem = timetable_problem(agenda, RuleBook.of(school))
    slot_of = np.full(len(agenda.requests), NOWHERE)
    for one in agenda.held(whole.sessions or ()):
        slot_of[one.request] = one.slot
    assert problem.score(slot_of) == summary.reached
    assert problem.violations(slot_of) == 0
    uids = set()
    made = make_calendars(agenda, whole.sessions or (), NOW)
    for text in made.texts.values():
        events = list(vobject.readOne(text.decode()).vevent_list)
        again = icalendar.Calendar.from_ical(text)
        assert bytes(again.to_ical()) == text
        uids |= {event.uid.value for event in events}
        assert len({event.uid.value for event in events}) == len(events)
    assert len(uids) == len(whole.sessions or ())
    assert all("<script" not in page for page in sheets(agenda, whole.sessions or ()).values())


@pytest.mark.slow
@examples(30)
@given(odd_timetables(), st.integers(0, 10_000))
def test_a_move_is_done_with_the_rest_approved(given_: tuple[School, Plan], pick: int) -> None:
    school, plan = given_
    whole = planned(school, plan)
    if not whole.sessions:
        return
    row = whole.sessions[pick % len(whole.sessions)]
    context = Context.of(school)
    others = other_times(context, whole, row)
    for one in others[:2]:
        try:
            done = reschedule(context, whole, moves=[(row, one.date, one.period_id)])
        except ValueError:
            assert not one.possible
            continue
        moved = whole.with_part("sessions", done.sessions)
        assert broken(school, moved) == []
        assert replace(row, date=one.date, period_id=one.period_id) in done.sessions
        if one.possible:
            # What other_times promised is what happens.
            assert [before for before, _ in done.moved] == [row]
            assert done.change is not None
            assert done.change >= one.change


@examples(30)
@given(st.integers(0, 100_000), st.integers(1, 5), st.integers(2, 5))
def test_no_timetable_changes_fewer(seed: int, requests: int, slots: int) -> None:
    """Against brute force: as much of what was held stays held, and as much stays in place."""
    problem = random_problem(seed, requests, slots)
    in_force = solve_timetable(problem).slot_of
    number = seed % requests
    one = problem.requests[number]
    if not len(one.candidates) or in_force[number] == NOWHERE:
        return
    to = one.candidates[-1:]
    only = replace(one, candidates=to, values=one.values[-1:])
    now = replace(
        problem,
        requests=tuple(only if n == number else m for n, m in enumerate(problem.requests)),
    )
    answer = replan_timetable(now, in_force, np.ones(requests, dtype=np.int64), [number])
    choices = [[NOWHERE, *m.candidates.tolist()] for m in now.requests]
    tables = [np.array(ways) for ways in product(*choices)]
    possible = [table for table in tables if now.violations(table) == 0 and table[number] == to[0]]
    if answer is None:
        assert not possible
        return
    assert answer.slot_of[number] == to[0]
    assert now.violations(answer.slot_of) == 0

    def kept(table: np.ndarray) -> tuple[int, int]:
        held = (table != NOWHERE) & (in_force != NOWHERE)
        return int(held.sum()), int((held & (table == in_force)).sum())

    best = max(map(kept, possible))
    mine = kept(answer.slot_of)
    if answer.least:
        assert mine == best


def test_whoever_is_away_is_spared_and_the_past_stays() -> None:
    school = timetabled(2, settings=SessionSettings(weeks=2))
    plan = planned(school)
    wednesday = MONDAY + timedelta(days=2)
    context = Context.of(replace(school, absences=(absence("T1", 2, 3),)))
    done = reschedule(context, plan, since=wednesday)
    before = [row for row in plan.sessions or () if row.date < wednesday]
    assert set(before) <= set(done.sessions)
    away = {wednesday, wednesday + timedelta(days=1)}
    assert not [row for row in done.sessions if row.teacher_id == "T1" and row.date in away]
    assert done.least


def test_a_pin_stays_whatever_is_moved_and_why_says_what_it_brings() -> None:
    school = timetabled(2)
    plan = planned(school)
    context = Context.of(school)
    first, second = [row for row in plan.sessions or () if row.kind == "talk"]
    there = [(first, second.date, second.period_id)]
    assert reschedule(context, plan, moves=there).moved
    with pytest.raises(ValueError, match="pin"):
        reschedule(context, plan, moves=there, pins=[second])
    told = why_then(context, plan, first)
    first_of_week, held = told[:2]
    assert first_of_week.rule == "Everybody once before anybody twice"
    assert held.rule == "Every session held"
    assert first_of_week.points > held.points > 0
    gone = replace(first, kind="classwork")
    with pytest.raises(ValueError, match="nobody asks"):
        reschedule(context, plan, pins=[gone])


def test_a_cancelled_session_is_not_asked_for_again() -> None:
    school = timetabled(1)
    row = (planned(school).sessions or ())[0]
    off = Cancellation.of(row)
    assert row.kind == "talk"
    assert row not in (planned(replace(school, cancellations=(off,))).sessions or ())


def test_a_shortage_names_who_and_what_one_more_slot_buys() -> None:
    # Three talks, and the teacher is free in one period of the week.
    busy = [one.period_id for one in week() if one.period_id != "A1"]
    classes = [ClassRecord(class_id=one, grade="7") for one in ("7A", "7B")]
    lessons = [lesson(name, class_id="7B") for name in busy]
    school = timetabled(3, timetable=lessons, classes=classes)
    plan = planned(school)
    assert len(plan.sessions or ()) == 1
    found = shortages(Context.of(school), plan)
    assert str(found[0].who) == "Teacher 1"
    assert (found[0].week, found[0].left_out, found[0].slot) == (1, 2, 1)
    everyone = timetabled(3)
    assert shortages(Context.of(everyone), planned(everyone)) == ()


def test_rooms_are_shared_out_and_limit_what_is_at_once() -> None:
    one_period = [period for period in week(1) if period.period_id == "A1"]
    rooms = [MeetingRoom(room_id="R1"), MeetingRoom(room_id="R2")]
    school = timetabled(3, periods=one_period, meeting_rooms=rooms[:1])
    rows = planned(school).sessions or ()
    assert [row.room for row in rows] == ["R1"]
    twice = tuple(
        Session(f"S00{n}", f"T{n}", "maths", "talk", MONDAY, "A1", room="R1") for n in (1, 2)
    )
    verdict = verify(school, Plan(sessions=twice))
    rules = {score.rule.id: score.violations for score in verdict.scores[Part.SESSIONS]}
    assert rules["session_rooms"] == 1
    remote = timetabled(1, periods=one_period, remote=(1,), meeting_rooms=rooms)
    assert [row.room for row in planned(remote).sessions or ()] == ["online"]


def test_a_later_calendar_moves_and_cancels_by_uid() -> None:
    school = timetabled(1)
    plan = planned(school)
    context = Context.of(school)
    agenda = Agenda.of_plan(context.findings, plan)
    row = (plan.sessions or ())[0]
    to = next(one for one in other_times(context, plan, row) if one.possible)
    after = reschedule(context, plan, moves=[(row, to.date, to.period_id)]).sessions

    def events(
        rows: tuple[Session, ...], earlier: tuple[Session, ...] = ()
    ) -> dict[str, tuple[datetime, str]]:
        text = make_calendars(agenda, rows, NOW, earlier).texts["teacher-T1.ics"].decode()
        found = vobject.readOne(text).vevent_list
        return {event.uid.value: (event.dtstart.value, event.status.value) for event in found}

    first, second = events(plan.sessions or ()), events(after)
    assert set(first) == set(second)
    assert first != second
    gone = events((), plan.sessions or ())
    assert {status for _, status in gone.values()} == {"CANCELLED"}
    assert set(gone) == set(first)


def test_a_clock_change_is_told_and_the_length_stays() -> None:
    # In London the clocks go from 01:00 to 02:00 on 2027-03-28, a Sunday.
    night = [period("N", 7, "01:10", "01:50", PeriodKind.EVENING)]
    school = timetabled(
        1,
        periods=night,
        settings=SessionSettings(weeks=1, start="2027-03-22", time_zone="Europe/London"),
    )
    plan = planned(school)
    made = make_calendars(Agenda.of_plan(screen(school), plan), plan.sessions or (), NOW)
    assert [str(note) for note in made.notes] == [
        "N7 on 2027-03-28 begins at 02:10: the clocks skip 01:10"
    ]
    event = vobject.readOne(made.texts["teacher-T1.ics"].decode()).vevent
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=15)


def test_odd_tables_of_time_are_told() -> None:
    overlap = [*week(), period("X", 1, "12:10", "12:40", PeriodKind.BREAK)]
    school = timetabled(
        1,
        periods=overlap,
        timetable=[lesson("L1"), lesson("L1", class_id="7B")],
        classes=[ClassRecord(class_id=one, grade="7") for one in ("7A", "7B")],
        calendar=[special(DayKind.EXAM, 200)],
    )
    told = [
        str(note)
        for note in make_plan(school, only=(Part.SESSIONS,)).summary.parts[Part.SESSIONS].notes
    ]
    assert "the timetable has a teacher in two classes at once 1 time" in told
    assert "3 periods overlap with others: nobody is in two of them" in told
    assert any("lies outside the weeks planned" in one for one in told)


def test_an_exam_is_reviewed_within_a_week() -> None:
    school = timetabled(1, settings=SessionSettings(weeks=4), calendar=[special(DayKind.EXAM, 8)])
    reviews = [row for row in planned(school).sessions or () if row.kind == "exam_review"]
    exam = MONDAY + timedelta(days=8)
    assert [exam < row.date <= exam + timedelta(days=7) for row in reviews] == [True]


def test_home_visits_keep_to_their_days() -> None:
    visit = KindSettings(minutes=40, periods=(PeriodKind.EVENING,), weekdays=(3,))
    settings_ = SessionSettings(weeks=4, home_visits=9, kinds={SessionKind.HOME_VISIT: visit})
    school = timetabled(2, settings=settings_)
    plan = planned(school, Plan(mentors=(Mentorship("S001", "T2"),)))
    visits = [row for row in plan.sessions or () if row.kind == "home_visit"]
    assert visits
    assert {row.date.isoweekday() for row in visits} == {3}
    assert {row.room for row in visits} == {"home"}


def test_a_class_calendar_says_nothing_of_why() -> None:
    school = timetabled(1)
    plan = planned(school)
    made = make_calendars(Agenda.of_plan(screen(school), plan), plan.sessions or (), NOW)
    text = made.texts["class-7A.ics"].decode()
    assert "Name 1 – Teacher 1" in text
    for word in ("maths", "talk", "CATEGORIES", "need"):
        assert word not in text


def test_names_are_text_in_sheets_and_ids_are_no_paths() -> None:
    school = timetabled(1)
    evil = "<img src=x onerror=alert(1)>"
    people = (school.students[0].model_copy(update={"name": evil}), *school.students[1:])
    teachers = tuple(
        one.model_copy(update={"teacher_id": "../T1"}) if one.teacher_id == "T1" else one
        for one in school.teachers
    )
    teaching = tuple(one.model_copy(update={"teacher_id": "../T1"}) for one in school.teaching)
    school = replace(school, students=people, teachers=teachers, teaching=teaching)
    plan = planned(school)
    agenda = Agenda.of_plan(screen(school), plan)
    pages = sheets(agenda, plan.sessions or ())
    assert all(evil not in page for page in pages.values())
    assert any("&lt;img src=x" in page for page in pages.values())
    assert all(
        "/" not in name
        for name in {**pages, **make_calendars(agenda, plan.sessions or (), NOW).texts}
    )
