"""What lies in a week that is closed comes in the next open one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pairing.instances.agenda import Agenda
from pairing.model.enums import DayKind, Part, SessionKind
from pairing.model.messages.message import Message
from pairing.model.school import School
from pairing.model.settings import SessionSettings
from pairing.planning import make_plan, verify
from pairing.screening import screen
from timetables import MONDAY, special, timetabled


def closed(*weeks: int, kind: DayKind = DayKind.HOLIDAY, **settings: object) -> School:
    return timetabled(
        1,
        calendar=[special(kind, 7 * week - 7, 7 * week - 1) for week in weeks],
        settings=SessionSettings.model_validate({"start": MONDAY, "weeks": 4, **settings}),
    )


def weeks(school: School) -> dict[SessionKind, int]:
    """The week, from 1, in which each of the five kinds begins."""
    requests = Agenda.of(screen(school)).requests
    return {one.kind: 1 + (one.first - MONDAY).days // 7 for one in requests}


def test_a_kind_moves_to_the_next_open_week_and_corrections_stay_after_classwork() -> None:
    found = weeks(closed(2))
    assert (found[SessionKind.CLASSWORK], found[SessionKind.CORRECTIONS]) == (3, 4)
    assert (found[SessionKind.TALK], found[SessionKind.STUDY_CHECK]) == (1, 4)


def test_weeks_that_are_closed_one_after_another_are_passed_over() -> None:
    found = weeks(closed(1, 2, 3))
    assert set(found.values()) == {4}


def test_the_last_week_moves_into_the_next_cycle_where_one_is_planned() -> None:
    school = closed(4, weeks=8)
    firsts = [one.first for one in Agenda.of(screen(school)).requests if one.kind == "study_check"]
    assert firsts == [MONDAY + timedelta(weeks=4), MONDAY + timedelta(weeks=7)]


def test_all_is_held_and_the_move_is_told() -> None:
    school = closed(2)
    outcome = make_plan(school, only=(Part.SESSIONS,))
    assert len(outcome.plan.sessions or ()) == 5
    assert verify(school, outcome.plan).approved
    notes = outcome.summary.parts[Part.SESSIONS].notes
    moved = [(note.code, note.facts["to"]) for note in notes if "to" in note.facts]
    # Corrections have an open week, but classwork goes there.
    assert moved == [
        ("sessions.moved_closed", "2026-10-19"),
        ("sessions.moved_along", "2026-10-26"),
    ]


def test_a_week_whose_only_day_follows_another_has_no_open_period_and_no_holiday() -> None:
    mondays = {"classwork": {**SessionSettings().of(SessionKind.CLASSWORK).model_dump()}}
    mondays["classwork"]["weekdays"] = (1,)
    swapped = replace(
        closed(kinds=mondays),
        calendar=(special(DayKind.SWAPPED, 8, 8), special(DayKind.SWAPPED, 7)),
    )
    outcome = make_plan(swapped, only=(Part.SESSIONS,))
    notes = outcome.summary.parts[Part.SESSIONS].notes
    assert [note.code for note in notes if "to" in note.facts][:1] == ["sessions.moved_on"]


def test_what_has_no_open_week_left_is_lost_to_the_calendar_and_says_so() -> None:
    school = closed(4)
    outcome = make_plan(school, only=(Part.SESSIONS,))
    notes = outcome.summary.parts[Part.SESSIONS].notes
    reasons = [note.facts["reason"] for note in notes if "reason" in note.facts]
    assert {one.code for one in reasons if isinstance(one, Message)} == {"shortage.closed"}
