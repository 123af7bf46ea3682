"""Times of teaching groups, against a judge that reads nothing but the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import entry
from pairing.model.enums import DayKind, PeriodKind, SessionKind
from pairing.model.plan import Plan, Session
from pairing.model.records import ClassRecord, Period
from pairing.model.school import School
from pairing.model.settings import KindSettings, SessionSettings
from pairing.planning import Context, GroupTimes, TeachingGroup, group_times
from timetables import MONDAY, absence, lesson, period, special, timetabled, week

NEEDY = ("S001", "S002")
PEOPLE = ("S001", "S002", "S003", "S004", "S005", "S006")
QUIET = {PeriodKind.LUNCH, PeriodKind.SELF_STUDY, PeriodKind.AFTER_SCHOOL, PeriodKind.EVENING}


def group(*students: str, teacher_id: str = "T1") -> TeachingGroup:
    return TeachingGroup("7", "maths", None, teacher_id, students)


def session(
    day: int, period_id: str, student_id: str, teacher_id: str = "", tutor_id: str = ""
) -> Session:
    return Session(
        student_id,
        teacher_id,
        "maths",
        SessionKind.CLASSWORK,
        MONDAY + timedelta(days=day),
        period_id,
        tutor_id,
    )


class Judge:
    """What the bare tables say of whom is busy when; ``limits`` are (of all, of a subject)."""

    def __init__(self, school: School, plan: Plan, limits: tuple[int, int] | None) -> None:
        self.school, self.plan, self.limits = school, plan, limits
        self.dates: dict[str, list[date]] = {}
        for number in range(7 * school.session_settings.weeks):
            day = MONDAY + timedelta(days=number)
            rows = [one for one in school.calendar if one.since <= day <= (one.until or one.since)]
            kinds = {one.kind for one in rows}
            followed = [one.follows for one in rows if one.follows is not None]
            weekday = followed[0] if followed else day.isoweekday()
            if kinds & {DayKind.HOLIDAY, DayKind.EXAM}:
                continue
            for one in school.periods:
                early = one.start < time(12) or DayKind.HALF_DAY not in kinds
                if one.weekday == weekday and early:
                    self.dates.setdefault(one.period_id, []).append(day)
        self.periods = [one for one in school.periods if one.period_id in self.dates]

    def lessons(self, person: str, own: Period, day: date) -> set[str]:
        """The subjects of the lessons that somebody has in a period."""
        number = (day - MONDAY).days // 7 + 1
        return {
            row.subject
            for row in self.school.timetable
            if (row.teacher_id if person.startswith("T") else self.class_of(person))
            == (person if person.startswith("T") else row.class_id)
            and str(row.weeks or ("odd", "even")[1 - number % 2]) == ("odd", "even")[1 - number % 2]
            and meet(self.school.period[row.period_id], own)
        }

    def class_of(self, student_id: str) -> str:
        return self.school.student[student_id].class_id

    def must_stay(self, person: str, subjects: set[str]) -> bool:
        if person.startswith("T") or self.limits is None:
            return bool(subjects)
        return person in NEEDY and "maths" in subjects

    def busy(self, person: str, own: Period) -> bool:
        known = any(
            row.teacher_id == person
            if person.startswith("T")
            else row.class_id == self.class_of(person)
            for row in self.school.timetable
        )
        if not known and own.kind is PeriodKind.LESSON:
            return True
        for day in self.dates[own.period_id]:
            if self.must_stay(person, self.lessons(person, own, day)):
                return True
            if any(
                row.person_id == person and row.since <= day <= (row.until or row.since)
                for row in self.school.absences
            ):
                return True
            if any(
                row.date == day
                and person in (row.student_id, row.teacher_id, row.tutor_id)
                and meet(self.school.period[row.period_id], own)
                for row in self.plan.sessions or ()
            ):
                return True
        return not person.startswith("T") and self.misses_too_many(person, [own])

    def misses_too_many(self, student_id: str, periods: Sequence[Period]) -> bool:
        """Whether somebody misses more in a week than the limits say, of groups in periods."""
        if self.limits is None:
            return False
        at = {(day, one.period_id) for one in periods for day in self.dates[one.period_id]}
        groups = {(day - MONDAY).days // 7 for day, _ in at}
        at |= {
            (row.date, row.period_id)
            for row in self.plan.sessions or ()
            if student_id in (row.student_id, row.tutor_id)
        }
        all_, of_subject = Counter[int](), Counter[tuple[int, str]]()
        caused: set[tuple[int, str | None]] = set()
        for day, period_id in at:
            number = (day - MONDAY).days // 7
            subjects = self.lessons(student_id, self.school.period[period_id], day)
            all_[number] += bool(subjects)
            of_subject.update((number, one) for one in subjects)
            if any(one.period_id == period_id for one in periods):
                caused |= {(number, None)} if subjects else set()
                caused |= {(number, one) for one in subjects}
        # What the plan alone does is not the groups' doing.
        return any(
            (all_[number] if subject is None else of_subject[number, subject])
            > self.limits[subject is not None]
            for number, subject in caused
            if number in groups
        )

    def may(self, groups: Sequence[TeachingGroup], choice: Sequence[Period | None]) -> bool:
        """Whether groups may have these periods, of which each is free for its own people."""
        in_groups: dict[str, list[Period]] = {}
        for own, at in zip(groups, choice, strict=True):
            if at is not None:
                for person in (own.teacher_id, *own.students):
                    in_groups.setdefault(person, []).append(at)
        return all(
            not any(meet(one, two) for n, one in enumerate(own) for two in own[:n])
            and (person.startswith("T") or not self.misses_too_many(person, own))
            for person, own in in_groups.items()
        )


def meet(one: Period, two: Period) -> bool:
    return one.weekday == two.weekday and one.start < two.end and two.start < one.end


@st.composite
def odd_groups(
    draw: st.DrawFn,
) -> tuple[School, list[TeachingGroup], Plan, tuple[int, int] | None]:
    days = draw(st.integers(1, 2))
    periods = [one for one in week(days) if one.period_id[0] in "LUVA"]
    for day in range(1, days + 1):
        if draw(st.booleans()):
            periods.append(period("X", day, "12:15", "12:50", PeriodKind.BREAK))
        if draw(st.booleans()):
            periods.append(period("K", day, "10:00", "10:10", PeriodKind.BREAK))
    names = [one.period_id for one in periods]
    lessons = [
        lesson(name, teacher_id, class_id, subject=subject, **({"weeks": weeks} if weeks else {}))
        for name, teacher_id, class_id, subject, weeks in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(names),
                    st.sampled_from(["T1", "T2"]),
                    st.sampled_from(["7A", "7A", "7B"]),
                    st.sampled_from(["maths", "art"]),
                    st.sampled_from(["", "", "odd", "even"]),
                ),
                max_size=6,
                unique_by=(lambda one: one[:1], lambda one: (one[0], one[2])),
            )
        )
    ]
    limits = draw(st.none() | st.tuples(st.integers(0, 2), st.integers(0, 2)))
    rules = []
    if limits is not None:
        rules = [entry("pull_out", level="hard", most=limits[0], most_of_subject=limits[1])]
    away = st.tuples(st.sampled_from(["T1", *PEOPLE]), st.integers(0, 9))
    closed = st.tuples(st.sampled_from(list(DayKind)), st.integers(0, 9))
    school = timetabled(
        2,
        periods=periods,
        settings=SessionSettings(start=MONDAY, weeks=draw(st.integers(1, 2))),
        rules=rules,
        classes=[ClassRecord(class_id=one, grade="7") for one in ("7A", "7B")],
        timetable=lessons,
        absences=[absence(*one, one[1]) for one in draw(st.lists(away, max_size=1))],
        calendar=[special(*one) for one in draw(st.lists(closed, max_size=1))],
    )
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, 9), st.sampled_from(names), st.sampled_from(PEOPLE)),
            max_size=3,
        )
    )
    plan = Plan(
        sessions=tuple(
            session(day, name, student_id, "T2", "")
            for day, name, student_id in rows
            if school.period[name].weekday == day % 7 + 1
        )
    )
    groups = [
        group(*sorted(own), teacher_id=teacher_id)
        for own, teacher_id in draw(
            st.lists(
                st.tuples(
                    st.sets(st.sampled_from(PEOPLE), min_size=1, max_size=3),
                    st.sampled_from(["T1", "T2"]),
                ),
                max_size=3,
            )
        )
    ]
    return school, groups, plan, limits


@settings(max_examples=60)
@given(odd_groups())
def test_as_many_groups_as_can_be_meet_when_all_are_free(
    case: tuple[School, list[TeachingGroup], Plan, tuple[int, int] | None],
) -> None:
    school, groups, plan, limits = case
    made = group_times(Context.of(school), groups, plan)
    judge = Judge(school, plan, limits)
    long_enough = [one for one in judge.periods if minutes(one) >= 20]
    open_to = [
        [
            at
            for at in long_enough
            if not any(judge.busy(one, at) for one in (own.teacher_id, *own.students))
        ]
        for own in groups
    ]
    chosen = [None if one is None else one.period for one in made.times]
    for at, own in zip(chosen, open_to, strict=True):
        assert at is None or at in own
    assert judge.may(groups, chosen)
    assert made.optimal
    best = max(
        rank(judge, choice)
        for choice in product(*([None, *own] for own in open_to))
        if judge.may(groups, choice)
    )
    assert rank(judge, chosen) == best
    told = [one for one in made.notes if one.code in UNTIMED]
    assert len(told) == chosen.count(None)
    for note in told:
        number = int(str(note.facts["group"].facts["number"])) - 1  # type: ignore[attr-defined]
        asked = groups[number]
        assert (note.code == "group_times.other_groups") == bool(open_to[number])
        assert (note.code == "group_times.no_period") == (not long_enough)
        if note.code == "group_times.busy":
            assert note.facts["count"] == min(
                sum(judge.busy(one, at) for one in (asked.teacher_id, *asked.students))
                for at in long_enough
            )


UNTIMED = ("group_times.busy", "group_times.other_groups", "group_times.no_period")


def minutes(one: Period) -> int:
    start, end = one.start, one.end
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def rank(judge: Judge, choice: Sequence[Period | None]) -> tuple[int, int, int]:
    """How many groups meet, at times of classwork, on how many dates."""
    at = [one for one in choice if one is not None]
    usual = sum(one.kind in QUIET for one in at)
    return len(at), usual, sum(len(judge.dates[one.period_id]) for one in at)


# --- by hand -----------------------------------------------------------------------------


def times_of(made: GroupTimes) -> list[str]:
    return ["" if one is None else one.period.period_id for one in made.times]


def one_day(*lessons: str, **more: object) -> School:
    """A day with lessons of T2 in these periods, and two weeks planned."""
    return timetabled(
        2,
        periods=more.pop("periods", None) or week(1),  # type: ignore[arg-type]
        settings=SessionSettings(start=MONDAY, weeks=2),
        timetable=[lesson(name, "T2", subject="art") for name in lessons],
        **more,  # type: ignore[arg-type]
    )


def test_a_usual_time_early_in_the_day_comes_first() -> None:
    made = group_times(Context.of(one_day("U1")), [group(*NEEDY, teacher_id="T2")])
    assert times_of(made) == ["V1"]
    (time_,) = made.times
    assert time_ is not None
    assert time_.usual
    assert time_.dates == (MONDAY, MONDAY + timedelta(weeks=1))
    assert made.notes == ()


def test_nobody_is_in_two_groups_in_overlapping_periods() -> None:
    noon = [period(*one, PeriodKind.LUNCH) for one in (("U", 1, "12:00", "12:40"),)]
    noon.append(period("V", 1, "12:30", "13:00", PeriodKind.LUNCH))
    context = Context.of(one_day(periods=noon))
    two = [group("S001", "S002"), group("S002", "S003", teacher_id="T2")]
    made = group_times(context, two)
    assert sorted(map(bool, times_of(made))) == [False, True]
    (note,) = made.notes
    assert note.code == "group_times.other_groups"
    assert note.facts["people"] == ("Name 2",)
    apart = [group("S001"), group("S003", teacher_id="T2")]
    assert times_of(group_times(context, apart)) == ["U1", "U1"]


def test_a_lesson_in_odd_weeks_takes_the_period_and_who_is_in_the_way_is_told() -> None:
    everything = [lesson(one.period_id, "T2", weeks="odd") for one in week(1)]
    school = timetabled(
        2, periods=week(1), settings=SessionSettings(start=MONDAY, weeks=2), timetable=everything
    )
    made = group_times(Context.of(school), [group(*NEEDY)])
    assert times_of(made) == [""]
    (note,) = made.notes
    assert (note.code, note.facts["count"]) == ("group_times.busy", 2)
    assert note.facts["people"] == ("Name 1", "Name 2")


def test_students_are_called_from_lessons_within_the_limits() -> None:
    lessons = [lesson(one.period_id, "T2", subject="art") for one in week(1)]
    asked = [group("S001", "S002"), group("S001", "S003")]

    def made(**limits: int) -> GroupTimes:
        school = timetabled(
            2,
            periods=week(1),
            settings=SessionSettings(start=MONDAY, weeks=2),
            timetable=lessons,
            rules=[entry("pull_out", level="hard", **limits)],
        )
        return group_times(Context.of(school), asked)

    assert sum(map(bool, times_of(made(most=2, most_of_subject=2)))) == 2
    once = made(most=2, most_of_subject=1)
    assert sum(map(bool, times_of(once))) == 1
    assert Counter(one.code for one in once.notes) == {
        "group_times.missed": 1,
        "group_times.other_groups": 1,
    }
    assert sum(map(bool, times_of(made(most=0)))) == 0


def test_lessons_that_the_plan_takes_count_too() -> None:
    school = timetabled(
        2,
        periods=week(1),
        settings=SessionSettings(start=MONDAY, weeks=2),
        timetable=[lesson(one.period_id, "T2", subject="art") for one in week(1)],
        rules=[entry("pull_out", level="hard", most=2, most_of_subject=1)],
    )
    context = Context.of(school)
    assert times_of(group_times(context, [group("S001")])) == ["U1"]
    plan = Plan(sessions=(session(7, "E1", "S001", "T2"),))
    made = group_times(context, [group("S001")], plan)
    assert times_of(made) == [""]
    assert [one.facts["people"] for one in made.notes] == [("Name 1",)]


def test_a_plan_of_which_a_period_is_unknown_is_told_and_its_sessions_stay() -> None:
    context = Context.of(one_day())
    plan = Plan(sessions=(session(7, "U1", "S001", "T2"), session(0, "Q9", "S001", "T2")))
    made = group_times(context, [group("S001")], plan)
    assert times_of(made) == ["V1"]
    assert [one.code for one in made.notes] == ["group_times.unknown"]


@pytest.mark.parametrize("known", [True, False])
def test_lesson_periods_are_open_to_those_whose_timetable_is_known(known: bool) -> None:
    periods = [one for one in week(1) if one.period_id == "L1"]
    periods.append(period("M", 1, "09:00", "09:10", PeriodKind.LESSON))
    own = [lesson("M1", "T1")] if known else []
    school = timetabled(
        2,
        periods=periods,
        settings=SessionSettings(
            start=MONDAY,
            weeks=1,
            kinds={SessionKind.CLASSWORK: KindSettings(minutes=30, week=2)},
        ),
        timetable=own,
    )
    made = group_times(Context.of(school), [group("S001")])
    assert times_of(made) == (["L1"] if known else [""])
    assert [one.code for one in made.notes] == [
        "group_times.unusual" if known else "group_times.busy"
    ]


def test_no_groups_and_no_periods() -> None:
    assert group_times(Context.of(one_day()), []).times == ()
    short = [period("K", 1, "10:00", "10:10", PeriodKind.BREAK)]
    made = group_times(Context.of(one_day(periods=short)), [group("S001")])
    assert [one.code for one in made.notes] == ["group_times.no_period"]
