"""Covers: what is proposed is the best there is by a judge that tries all, and is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.model.enums import Part, PeriodKind, SessionKind
from pairing.model.messages.message import Message
from pairing.model.plan import Mentorship, Plan, Session
from pairing.model.records import Cancellation, ClassRecord, Period, Teaching
from pairing.model.school import School
from pairing.model.settings import KindSettings, SessionSettings
from pairing.planning import (
    Context,
    Cover,
    CoverKind,
    make_plan,
    propose_covers,
    reschedule,
    take_covers,
    verify,
)
from timetables import MONDAY, absence, lesson, period, teacher, timetabled, week

_EVENINGS = (PeriodKind.AFTER_SCHOOL, PeriodKind.EVENING)
TALK = KindSettings(minutes=30, periods=_EVENINGS, week=1, group=1)


def school(
    struggling: int = 1,
    weeks: int = 2,
    *,
    away: Sequence[tuple[str, int, int]] = (),
    periods: list[Period] | None = None,
    subjects: Sequence[tuple[str, ...]] = (("maths",), ("maths",), ("maths",)),
    **tables: object,
) -> School:
    """T1 teaches 7A maths and T2 7B; T3 has it among their subjects, as all do by default."""
    settings = SessionSettings(
        start=MONDAY,
        weeks=weeks,
        enabled=(SessionKind.TALK,),
        kinds={SessionKind.TALK: TALK},
    )
    return timetabled(
        struggling,
        periods=periods or week(),
        settings=settings,
        teachers=[teacher(n, subjects=own) for n, own in enumerate(subjects, 1)],
        classes=[ClassRecord(class_id=one, grade="7") for one in ("7A", "7B")],
        teaching=[
            Teaching(class_id="7A", subject="maths", teacher_id="T1"),
            Teaching(class_id="7B", subject="maths", teacher_id="T2"),
        ],
        absences=[absence(*one) for one in away],
        **tables,  # type: ignore[arg-type]
    )


def talk(number: int, day: int, name: str, teacher_id: str = "T1", covers: str = "") -> Session:
    date = MONDAY + timedelta(days=day)
    where = f"{name}{1 + day % 7}"
    return Session(f"S{number:03}", teacher_id, "maths", "talk", date, where, covers=covers)


def kinds(proposals: Sequence[Cover]) -> list[CoverKind]:
    return [one.kind for one in proposals]


def codes(messages: Sequence[Message]) -> list[str]:
    return [one.code for one in messages]


def test_another_time_of_the_week_with_the_same_teacher_comes_first() -> None:
    plan = Plan(sessions=(talk(1, 0, "A"),))
    found = propose_covers(Context.of(school(away=[("T1", 0, 0)])), plan)
    assert kinds(found.proposals) == [CoverKind.OTHER_TIME] and found.best
    after = found.proposals[0].after
    assert after is not None and after.teacher_id == "T1" and not after.covers
    assert MONDAY < after.date < MONDAY + timedelta(days=5)


def test_who_teaches_the_grade_comes_before_who_has_the_subject() -> None:
    plan = Plan(sessions=(talk(1, 0, "A"),))
    context = Context.of(school(away=[("T1", 0, 6)]))
    own = propose_covers(context, plan).proposals[0]
    assert own.after is not None
    assert (own.kind, own.near, own.after.teacher_id, own.after.covers) == (
        CoverKind.COLLEAGUE,
        2,
        "T2",
        "T1",
    )
    assert codes(own.why) == ["cover.no_other_time"]
    busy = Context.of(school(away=[("T1", 0, 6)], timetable=[lesson("A1", "T2", "7B")]))
    other = propose_covers(busy, plan).proposals[0]
    assert other.after is not None and (other.near, other.after.teacher_id) == (3, "T3")


def test_covers_are_spread_over_those_who_hold_none_yet() -> None:
    subjects = (("maths",), (), ("maths",), ("maths",))
    rows = [talk(1, 0, "A"), talk(2, 0, "E"), talk(3, 1, "A"), talk(4, 7, "A", "T3", "T1")]
    asked = school(4, away=[("T1", 0, 6), ("T2", 0, 30)], subjects=subjects)
    found = propose_covers(Context.of(asked), Plan(sessions=tuple(rows)))
    held = Counter(one.after.teacher_id for one in found.proposals if one.after)
    assert held == {"T4": 2, "T3": 1}
    assert {one.carried for one in found.proposals} == {2}


def test_without_a_colleague_it_is_held_in_the_next_week_and_with_none_it_is_told() -> None:
    subjects = ((), ("english",), ())
    plan = Plan(sessions=(talk(1, 0, "A"),))
    away = [("T1", 0, 6), ("T2", 0, 30)]
    later = propose_covers(Context.of(school(away=away, subjects=subjects)), plan).proposals[0]
    assert later.kind is CoverKind.LATER_WEEK and later.after is not None
    assert later.after.date >= MONDAY + timedelta(days=7)
    none = propose_covers(Context.of(school(weeks=1, away=away, subjects=subjects)), plan)
    assert kinds(none.proposals) == [CoverKind.NOBODY]
    assert codes(none.proposals[0].why) == [
        "cover.no_other_time",
        "cover.none_free",
        "cover.no_later_week",
    ]


def test_a_mentors_talk_is_nobody_elses() -> None:
    settings = SessionSettings(start=MONDAY, weeks=2)
    asked = replace(school(away=[("T1", 0, 6)]), session_settings=settings)
    row = replace(talk(1, 0, "U"), kind="mentoring")
    plan = Plan(mentors=(Mentorship("S001", "T1"),), sessions=(row,))
    found = propose_covers(Context.of(asked), plan).proposals
    assert kinds(found) == [CoverKind.NOBODY]
    assert "cover.mentors_own" in codes(found[0].why)


def test_nothing_before_the_day_asked_and_nothing_of_others_is_proposed() -> None:
    rows = (talk(1, 0, "A"), talk(2, 2, "A"), talk(3, 3, "A", "T2"))
    context = Context.of(school(3, away=[("T1", 0, 4), ("T2", 3, 3)]))
    plan = Plan(sessions=rows)
    since = MONDAY + timedelta(days=1)
    found = propose_covers(context, plan, "T1", since).proposals
    assert [one.before for one in found] == [rows[1]]


def test_classwork_that_comes_later_stays_before_its_corrections() -> None:
    settings = SessionSettings(start=MONDAY, weeks=4)
    asked = school(1, away=[("T1", 7, 13)], subjects=((), (), ()))
    asked = replace(asked, session_settings=settings, teaching=asked.teaching[:1])
    rows = (
        replace(talk(1, 8, "A"), kind="classwork"),
        replace(talk(1, 16, "A"), kind="corrections"),
    )
    found = propose_covers(Context.of(asked), Plan(sessions=rows)).proposals
    assert [one.before for one in found] == [rows[0]]
    assert found[0].after is not None
    assert rows[0].date < found[0].after.date < rows[1].date


# --- what is taken ---------------------------------------------------------------------


def taken() -> tuple[Context, Plan]:
    """A plan with a cover that somebody has accepted."""
    there = school(2)
    plan = make_plan(there, only=(Part.SESSIONS,)).plan
    context = Context.of(school(2, away=[("T1", 0, 6)]))
    found = propose_covers(context, plan)
    assert set(kinds(found.proposals)) == {CoverKind.COLLEAGUE}
    return context, plan.with_part("sessions", take_covers(context, plan, found.proposals).sessions)


def test_what_is_taken_is_approved_and_stays_when_all_is_planned_anew() -> None:
    context, plan = taken()
    verdict = verify(context, plan)
    assert verdict.approved
    assert codes(verdict.notes) == ["verify.covered"]
    anew = make_plan(context, only=(Part.SESSIONS,), keep=plan).plan
    assert set(anew.sessions or ()) == set(plan.sessions or ())


def test_some_of_it_is_taken_and_the_rest_stands_as_it_was() -> None:
    context = Context.of(school(3, away=[("T1", 0, 6)]))
    plan = Plan(sessions=tuple(talk(n, n, "A") for n in (1, 2, 3)))
    found = propose_covers(context, plan).proposals
    change = take_covers(context, plan, found[1:2])
    assert set(plan.sessions or ()) - set(change.sessions) == {found[1].before}
    assert len(change.sessions) == 3 and not change.lost
    again = propose_covers(context, plan.with_part("sessions", change.sessions)).proposals
    assert [one.before for one in again] == [found[0].before, found[2].before]


def test_a_cover_is_moved_and_called_off_like_any_session() -> None:
    context, plan = taken()
    row = next(one for one in plan.sessions or () if one.covers)
    moved = reschedule(context, plan, moves=[(row, row.date + timedelta(days=1), "F2")])
    after = next(new for old, new in moved.moved if old == row)
    assert (after.teacher_id, after.covers) == (row.teacher_id, row.covers)
    now = replace(context.school, cancellations=(Cancellation.of(row),))
    off = reschedule(context.within(now), plan)
    assert off.lost == (row,) and not off.gained


def test_who_covers_without_the_subject_is_told() -> None:
    asked = school(away=[("T1", 0, 6)], subjects=(("maths",), (), ()))
    plan = Plan(sessions=(talk(1, 0, "A", "T3", "T1"),))
    assert "verify.cover_of_no_subject" in codes(verify(asked, plan).unsound)


# --- by a judge of its own -------------------------------------------------------------


def possible(asked: School, row: Session, rows: Sequence[Session]) -> Iterator[tuple[int, Session]]:
    """(rank, session) of all that a session could become, by the timetable as it is written."""
    gone = {(one.person_id, one.since) for one in asked.absences}
    lessons = {(one.teacher_id, one.period_id) for one in asked.timetable}
    learns = {one.period_id for one in asked.timetable if one.class_id == "7A"}
    near = {"T2": 2, "T3": 3, "T4": 3}

    def fits(teacher_id: str, day: int, name: str) -> bool:
        date = MONDAY + timedelta(days=day)
        where = f"{name}{1 + day % 7}"
        busy = (teacher_id, where) in lessons or where in learns
        return not busy and not {(teacher_id, date), (row.student_id, date)} & gone

    day, name = (row.date - MONDAY).days, row.period_id[0]
    weeks = asked.session_settings.weeks
    for other, when in product(range(7 * weeks), ("A", "E", "F")):
        known = f"{when}{1 + other % 7}" in asked.period
        if known and other // 7 >= day // 7 and fits("T1", other, when):
            rank = 0 if other // 7 == day // 7 else 3 + other // 7 - day // 7
            yield rank, talk(int(row.student_id[1:]), other, when)
    for one, rank in near.items():
        # T2 teaches the subject in the grade, whatever is written of T2.
        has = one == "T2" or "maths" in asked.teacher[one].subjects
        if has and fits(one, day, name):
            yield rank, replace(row, teacher_id=one, covers="T1")


def judged(
    chosen: Sequence[tuple[int, Session] | None], rows: Sequence[Session]
) -> tuple[object, ...]:
    """How good a whole proposal is, the best first; () where it cannot be."""
    held = [one for one in chosen if one is not None]
    busy = Counter(
        (person, row.date, row.period_id)
        for row in [*rows, *(row for _, row in held)]
        for person in (row.teacher_id, row.student_id)
    )
    if max(busy.values(), default=0) > 1:
        return ()
    ranks = Counter(rank for rank, _ in held)
    load = Counter(row.teacher_id for row in rows if row.covers)
    load.update(row.teacher_id for _, row in held if row.covers)
    return (
        len(held),
        tuple(ranks[rank] for rank in range(8)),
        tuple(-one for one in sorted(load.values(), reverse=True)),
    )


@st.composite
def absent_weeks(draw: st.DrawFn) -> tuple[School, Plan]:
    few = [
        one
        for day in (1, 2)
        for one in (
            period("A", day, "16:00", "17:00", PeriodKind.AFTER_SCHOOL),
            period("E", day, "18:00", "19:00", PeriodKind.EVENING),
        )
    ]
    names = [one.period_id for one in few]
    count = draw(st.integers(1, 3))
    subjects = [
        ("maths",),
        *draw(st.lists(st.sampled_from([(), ("maths",)]), min_size=3, max_size=3)),
    ]
    taught = draw(
        st.sets(st.tuples(st.sampled_from(["T1", "T2", "T3"]), st.sampled_from(names)), max_size=4)
    )
    gone = draw(
        st.sets(
            st.tuples(st.sampled_from(["T1", "T2", "T3", "S001"]), st.integers(0, 8)), max_size=5
        )
    )
    asked = school(
        4,
        draw(st.integers(1, 2)),
        away=[("T1", 0, 0), *((who, day, day) for who, day in sorted(gone))],
        periods=few,
        subjects=[*subjects],
        timetable=[lesson(name, who, "7B") for who, name in sorted(taught)],
    )
    places = draw(st.permutations([(0, "A"), (0, "E"), (1, "A"), (1, "E")]))
    rows = [talk(n, *places[n - 1]) for n in range(1, count + 1)]
    if draw(st.booleans()):
        rows.append(talk(4, *places[3], teacher_id="T3", covers="T1"))
    rows.sort(key=lambda row: (row.date, row.period_id))
    return asked, Plan(sessions=tuple(rows))


@examples(60)
@given(absent_weeks())
def test_nothing_better_is_possible(given_: tuple[School, Plan]) -> None:
    asked, plan = given_
    rows = plan.sessions or ()
    context = Context.of(asked)
    found = propose_covers(context, plan, "T1")
    assert found == propose_covers(context, plan, "T1") and found.best
    away = [one.before for one in found.proposals]
    stay = [row for row in rows if row not in away]
    days = {one.since for one in asked.absences if one.person_id == "T1"}
    assert away == [row for row in rows if row.teacher_id == "T1" and row.date in days]
    ways = [[None, *possible(asked, row, rows)] for row in away]
    best = max((judged(one, stay) for one in product(*ways)), default=())
    mine = [
        None
        if one.after is None
        else next(
            ((rank, row) for rank, row in possible(asked, one.before, rows) if row == one.after),
            (99, one.after),
        )
        for one in found.proposals
    ]
    assert judged(mine, stay) == best
