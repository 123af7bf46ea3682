"""Home visits: as many in a term as are set, whatever windows of it are planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import student
from exploring import examples
from pairing.instances.agenda import Agenda
from pairing.instances.agenda.visits import Visits
from pairing.model.enums import DayKind, Part, SessionKind
from pairing.model.plan import Mentorship, Plan
from pairing.model.school import School
from pairing.model.settings import SessionSettings
from pairing.planning import make_plan
from pairing.screening import screen
from timetables import MONDAY, absence, special, timetabled

WEEK = timedelta(days=7)
MENTEES = ("S001", "S002")


def school(
    areas: tuple[str | None, ...] = (None,), calendar: int = 0, **settings: object
) -> School:
    """Two mentees whose areas go round, the first week after so many closed where there are any."""
    closed = [special(DayKind.HOLIDAY, 7 * (calendar - 1), 7 * calendar - 1)] if calendar else []
    return timetabled(
        2,
        students=[student(n, area=areas[n % len(areas)]) for n in range(1, 7)],
        calendar=closed,
        settings=SessionSettings.model_validate({"start": MONDAY, **settings}),
    )


def visits(school: School) -> list[tuple[str, date]]:
    mentors = [Mentorship(one, "T1") for one in MENTEES]
    requests = Agenda.of(screen(school), mentors).requests
    kind = SessionKind.HOME_VISIT
    return [(one.student_id, one.first) for one in requests if one.kind is kind]


@examples(40)
@given(st.integers(1, 6), st.integers(0, 5), st.integers(3, 20), st.booleans(), st.integers(0, 10))
def test_the_windows_of_a_term_add_up_to_its_visits(
    weeks: int, each: int, term: int, named: bool, closed: int
) -> None:
    found: list[tuple[str, date]] = []
    for begin in range(0, term, weeks):
        window = school(
            ("A", "B") if named else (None,),
            closed,
            start=MONDAY + begin * WEEK,
            term_start=MONDAY,
            weeks=min(weeks, term - begin),
            home_visits=each,
            term_weeks=term,
        )
        found += visits(window)
    assert all(sum(one == name for one, _ in found) == each for name in MENTEES)


def test_with_the_default_settings_first_visits_come_soon_and_an_area_in_one_week() -> None:
    planned = visits(school(("A",)))
    assert planned == [("S001", MONDAY), ("S002", MONDAY)]
    apart = visits(school(("A", "B")))
    assert apart == [("S001", MONDAY + WEEK), ("S002", MONDAY)]


def test_a_closed_week_hands_its_visits_to_the_next() -> None:
    assert visits(school(("A",), calendar=1)) == [(one, MONDAY + WEEK) for one in MENTEES]


def test_visits_that_come_later_are_told() -> None:
    one_week = school(weeks=1)
    plan = Plan(mentors=tuple(Mentorship(one, "T1") for one in MENTEES))
    notes = make_plan(one_week, only=(Part.SESSIONS,), keep=plan).summary.parts[Part.SESSIONS].notes
    (later,) = (note for note in notes if note.code == "sessions.visits_later")
    assert later.facts["count"] == 1
    assert [Visits(screen(one_week), MONDAY).later(one) for one in MENTEES] == [False, True]


@pytest.mark.parametrize("day", [MONDAY + timedelta(days=1), MONDAY + WEEK])
def test_a_term_begins_on_a_monday_not_after_the_weeks_planned(day: date) -> None:
    with pytest.raises(ValueError, match="term_start"):
        SessionSettings(start=MONDAY, term_start=day)


@examples(40)
@given(st.integers(0, 60), st.integers(1, 4), st.integers(3, 20), st.integers(1, 6))
def test_first_visits_keep_to_their_last_day_and_none_gets_lost(
    days: int, each: int, term: int, areas: int
) -> None:
    by = MONDAY + timedelta(days=days)
    names = tuple("ABCDEF"[:areas])
    asked = {"weeks": term, "home_visits": each, "term_weeks": term}
    mentors = [Mentorship(one, "T1") for one in MENTEES]
    found = [
        one
        for one in Agenda.of(screen(school(names, first_visit_by=by, **asked)), mentors).requests
        if one.kind is SessionKind.HOME_VISIT
    ]
    for name in MENTEES:
        own = [one for one in found if one.student_id == name]
        assert len(own) == each
        assert own[0].last <= by and own[0].deadline == by
        assert all(one.deadline is None for one in own[1:])


def test_no_first_visit_is_put_off_past_its_last_day_and_it_is_told() -> None:
    by = MONDAY + timedelta(days=4)
    plan = Plan(mentors=tuple(Mentorship(one, "T1") for one in MENTEES))
    away = replace(school(("A",), first_visit_by=by), absences=(absence("T1", 0, 6),))
    outcome = make_plan(away, only=(Part.SESSIONS,), keep=plan)
    visited = [row for row in outcome.plan.sessions or () if row.kind == SessionKind.HOME_VISIT]
    assert not [row for row in visited if row.date < MONDAY + WEEK * 3]
    told = [note for note in outcome.summary.parts[Part.SESSIONS].notes if "reason" in note.facts]
    reasons = {getattr(note.facts["reason"], "code", ""): note.facts["count"] for note in told}
    assert reasons["shortage.first_visit"] == 2


def test_a_last_day_before_the_term_is_no_setting() -> None:
    with pytest.raises(ValueError, match="first_visit_by"):
        SessionSettings(start=MONDAY, first_visit_by=MONDAY - timedelta(days=1))
