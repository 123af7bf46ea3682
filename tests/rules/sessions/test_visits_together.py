from __future__ import annotations

from builders import entry, student
from pairing.model.enums import Part, SessionKind
from pairing.model.plan import Mentorship, Plan
from pairing.model.records import Teacher
from pairing.model.school import School
from pairing.model.settings import KindSettings, RuleEntry, SessionSettings
from pairing.planning import make_plan, verify
from rules.sessions.judging import amounts, session
from timetables import absence, teacher, timetabled

VISIT = SessionKind.HOME_VISIT


def area_of(areas: tuple[str | None, ...], *rules: RuleEntry, **tables: object) -> School:
    teachers: list[Teacher] = [teacher(1), teacher(2)]
    people = [student(n, area=areas[n % len(areas)]) for n in range(1, 7)]
    return timetabled(
        2,
        settings=SessionSettings(
            weeks=1,
            enabled=(VISIT,),
            kinds={VISIT: KindSettings(minutes=60, periods=("evening",), week=1)},
        ),
        rules=rules,
        **{"teachers": teachers, "students": people, **tables},  # type: ignore[arg-type]
    )


def days(school: School, *teachers: str) -> list[int]:
    plan = Plan(mentors=tuple(Mentorship(f"S00{n}", who) for n, who in enumerate(teachers, 1)))
    outcome = make_plan(school, only=(Part.SESSIONS,), keep=plan)
    rows = outcome.plan.sessions or ()
    assert verify(school, plan.with_part(Part.SESSIONS, rows)).approved
    return [row.date.isoweekday() for row in rows]


def test_one_mentor_goes_from_door_to_door_on_one_evening() -> None:
    first, second = days(area_of(("A",)), "T1", "T1")
    assert first == second


def test_two_mentors_go_on_the_evening_that_both_have() -> None:
    away = [absence("T1", 0, 1), absence("T2", 3, 4)]
    assert days(area_of(("A",), absences=away), "T1", "T2") == [3, 3]


def test_counts_visits_on_the_evening_of_their_area() -> None:
    school = area_of(("A",))
    visits = [session(0, "E", VISIT, "S001"), session(0, "F", VISIT, "S002")]
    assert amounts(school, "visits_together", *visits) == [1, 1]
    apart = session(1, "F", VISIT, "S002")
    assert amounts(school, "visits_together", visits[0], apart) == [1]


def test_says_nothing_of_areas_with_one_visit_of_none_noted_or_where_it_is_off() -> None:
    visits = [session(0, "E", VISIT, "S001"), session(0, "F", VISIT, "S002")]
    assert amounts(area_of((None,)), "visits_together", *visits) == []
    assert amounts(area_of(("A", "B")), "visits_together", *visits) == []
    off = area_of(("A",), entry("visits_together", enabled=False))
    assert amounts(off, "visits_together", *visits) == []
