from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from builders import entry
from pairing.model.enums import Part, Role
from pairing.model.plan import Pair
from pairing.model.records import Absence, Lesson, Period, Record, Teacher
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import Context, make_plan, verify, why_not
from pairing.rules.pairs.common_period import CommonPeriod
from rules.pairs.markets import measure, two_classes


def timetabled(
    busy: dict[str, list[str]],
    rules: list[RuleEntry] | None = None,
    absences: list[Absence] | None = None,
) -> School:
    """Two classes with three periods to meet in; ``busy`` names those with lessons."""
    base = two_classes()
    periods = [
        Period.model_validate(
            {
                "period_id": f"P{n}",
                "weekday": 1,
                "start": f"1{n}:00",
                "end": f"1{n}:40",
                "kind": kind,
            }
        )
        for n, kind in enumerate(("lesson", "break", "self_study", "evening"))
    ]
    lessons = [
        Lesson(class_id=class_id, period_id=period_id, subject="maths", teacher_id="T1")
        for class_id, taken in busy.items()
        for period_id in taken
    ]
    teacher = Teacher(teacher_id="T1", name="T", roles=(Role.SUBJECT,))
    names = ("students", "classes", "scores", "layouts")
    tables = {name: base.table(name) for name in names}
    more: dict[str, Iterable[Record]] = {
        "periods": periods,
        "timetable": lessons,
        "teachers": [teacher],
        "absences": absences or [],
    }
    return School.of({**tables, **more}, rules or [])


def test_a_pair_needs_a_free_period_in_common() -> None:
    assert make_plan(timetabled({"A": ["P1"], "B": ["P2"]})).plan.pairs
    apart = timetabled({"A": ["P1"], "B": ["P2", "P3"]})
    assert measure(CommonPeriod(), apart, "S011") == -1
    outcome = make_plan(apart)
    assert outcome.plan.pairs == ()
    _, *uncovered = outcome.summary.parts[Part.PAIRS].notes
    assert {note.code for note in uncovered} == {"pairs.barred"}
    assert [note.facts["count"] for note in uncovered] == [3]


def test_nothing_is_held_against_a_class_of_which_no_free_period_is_known() -> None:
    assert make_plan(timetabled({"A": ["P1"], "B": ["P1", "P2", "P3"]})).plan.pairs


def test_two_periods_can_be_asked_for() -> None:
    wanted = [entry("common_period", want=2)]
    assert make_plan(timetabled({"A": ["P1"], "B": ["P2"]}, wanted)).plan.pairs == ()


def away(person_id: str, weeks: int, *period_ids: str) -> list[Absence]:
    """Away from these periods in the first weeks of the four that are planned."""
    first = date(2026, 10, 5)
    return [
        Absence.model_validate(
            {
                "person_id": person_id,
                "from": first,
                "to": first + timedelta(days=7 * weeks - 1),
                "period_id": period_id,
            }
        )
        for period_id in period_ids
    ]


def test_a_tutor_who_trains_whenever_the_others_are_free_helps_nobody() -> None:
    trains = timetabled({}, absences=away("S011", 4, "P1", "P2", "P3"))
    assert [measure(CommonPeriod(), trains, one) for one in ("S011", "S012")] == [-1, 0]
    outcome = make_plan(trains)
    tutors = {row.tutor_id for row in outcome.plan.pairs or ()}
    assert tutors and "S011" not in tutors
    assert verify(trains, outcome.plan).approved


def test_whoever_is_away_in_half_of_the_weeks_can_still_meet() -> None:
    half = timetabled({}, absences=away("S011", 2, "P1", "P2", "P3"))
    assert measure(CommonPeriod(), half, "S011") == 0
    most = timetabled({}, absences=away("S011", 3, "P1", "P2", "P3"))
    assert measure(CommonPeriod(), most, "S011") == -1


def test_what_one_is_away_from_and_the_lessons_of_the_other_are_counted_together() -> None:
    between = timetabled({"A": ["P1", "P2"]}, absences=away("S011", 4, "P3"))
    assert measure(CommonPeriod(), between, "S011") == -1
    told = why_not(Context.of(between), make_plan(between).plan, Pair("S001", "S011", "maths"))
    assert "S011" in str(told)


def test_a_lesson_takes_the_periods_that_overlap_with_it() -> None:
    school = timetabled({"A": ["P1", "P2"], "B": ["P0"]})
    long = Period.model_validate(
        {"period_id": "long", "weekday": 1, "start": "13:00", "end": "14:00", "kind": "lesson"}
    )
    lesson = Lesson(class_id="B", period_id="long", subject="maths", teacher_id="T1")
    with_it = replace(
        school, periods=(*school.periods, long), timetable=(*school.timetable, lesson)
    )
    assert measure(CommonPeriod(), with_it, "S011") == -1
