"""Demand beyond people's own time: counted before planning, told with what lightens it."""

from __future__ import annotations

import pytest
from hypothesis import given

from exploring import examples
from pairing.instances.agenda import Agenda
from pairing.model.enums import Part, PeriodKind, SessionKind
from pairing.model.messages.message import Message
from pairing.model.plan import Pair, Plan
from pairing.model.school import School
from pairing.model.settings import KindSettings, SessionSettings
from pairing.planning import Context, make_plan, session_demand
from pairing.planning.parts.timetable.demand import demand_of, weeks_told
from pairing.planning.parts.timetable.problem import slots_of
from pairing.terms.timetable import NOWHERE
from timetables import odd_timetables, timetabled, week

EVENINGS = dict.fromkeys(SessionKind, KindSettings(periods=(PeriodKind.EVENING,), week=1))


def crowded(struggling: int, **settings: object) -> School:
    """One kind, in the two periods of one evening, for all of T1's students."""
    chosen = SessionSettings.model_validate(
        {"weeks": 1, "enabled": [SessionKind.TALK], "kinds": EVENINGS, **settings}
    )
    return timetabled(struggling, periods=week(1), settings=chosen)


def told(school: School, plan: Plan | None = None) -> tuple[Message, ...]:
    return session_demand(Context.of(school), plan or Plan())


def test_nothing_is_told_where_all_of_it_fits() -> None:
    assert told(crowded(2)) == ()


def test_a_teacher_of_whom_too_much_is_asked_is_named_with_the_setting_that_helps() -> None:
    (note,) = told(crowded(4))
    assert (note.code, note.facts["count"]) == ("sessions.too_many_of_teachers", 2)
    advice = note.facts["advice"]
    assert isinstance(advice, Message)
    assert advice.code == "demand.enough"
    setting = advice.facts["setting"]
    assert isinstance(setting, Message)
    assert (setting.code, setting.facts["size"]) == ("demand.group", 2)


def test_the_planned_sessions_say_the_same_and_no_more() -> None:
    school = crowded(4)
    outcome = make_plan(school, only=(Part.SESSIONS,))
    assert len(outcome.plan.sessions or ()) == 2
    codes = [note.code for note in outcome.summary.parts[Part.SESSIONS].notes]
    assert "sessions.too_many_of_teachers" in codes


def test_the_limits_of_a_day_are_told_for_what_they_are() -> None:
    """A day of five periods holds four meetings, but a student has three sessions a day at most."""
    plan = Plan(pairs=tuple(Pair("S001", f"S{n:03}", "maths") for n in (2, 3, 4, 5)))
    settings = SessionSettings(weeks=1, enabled=(SessionKind.PEER_TUTORING,), peer_times=1)
    (note,) = told(timetabled(1, periods=week(1), settings=settings), plan)
    assert (note.code, note.facts["count"]) == ("sessions.too_many_of_students", 1)
    advice = note.facts["advice"]
    assert isinstance(advice, Message)
    assert advice.code == "demand.limits"


@pytest.mark.parametrize(
    ("weeks", "words"),
    [((), ()), ((1,), ("1",)), ((1, 2, 3, 5), ("1-3", "5")), ((2, 4), ("2", "4"))],
)
def test_weeks_are_told_in_runs(weeks: tuple[int, ...], words: tuple[str, ...]) -> None:
    assert weeks_told(weeks) == words


@examples(40)
@given(odd_timetables())
def test_no_plan_holds_more_than_fits(given_: tuple[School, Plan]) -> None:
    school, plan = given_
    context = Context.of(school)
    outcome = make_plan(context, only=(Part.SESSIONS,), keep=plan)
    whole = plan.with_part("sessions", outcome.plan.sessions or ())
    agenda = Agenda.of_plan(context.findings, whole)
    slot_of = slots_of(agenda, agenda.held(whole.sessions or ()))
    for one in demand_of(agenda, context.book):
        assert one.too_many > 0
        held = [
            request
            for request, slot in zip(agenda.requests, slot_of.tolist(), strict=True)
            if slot != NOWHERE
            and (
                request.teacher_id == one.person_id
                if one.kind == "teacher"
                else one.person_id in (request.student_id, request.tutor_id)
            )
        ]
        assert len(held) <= one.fits
