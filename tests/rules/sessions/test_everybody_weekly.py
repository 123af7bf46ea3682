from __future__ import annotations

import pytest

from builders import entry, marks
from pairing.model.enums import DayKind, Part, PeriodKind, SessionKind
from pairing.model.settings import KindSettings, SessionSettings
from pairing.planning import make_plan, verify
from rules.sessions.judging import amounts, matches, session
from rules.sessions.test_no_clash import TOGETHER
from timetables import special, timetabled


def test_counts_the_weeks_in_which_whoever_it_is_meets_a_student() -> None:
    school = timetabled(2, settings=SessionSettings(weeks=2))
    (match,) = matches(school, "everybody_weekly", session(0, "U"), session(1, "U"))
    assert (match.amount, match.students) == (1, ("S001",))
    twice = session(0, "U"), session(7, "U")
    assert amounts(school, "everybody_weekly", *twice) == [2]
    other = session(0, "V", student="S002")
    assert sorted(amounts(school, "everybody_weekly", *twice, other)) == [1, 2]


def test_a_pairs_time_counts_for_the_tutee_and_what_nobody_asked_for_for_nobody() -> None:
    school = timetabled(2)
    (match,) = matches(school, "everybody_weekly", TOGETHER)
    assert match.students == ("S001",)
    assert amounts(school, "everybody_weekly", session(0, "U", student="S003")) == []


@pytest.mark.parametrize(("weight", "helped"), [(500, 4), (0, 2)])
def test_with_too_little_time_everybody_is_helped_once(weight: float, helped: int) -> None:
    """Four periods of the only teacher, for four students with three sessions each."""
    kinds = SessionKind.TALK, SessionKind.CLASSWORK, SessionKind.STUDY_CHECK
    lunch = KindSettings(periods=(PeriodKind.LUNCH,), week=1)
    settings = SessionSettings(
        weeks=1, cycle=1, enabled=kinds, kinds=dict.fromkeys(SessionKind, lunch)
    )
    levels = [20, 22, 55, 57, 90, 85, 88, 80]
    school = timetabled(
        4,
        settings=settings,
        rules=[entry("everybody_weekly", weight=weight)],
        scores=[
            score
            for number, level in enumerate(levels, 1)
            for score in marks(f"S{number:03}", "maths", [level])
        ],
        calendar=[special(DayKind.HOLIDAY, 2, 6)],
    )
    outcome = make_plan(school, only=(Part.SESSIONS,))
    rows = outcome.plan.sessions or ()
    assert len(rows) == 4
    assert len({row.student_id for row in rows}) == helped
    summary = outcome.summary.parts[Part.SESSIONS]
    objective = verify(school, outcome.plan).objective(Part.SESSIONS)
    assert objective == summary.objective == summary.bound
