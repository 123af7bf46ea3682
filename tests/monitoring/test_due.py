"""What is owed on a day, counted by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.model.enums import DayKind
from pairing.model.plan import Plan
from pairing.model.records import SpecialDays
from pairing.model.settings import MonitoringSettings
from pairing.monitoring import TermLog, What, due_notes, owed_on, unrecorded
from pairing.monitoring.due import Owed
from terms import TERM, goal, record, review, session, small_term, with_rows

_DAY = datetime.timedelta(days=1)
_WEEK = 7 * _DAY


def of(owed: tuple[Owed, ...], student_id: str, what: What) -> list[tuple[datetime.date, int]]:
    return [
        (row.due, row.days_late) for row in owed if (row.student_id, row.what) == (student_id, what)
    ]


def weekly(weeks: int, student: str = "S001") -> list[object]:
    return [record(student, date=TERM + week * _WEEK) for week in range(weeks)]


def test_help_is_owed_each_week_and_late_from_the_first_without() -> None:
    school, plan = small_term()
    # S001 was helped in the first two weeks; it is Wednesday of the fourth.
    log = TermLog(with_rows(school, records=weekly(2)))
    on = TERM + 3 * _WEEK + 2 * _DAY
    friday = TERM + 2 * _WEEK + 4 * _DAY
    assert of(owed_on(log, plan, on), "S001", What.WEEKLY_HELP) == [(friday, 5)]
    # Nobody ever helped S002.
    assert of(owed_on(log, plan, on), "S002", What.WEEKLY_HELP) == [(TERM + 4 * _DAY, 19)]
    assert {row.person_id for row in owed_on(log, plan, on)} == {"T1"}


def test_help_this_week_is_owed_before_it_is_late_and_then_no_more() -> None:
    school, plan = small_term()
    on = TERM + 2 * _WEEK + 1 * _DAY
    log = TermLog(with_rows(school, records=weekly(2)))
    assert of(owed_on(log, plan, on), "S001", What.WEEKLY_HELP) == [(on + 3 * _DAY, 0)]
    log = TermLog(with_rows(school, records=weekly(3)))
    assert of(owed_on(log, plan, on), "S001", What.WEEKLY_HELP) == []


@pytest.mark.parametrize(
    "row",
    [
        record(date=TERM, held="no"),
        record(date=TERM, kind="parent_contact"),
        record(date=TERM + _DAY),
    ],
)
def test_what_was_not_held_or_is_yet_to_come_is_no_help(row: object) -> None:
    school, plan = small_term()
    log = TermLog(with_rows(school, records=[row]))
    assert of(owed_on(log, plan, TERM), "S001", What.WEEKLY_HELP) == [(TERM + 4 * _DAY, 0)]


def test_a_week_of_holidays_asks_for_nothing() -> None:
    school, plan = small_term()
    closed = SpecialDays.model_validate(
        {"from": TERM + _WEEK, "to": TERM + 2 * _WEEK - _DAY, "kind": DayKind.HOLIDAY}
    )
    log = TermLog(with_rows(school, records=weekly(1), calendar=[closed]))
    on = TERM + _WEEK + 2 * _DAY
    assert of(owed_on(log, plan, on), "S001", What.WEEKLY_HELP) == []
    on += _WEEK
    assert of(owed_on(log, plan, on), "S001", What.WEEKLY_HELP) == [(on + 2 * _DAY, 0)]


def test_visits_are_owed_by_their_share_of_the_term() -> None:
    school, plan = small_term()
    first = TERM + 4 * _WEEK - _DAY
    log = TermLog(school)
    assert of(owed_on(log, plan, first - 8 * _DAY), "S001", What.FIRST_VISIT) == []
    assert of(owed_on(log, plan, first - 7 * _DAY), "S001", What.FIRST_VISIT) == [(first, 0)]
    assert of(owed_on(log, plan, first + _DAY), "S001", What.FIRST_VISIT) == [(first, 1)]
    seen = TermLog(with_rows(school, records=[record(kind="first_visit", date=TERM)]))
    assert of(owed_on(seen, plan, first), "S001", What.FIRST_VISIT) == []
    # Two visits in 18 weeks: the second is due by the end, and the first one counts as one.
    half, end = TERM + 9 * _WEEK - _DAY, TERM + 18 * _WEEK - _DAY
    assert of(owed_on(log, plan, half), "S001", What.HOME_VISIT) == [(half, 0)]
    assert of(owed_on(seen, plan, half), "S001", What.HOME_VISIT) == []
    assert of(owed_on(seen, plan, end), "S001", What.HOME_VISIT) == [(end, 0)]


def test_reviews_come_on_a_rhythm() -> None:
    school, plan = small_term()
    due = TERM + 4 * _WEEK
    assert of(owed_on(TermLog(school), plan, due), "S001", What.REVIEW) == [(due, 0)]
    log = TermLog(with_rows(school, reviews=[review(date=due - _DAY)]))
    assert of(owed_on(log, plan, due), "S001", What.REVIEW) == []
    later = due - _DAY + 4 * _WEEK
    assert of(owed_on(log, plan, later + _DAY), "S001", What.REVIEW) == [(later, 1)]


def test_an_open_goal_is_due_and_a_closed_one_asks_for_the_next() -> None:
    school, plan = small_term()
    day = datetime.date(2026, 11, 27)
    log = TermLog(with_rows(school, goals=[goal("G1", with_id="S002")]))
    assert of(owed_on(log, plan, day + _DAY), "S001", What.GOAL) == [(day, 1)]
    assert of(owed_on(log, plan, day + _DAY), "S002", What.GOAL) == [(day, 1)]
    done = TermLog(log.school, (goal("G1", with_id="S002", status="reached"),))
    assert of(owed_on(done, plan, day + _DAY), "S001", What.GOAL) == []
    assert of(owed_on(done, plan, day + 2 * _WEEK), "S001", What.GOAL) == [(day + 2 * _WEEK, 0)]


def test_a_session_is_to_be_written_down_held_or_not() -> None:
    school, plan = small_term()
    day = TERM + 2 * _DAY
    plan = plan.with_part("sessions", (session("S001", day),))
    log = TermLog(school)
    assert of(owed_on(log, plan, day - _DAY), "S001", What.RECORD) == []
    assert of(owed_on(log, plan, day + 5 * _DAY), "S001", What.RECORD) == [(day + 3 * _DAY, 2)]
    (row,) = (row for row in owed_on(log, plan, day) if row.what is What.RECORD)
    assert (row.person_id, row.session) == ("T2", session("S001", day))
    for held in ("yes", "no"):
        told = record(by="T2", kind="talk", date=day + _DAY, held=held)
        log = TermLog(with_rows(school, records=[told]))
        assert of(owed_on(log, plan, day + _WEEK), "S001", What.RECORD) == []


@examples(60)
@given(st.sets(st.integers(0, 13), max_size=8), st.lists(st.integers(0, 13), max_size=8))
def test_no_record_serves_for_two_sessions(planned: set[int], told: list[int]) -> None:
    school, plan = small_term()
    plan = Plan(sessions=tuple(session("S001", TERM + day * _DAY) for day in planned))
    rows = [
        record(by="T2", kind="talk", date=TERM + day * _DAY, start=f"{8 + n}:00")
        for n, day in enumerate(told)
    ]
    log = TermLog(with_rows(school, records=rows))
    left = unrecorded(log, plan, TERM, TERM + 2 * _WEEK)
    for week in range(2):
        asked = sum(day // 7 == week for day in planned)
        served = sum(day // 7 == week for day in told)
        open_ = sum((row.date - TERM).days // 7 == week for row in left)
        assert open_ == max(0, asked - served)


def test_what_cannot_be_known_is_told() -> None:
    school, plan = small_term()
    on = TERM + 20 * _WEEK
    told = {note.code for note in due_notes(TermLog(school), plan, on)}
    assert told == {"due.term_over"}
    loose = replace(school, session_settings=type(school.session_settings)())
    rows = [record(by="T99", date=TERM), record(date=TERM + 3 * _DAY)]
    log = TermLog(with_rows(loose, records=rows))
    codes = {note.code for note in due_notes(log, Plan(), TERM + _DAY)}
    assert codes == {"due.no_mentors", "due.term_guessed", "due.strangers", "due.later_records"}


def test_what_a_school_switches_off_is_not_owed() -> None:
    school, plan = small_term()
    off = MonitoringSettings(first_visit_weeks=0, review_weeks=0, goal_weeks=0, weekly_help=0)
    quiet = replace(
        school,
        monitoring=off,
        session_settings=school.session_settings.model_copy(update={"home_visits": 0}),
    )
    assert owed_on(TermLog(quiet), plan, TERM + 10 * _WEEK) == ()


def test_who_has_no_mentor_is_owed_by_the_head_of_the_class() -> None:
    school, plan = small_term()
    alone = Plan(needs=plan.needs)
    assert {row.person_id for row in owed_on(TermLog(school), alone, TERM)} == {"T9"}


def test_no_child_is_called_late_for_the_times_of_a_pair() -> None:
    school, plan = small_term()
    row = session("S001", TERM, teacher_id="", tutor_id="S003", kind="peer_tutoring")
    plan = plan.with_part("sessions", (row,))
    owed = owed_on(TermLog(school), plan, TERM + 5 * _DAY)
    assert {one.person_id for one in owed if one.what is What.RECORD} == {"T1"}
    assert not {one.person_id for one in owed} & school.student.keys()


def test_a_goal_in_what_is_no_need_any_more_is_asked_about_once_and_not_for_ever() -> None:
    school, plan = small_term()
    due = datetime.date(2026, 11, 27)
    # S001 is in need of maths alone; nobody carries S004, whose class T9 is the head of.
    rows = [goal("G1", need="study"), goal("G4", "S004")]
    log = TermLog(with_rows(school, goals=rows))
    assert of(owed_on(log, plan, due + 7 * _DAY), "S001", What.GOAL)[0] == (due, 7)
    (asked,) = (row for row in owed_on(log, plan, due) if row.student_id == "S004")
    assert (asked.person_id, asked.what, asked.due) == ("T9", What.GOAL, due)
    assert owed_on(log, plan, due, "S004") == (asked,)
    after = due + 8 * _DAY
    assert not of(owed_on(log, plan, after), "S004", What.GOAL)
    assert due not in [day for day, _ in of(owed_on(log, plan, after), "S001", What.GOAL)]
    notes = {note.code: note for note in due_notes(log, plan, after)}
    assert notes["due.goals_beyond"].facts["count"] == 2
    closed = TermLog(log.school, (goal("G1", need="study", status="dropped"),))
    told = {note.code: note for note in due_notes(closed, plan, after)}
    assert told["due.goals_beyond"].facts["count"] == 1
    # Where nobody planned needs, no goal is beyond them.
    unknown = Plan(mentors=plan.mentors)
    assert of(owed_on(log, unknown, after), "S001", What.GOAL) == [(due, 8)]


def test_a_goal_shared_with_who_is_in_need_stays_due() -> None:
    school, plan = small_term()
    due = datetime.date(2026, 11, 27)
    log = TermLog(with_rows(school, goals=[goal("G1", "S003", with_id="S001", need="maths")]))
    assert of(owed_on(log, plan, due + 30 * _DAY), "S001", What.GOAL) == [(due, 30)]


def test_a_goal_of_somebody_who_has_left_is_set_aside_and_told() -> None:
    school, plan = small_term()
    log = TermLog(school, (goal("G1", with_id="S099"), goal("G2", "S099", with_id="S001")))
    assert not log.goals
    notes = {note.code: note for note in due_notes(log, plan, TERM)}
    assert notes["due.goals_of_leavers"].facts["count"] == 2


def test_nothing_is_asked_for_from_before_the_day_from_which_it_is_counted() -> None:
    school, plan = small_term()
    plan = plan.with_part("sessions", (session("S001", TERM), session("S001", TERM + 5 * _WEEK)))
    wednesday = TERM + 5 * _WEEK + 2 * _DAY
    since = replace(school, monitoring=MonitoringSettings(since=wednesday))
    assert sum(row.days_late > 0 for row in owed_on(TermLog(school), plan, wednesday)) > 4
    owed = owed_on(TermLog(since), plan, wednesday)
    assert not any(row.days_late for row in owed)
    # The week that runs is asked about as a whole.
    friday = wednesday + 2 * _DAY
    assert of(owed, "S001", What.WEEKLY_HELP) == [(friday, 0)]
    assert of(owed_on(TermLog(since), plan, friday + _DAY), "S001", What.WEEKLY_HELP) == [
        (friday, 1)
    ]
    assert "due.since" in [note.code for note in due_notes(TermLog(since), plan, wednesday)]
    # Once the week's last open day is over, the next week is the first.
    sunday = wednesday + 4 * _DAY
    later = replace(school, monitoring=MonitoringSettings(since=sunday))
    assert not of(owed_on(TermLog(later), plan, sunday), "S001", What.WEEKLY_HELP)


def test_visits_are_owed_in_what_is_left_of_the_term() -> None:
    school, plan = small_term()
    half = TERM + 9 * _WEEK
    log = TermLog(replace(school, monitoring=MonitoringSettings(since=half)))
    first = half + 4 * _WEEK - _DAY
    assert of(owed_on(log, plan, first), "S001", What.HOME_VISIT) == [(first, 0)]


def test_counting_from_before_the_term_is_counting_from_its_beginning() -> None:
    school, plan = small_term()
    on = TERM + 5 * _WEEK
    since = replace(school, monitoring=MonitoringSettings(since=TERM - _WEEK))
    assert owed_on(TermLog(since), plan, on) == owed_on(TermLog(school), plan, on)
    assert due_notes(TermLog(since), plan, on) == due_notes(TermLog(school), plan, on)
