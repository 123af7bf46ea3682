"""Which lessons are held when: sets, odd and even weeks, swapped days, two bells."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from pairing.instances.agenda import Agenda, LessonTimes
from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import DayKind, PeriodKind
from pairing.model.messages.fault import InputError
from pairing.model.records import Lesson, SpecialDays, TaughtSet
from pairing.model.school import School
from pairing.model.settings import SessionSettings
from pairing.screening import screen
from timetables import MONDAY, absence, lesson, period, timetabled, week


def school(*lessons: Lesson, weeks: int = 4, **more: Any) -> School:
    settings = SessionSettings(start=MONDAY, weeks=weeks)
    return timetabled(2, settings=settings, timetable=list(lessons), **more)


def free(known: School, student_id: str) -> set[tuple[int, str]]:
    """(week, period) in which a student is free."""
    agenda = Agenda.of(screen(known))
    slots = zip(agenda.grid.slots, agenda.grid.free.student(student_id).tolist(), strict=True)
    return {
        ((slot.date - MONDAY).days // 7 + 1, slot.period.period_id) for slot, own in slots if own
    }


def in_set(name: str, *students: str, **more: Any) -> TaughtSet:
    return TaughtSet(set_id=name, subject="maths", teacher_id="T2", students=students, **more)


def test_a_lesson_of_odd_weeks_leaves_the_even_ones_free() -> None:
    known = school(lesson("U1", weeks="odd"), lesson("V1", weeks="2-3"))
    found = free(known, "S001")
    assert [week for week in range(1, 5) if (week, "U1") in found] == [2, 4]
    assert [week for week in range(1, 5) if (week, "V1") in found] == [1, 4]


def test_week_one_may_be_said() -> None:
    known = school(lesson("U1", weeks="odd"))
    settings = known.session_settings.model_copy(update={"week_one": MONDAY - timedelta(weeks=1)})
    later = School.of(
        {
            "students": known.students,
            "teachers": known.teachers,
            "classes": known.classes,
            "teaching": known.teaching,
            "scores": known.scores,
            "periods": known.periods,
            "timetable": known.timetable,
        },
        session_settings=settings,
    )
    assert [week for week in range(1, 5) if (week, "U1") in free(later, "S001")] == [1, 3]


def test_only_who_is_in_a_set_has_its_lesson() -> None:
    known = school(lesson("U1", set_id="X"), sets=[in_set("X", "S001")])
    assert (1, "U1") not in free(known, "S001")
    assert (1, "U1") in free(known, "S002")


def test_a_set_may_be_a_tag_and_of_several_classes() -> None:
    base = school()
    people = [
        one.model_copy(update={"tags": ("fast",)}) if one.student_id != "S001" else one
        for one in base.students
    ]
    known = school(lesson("U1", set_id="X"), sets=[in_set("X", "fast")], students=people)
    assert [one.student_id for one in known.set_members["X"]] == [
        one.student_id for one in people[1:]
    ]
    assert (1, "U1") in free(known, "S001")


def test_a_set_of_nobody_takes_the_whole_class() -> None:
    known = school(lesson("U1", set_id="X"), sets=[in_set("X")])
    assert (1, "U1") not in free(known, "S001")


def test_the_teacher_of_a_set_holds_the_sessions_of_its_students() -> None:
    known = school(lesson("L1", set_id="X"), sets=[in_set("X", "S001")])
    requests = Agenda.of(screen(known)).requests
    held = {(one.student_id, one.teacher_id) for one in requests}
    assert held == {("S001", "T2"), ("S002", "T1")}


def test_a_swapped_saturday_has_the_timetable_of_its_weekday() -> None:
    saturday = MONDAY + timedelta(days=5)
    swapped = SpecialDays.model_validate({"from": saturday, "kind": DayKind.SWAPPED, "follows": 4})
    known = school(lesson("U4"), calendar=[swapped])
    times = LessonTimes(known)
    assert [one.period_id for one in times.days.periods(saturday)] == [
        one.period_id for one in known.periods if one.weekday == 4
    ]
    assert [one.period_id for one in times.on(known.timetable, saturday)] == ["U4"]
    agenda = Agenda.of(screen(known))
    taken = [
        slot.period.period_id
        for slot, own in zip(
            agenda.grid.slots, agenda.grid.free.student("S001").tolist(), strict=True
        )
        if slot.date == saturday and not own
    ]
    assert taken == ["U4"]


@pytest.mark.parametrize(
    "row",
    [
        {"from": MONDAY, "kind": "swapped"},
        {"from": MONDAY, "kind": "holiday", "follows": 4},
        {"from": MONDAY, "kind": "swapped", "follows": 8},
    ],
)
def test_a_swapped_day_says_which_it_follows(row: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"follows|7"):
        SpecialDays.model_validate(row)


def test_a_day_is_not_swapped_and_a_holiday() -> None:
    rows = [
        {"from": MONDAY, "to": MONDAY + timedelta(days=6), "kind": "holiday"},
        {"from": MONDAY + timedelta(days=5), "kind": "swapped", "follows": 4},
    ]
    with pytest.raises(InputError) as told:
        school(calendar=[SpecialDays.model_validate(row) for row in rows])
    assert [one.expected.code for one in told.value.faults] == ["calendar.one_of_them"]


def test_sets_are_named_like_no_class_and_name_whom_somebody_knows() -> None:
    with pytest.raises(InputError) as told:
        school(sets=[in_set("7A", "S001"), in_set("X", "S0999")])
    codes = [one.expected.code for one in told.value.faults]
    assert codes == ["sets.no_class", "sets.students"]


def test_pairs_ask_the_same_look_up() -> None:
    """Two bells: half an hour of lunch that a lesson of the other bell begins in is not free."""
    bells = [*week(), period("B", 1, "12:15", "13:15", PeriodKind.LESSON)]
    base = school(weeks=2)
    odd = school(
        lesson("B1", set_id="X", weeks="odd"),
        lesson("B1", set_id="Y", weeks="even", teacher_id="T1"),
        weeks=2,
        periods=bells,
        sets=[in_set("X", "S001"), in_set("Y", *(one.student_id for one in base.students[2:]))],
    )
    market = PairMarket.of(screen(odd))
    tasks, workers = range(len(market.tasks)), range(len(market.workers))
    couples = Couples.of((task, worker) for task in tasks for worker in workers)
    free_of = {one: free(odd, one) for one in odd.student}
    counts = market.common_periods(couples).tolist()
    common = dict(zip(((one, two) for one in tasks for two in workers), counts, strict=True))
    assert common
    for (task, worker), count in common.items():
        tutee, tutor = market.tasks[task].student_id, market.workers[worker].student_id
        both = free_of[tutee] & free_of[tutor]
        periods = {name for _, name in both if not name.startswith(("L", "B"))}
        # In half of two weeks is in one of them.
        assert count == len(periods)


def test_the_same_lesson_twice_is_a_repeat() -> None:
    with pytest.raises(InputError):
        school(lesson("L1"), lesson("L1"))


def test_dates_before_week_one_have_weeks_too() -> None:
    times = LessonTimes(school())
    assert [times.week(MONDAY + timedelta(days=day)) for day in (-1, 0, 7)] == [0, 1, 2]
    assert times.week(date(2026, 10, 4)) == 0


def test_who_is_away_in_a_period_is_away_in_those_minutes_of_another_bell() -> None:
    other = period("X", 1, "12:20", "12:50", PeriodKind.BREAK)
    later = period("Z", 1, "12:30", "12:50", PeriodKind.BREAK)
    away = absence("S001", 0).model_copy(update={"period_id": "U1"})
    known = school(periods=[*week(1), other, later], weeks=1, absences=[away])
    assert free(known, "S001") == {(1, name) for name in ("L1", "V1", "Z1", "A1", "E1", "F1")}


def test_who_is_away_in_a_period_that_nobody_knows_is_a_fault() -> None:
    # Somebody would be thought to be there.
    away = absence("T1", 0).model_copy(update={"period_id": "U9"})
    with pytest.raises(InputError) as told:
        school(absences=[away])
    assert [(one.table, one.column, one.value) for one in told.value.faults] == [
        ("absences", "period_id", "U9")
    ]
