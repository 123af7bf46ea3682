"""Called out of lessons: what is allowed, what never, how often; with a judge of the test's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import entry
from exploring import examples
from pairing.errors import InputError
from pairing.instances.agenda import FIVE
from pairing.model.enums import Part, PeriodKind, SessionKind
from pairing.model.messages.message import Message
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Plan, Session
from pairing.model.records import Lesson, Period, TaughtSet
from pairing.model.school import School
from pairing.model.settings import KindSettings, RuleEntry, SessionSettings
from pairing.planning import Context, make_plan, other_times, session_demand, verify
from timetables import MONDAY, absence, period, timetabled

ART, HISTORY, MATHS = "art", "history", "maths"
SUBJECTS = (ART, HISTORY, MATHS)


def lessons_only(days: int = 5) -> list[Period]:
    """Two lessons a day, and nothing else."""
    hours = (("L", "08:00", "08:45"), ("M", "09:00", "09:45"))
    return [
        period(name, day, start, end, PeriodKind.LESSON)
        for day in range(1, days + 1)
        for name, start, end in hours
    ]


def lesson(name: str, subject: str, set_id: str | None = None, weeks: Any = None) -> Lesson:
    teacher = "T1" if subject == MATHS else "T2"
    return Lesson(
        class_id="7A",
        period_id=name,
        subject=subject,
        teacher_id=teacher,
        set_id=set_id,
        weeks=weeks,
    )


def settings(*kinds: SessionKind, weeks: int = 1, **more: Any) -> SessionSettings:
    """Kinds of session that are all held in the first week, in lessons."""
    own = KindSettings(minutes=30, periods=(PeriodKind.LESSON,), week=1, group=2)
    enabled = kinds or FIVE
    return SessionSettings(weeks=weeks, enabled=enabled, kinds=dict.fromkeys(enabled, own), **more)


def school_of(
    timetable: Sequence[Lesson],
    *rules: RuleEntry,
    own: SessionSettings | None = None,
    struggling: int = 1,
    **more: Any,
) -> School:
    return timetabled(
        struggling,
        periods=more.pop("periods", lessons_only()),
        settings=own or settings(),
        rules=rules,
        timetable=timetable,
        **more,
    )


def grid(*subjects: str) -> list[Lesson]:
    """A week of lessons, in order of time."""
    names = [one.period_id for one in lessons_only()]
    return [lesson(name, subject) for name, subject in zip(names, subjects, strict=False)]


FULL = grid(ART, HISTORY, ART, HISTORY, MATHS, HISTORY, MATHS, ART, HISTORY, ART)


def planned(school: School, plan: Plan | None = None) -> list[Session]:
    made = make_plan(school, only=(Part.SESSIONS,), keep=plan).plan
    return list(made.sessions or ())


def missed(school: School, rows: Sequence[Session]) -> list[tuple[str, int, str]]:
    """(student, week, subject) of each lesson that a session lies in, from the bare tables."""
    found = []
    members = {row.set_id: row.students for row in school.sets}
    for row in rows:
        week = (row.date - MONDAY).days // 7
        found += [
            (row.student_id, week, one.subject)
            for one in school.timetable
            if one.period_id == row.period_id
            and one.class_id == school.student[row.student_id].class_id
            and (one.set_id is None or row.student_id in members[one.set_id])
        ]
    return found


def hard(school: School, *rows: Session) -> dict[str, int]:
    """The hard rules that sessions break, and how often."""
    scores = verify(school, Plan(sessions=rows)).scores[Part.SESSIONS]
    return {score.rule.id: score.violations for score in scores if score.violations}


def _fact(told: Message, name: str) -> Message:
    found = told.facts[name]
    assert isinstance(found, Message)
    return found


def at(name: str, kind: str = "classwork", student: str = "S001", week: int = 0) -> Session:
    day = MONDAY + timedelta(days=int(name[-1]) - 1, weeks=week)
    return Session(student, "T1", MATHS, kind, day, name)


def test_nobody_is_called_from_a_lesson_without_the_rule() -> None:
    school = school_of(FULL)
    assert planned(school) == []
    assert hard(school, at("L1")) == {"session_slots": 1}
    outcome = make_plan(school, only=(Part.SESSIONS,))
    (told,) = [
        note
        for note in outcome.summary.parts[Part.SESSIONS].notes
        if note.code == "sessions.cannot_be_held"
    ]
    assert _fact(told, "reason").code == "shortage.in_lessons"
    (asked,) = session_demand(Context.of(school), Plan())
    assert _fact(_fact(asked, "advice"), "setting").code == "demand.pull_out"


def test_students_are_called_from_what_is_open_and_never_from_the_rest() -> None:
    school = school_of(FULL, entry("pull_out", subjects=[HISTORY, ART], never=[ART], most=9))
    (row,) = planned(school)
    assert [subject for _, _, subject in missed(school, [row])] == [HISTORY]
    assert hard(school, row) == {}
    assert hard(school, at("L1")) == {"pull_out": 1}
    assert hard(school, at("L4")) == {"session_slots": 1, "pull_out": 1}  # T1 teaches maths then


def test_a_lesson_of_the_need_itself_is_open_only_where_that_is_said() -> None:
    own = grid(MATHS)
    own = [one.model_copy(update={"teacher_id": "T2"}) for one in own]
    rest = grid(*[ART] * 10)[1:]
    for of_need, held in ((False, 0), (True, 1)):
        rule = entry("pull_out", never=[ART], of_need=of_need)
        school = school_of([*own, *rest], rule, own=settings(SessionKind.CLASSWORK))
        assert len(planned(school)) == held
        assert bool(hard(school, at("L1"))) is not of_need


def test_nobody_misses_more_lessons_a_week_than_are_allowed() -> None:
    for most, of_subject, held in ((9, 9, 5), (9, 1, 2), (1, 9, 1), (3, 2, 3), (0, 9, 0)):
        rule = entry("pull_out", most=most, most_of_subject=of_subject)
        school = school_of(FULL, rule)
        assert len(planned(school)) == held
    school = school_of(FULL, entry("pull_out", most=9))
    rows = at("M1"), at("M2", "talk")
    assert hard(school, *rows) == {"pull_out": 1}
    school = school_of(FULL, entry("pull_out", most=1, most_of_subject=9))
    assert hard(school, *rows) == {"pull_out": 1}


def test_it_holds_for_its_kinds_and_classes_alone() -> None:
    rule = entry("pull_out", kinds=["talk"], most=9, most_of_subject=9)
    school = school_of(FULL, rule)
    assert [row.kind for row in planned(school)] == ["talk"]
    assert hard(school, at("L1", "classwork")) == {"session_slots": 1}
    assert hard(school, at("L1", "talk")) == {}


def test_what_one_rule_opens_another_may_close() -> None:
    both = (
        entry("pull_out", subjects=[HISTORY], most=9, most_of_subject=9),
        entry("pull_out", never=[HISTORY], most=9, most_of_subject=9),
    )
    school = school_of(FULL, *both)
    assert {subject for _, _, subject in missed(school, planned(school))} == {ART}
    assert hard(school, at("L1")) == {}
    assert hard(school, at("M1")) == {"pull_out#2": 1} or hard(school, at("M1")) == {"pull_out": 1}


def test_an_absence_and_a_set_count_as_they_do_elsewhere() -> None:
    rule = entry("pull_out", subjects=[HISTORY], most=9, most_of_subject=9)
    sets = [TaughtSet(set_id="X", subject=HISTORY, teacher_id="T2", students=("S001",))]
    table = [lesson("L1", HISTORY, "X"), *grid(*[ART] * 10)[1:]]
    school = school_of(table, rule, sets=sets, own=settings(SessionKind.CLASSWORK), struggling=2)
    rows = planned(school)
    # Whoever is not in the set has no lesson then, and comes too.
    assert {(row.student_id, row.period_id) for row in rows} == {("S001", "L1"), ("S002", "L1")}
    away = replace(school, absences=(absence("S001", 0),))
    assert {row.student_id for row in planned(away)} == {"S002"}
    assert hard(away, at("L1")) == {"session_slots": 1}


def test_a_pin_in_a_closed_lesson_and_other_times_name_the_lesson() -> None:
    rule = entry("pull_out", subjects=[HISTORY])
    school = school_of(FULL, rule, own=settings(SessionKind.CLASSWORK))
    (row,) = planned(school)
    context = Context.of(school)
    found = other_times(context, Plan(sessions=(row,)), row)
    barred = {one.period_id: [words.code for words in one.barred] for one in found if one.barred}
    assert "replan.not_from_lesson" in barred["L1"]
    assert {one.period_id for one in found if one.possible} < {"M1", "M2", "M3", "L5"}
    pin = Pin(at("L1"))
    outcome = make_plan(school, only=(Part.SESSIONS,), pins=[pin])
    (note,) = outcome.summary.parts[Part.SESSIONS].notes
    assert _fact(note, "reason").code == "replan.not_from_lesson"


def test_a_subject_that_the_school_has_not_is_a_fault() -> None:
    with pytest.raises(InputError) as told:
        Context.of(school_of(FULL, entry("pull_out", never=["histroy"])))
    (fault,) = told.value.faults
    assert (fault.value, fault.suggestion) == ("histroy", HISTORY)


@st.composite
def schools(draw: st.DrawFn) -> tuple[School, Plan, dict[str, Any]]:
    """Lessons of three subjects, some of a set, some free; a rule; a plan with mentors."""
    periods = lessons_only(draw(st.integers(1, 5)))
    sets = [TaughtSet(set_id="X", subject=ART, teacher_id="T2", students=("S001", "S003"))]
    table = []
    for one in periods:
        subject = draw(st.sampled_from([*SUBJECTS, "", "X", "both"]))
        if subject in ("X", "both"):
            table.append(lesson(one.period_id, ART, "X"))
        if subject == "both":
            table.append(lesson(one.period_id, HISTORY))
        elif subject in SUBJECTS:
            table.append(lesson(one.period_id, subject))
    named = {one.subject for one in table} | {MATHS}
    some = st.lists(st.sampled_from(sorted(named)), unique=True)
    rule: dict[str, Any] = {
        "never": draw(some),
        "kinds": draw(st.lists(st.sampled_from([*FIVE, SessionKind.MENTORING]), unique=True)),
        "of_need": draw(st.booleans()),
        "most": draw(st.integers(0, 4)),
        "most_of_subject": draw(st.integers(0, 3)),
    }
    if draw(st.booleans()):
        rule["subjects"] = draw(some)
    weeks = draw(st.integers(1, 2))
    struggling = draw(st.integers(1, 3))
    school = school_of(
        table,
        entry("pull_out", **rule),
        own=settings(*FIVE, SessionKind.MENTORING, weeks=weeks),
        struggling=struggling,
        periods=periods,
        sets=sets,
    )
    mentors = tuple(Mentorship(f"S{n:03}", "T2") for n in range(1, struggling + 1))
    return school, Plan(mentors=mentors), rule


@examples(25)
@given(schools())
def test_no_plan_calls_anybody_from_a_closed_lesson_or_too_often(
    given_: tuple[School, Plan, dict[str, Any]],
) -> None:
    school, plan, rule = given_
    rows = planned(school, plan)
    needs = {(need.student_id, need.need) for need in Context.of(school).findings.subject_needs}
    for row in rows:
        for student_id, _, subject in missed(school, [row]):
            assert row.kind in rule["kinds"]
            assert subject not in rule["never"]
            assert subject in rule.get("subjects", SUBJECTS)
            assert rule["of_need"] or (student_id, subject) not in needs
        for one in school.timetable:
            assert (one.teacher_id, one.period_id) != (row.teacher_id, row.period_id)
    lessons = {(row.student_id, row.date, row.period_id) for row in rows if missed(school, [row])}
    whole = Counter((who, (day - MONDAY).days // 7) for who, day, _ in lessons)
    assert all(count <= rule["most"] for count in whole.values())
    own = Counter(missed(school, rows))
    assert all(count <= rule["most_of_subject"] for count in own.values())
    verdict = verify(school, plan.with_part("sessions", tuple(rows)))
    assert not any(score.violations for score in verdict.scores[Part.SESSIONS])


@examples(60)
@given(schools(), st.data())
def test_whoever_is_called_against_the_rule_breaks_it(
    given_: tuple[School, Plan, dict[str, Any]], data: st.DataObject
) -> None:
    """The judge says of any one session what the bare tables say."""
    school, plan, rule = given_
    names = [one.period_id for one in school.periods]
    row = at(data.draw(st.sampled_from(names)), str(data.draw(st.sampled_from(list(FIVE)))), "S001")
    needs = {(need.student_id, need.need) for need in Context.of(school).findings.subject_needs}
    lessons = missed(school, [row])
    closed = [
        subject
        for who, _, subject in lessons
        if subject in rule["never"]
        or subject not in rule.get("subjects", SUBJECTS)
        or (not rule["of_need"] and (who, subject) in needs)
    ]
    scores = verify(school, plan.with_part("sessions", (row,))).scores[Part.SESSIONS]
    broken = {score.rule.id: score.violations for score in scores}
    busy = any(
        (one.teacher_id, one.period_id) == (row.teacher_id, row.period_id)
        for one in school.timetable
    )
    if row.kind in rule["kinds"]:
        often = bool(lessons) * (rule["most"] < 1) + len(lessons) * (rule["most_of_subject"] < 1)
        assert broken["pull_out"] == len(closed) + often
        assert broken["session_slots"] == busy
    else:
        assert broken["session_slots"] == busy + bool(lessons)


def _short(**more: Any) -> SessionSettings:
    """Two kinds of session, each a part of a lesson."""
    own = KindSettings(minutes=20, periods=(PeriodKind.LESSON,), week=1, part=True)
    kinds = (SessionKind.TALK, SessionKind.CLASSWORK)
    return SessionSettings(weeks=1, enabled=kinds, kinds=dict.fromkeys(kinds, own), **more)


def test_two_short_sessions_in_one_lesson_miss_one_lesson() -> None:
    # There is one lesson and one may be missed: both sessions have a part of it.
    rule = entry("pull_out", most=1, most_of_subject=1)
    periods = lessons_only(1)[:1]
    there = school_of([lesson("L1", ART)], rule, own=_short(), periods=periods)
    outcome = make_plan(there, only=(Part.SESSIONS,))
    assert [row.period_id for row in outcome.plan.sessions or ()] == ["L1", "L1"]
    assert len({row.start for row in outcome.plan.sessions or ()}) == 2
    assert verify(there, outcome.plan).approved
    none = school_of(
        [lesson("L1", ART)],
        entry("pull_out", most=0, most_of_subject=0),
        own=_short(),
        periods=periods,
    )
    assert make_plan(none, only=(Part.SESSIONS,)).plan.sessions == ()
    assert not verify(none, outcome.plan).approved


def test_a_session_over_two_lessons_that_overlap_misses_both() -> None:
    periods = [
        period("L", 1, "08:00", "08:40", PeriodKind.LESSON),
        period("M", 1, "08:30", "09:10", PeriodKind.LESSON),
    ]
    timetable = [lesson("L1", ART), lesson("M1", HISTORY)]
    for most, held in ((1, 0), (2, 1)):
        there = school_of(
            timetable, entry("pull_out", most=most), own=settings(SessionKind.TALK), periods=periods
        )
        made = make_plan(there, only=(Part.SESSIONS,)).plan
        assert len(made.sessions or ()) == held
        assert verify(there, made).approved
    assert not verify(
        school_of(
            timetable, entry("pull_out", most=1), own=settings(SessionKind.TALK), periods=periods
        ),
        made,
    ).approved
