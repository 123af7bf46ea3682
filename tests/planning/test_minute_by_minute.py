"""Whole plans of sessions, judged minute by minute by a judge that shares no code with them.

Schools have all at once that makes times hard: parts of periods, two bells that overlap, sets, odd
and even weeks, swapped and half days, lessons taught by two, visits at home and teachers away.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.minutes import clashes
from hypothesis import given
from hypothesis import strategies as st

from builders import entry, marks, student
from exploring import examples
from pairing.io import read_plan, read_school, write_plan, write_school
from pairing.model.enums import DayKind, Part, PeriodKind, SessionKind, Status
from pairing.model.plan import Mentorship, Pair, Plan
from pairing.model.records import (
    Absence,
    ClassRecord,
    Lesson,
    MeetingRoom,
    SpecialDays,
    TaughtSet,
    Teaching,
)
from pairing.model.settings import KindSettings, SessionSettings
from pairing.planning import make_plan, verify
from pairing.planning.context import Context
from pairing.planning.outcome import Outcome
from pairing.planning.replan.cover import propose_covers, take_covers
from pairing.planning.replan.moves import other_times, reschedule
from timetables import MONDAY, period, teacher

WEEK_ONE = MONDAY - timedelta(weeks=1)
"""The first week planned is an even one."""
_ANY = tuple(PeriodKind)[1:]
_CLASSES = ("7A", "7B")


def bells(days: int) -> list[Any]:
    """Two bells: that of U, V and A, and that of X and Y, which overlap with those."""
    found = []
    for day in range(1, days + 1):
        found += [
            period("L", day, "08:00", "08:45", PeriodKind.LESSON),
            period("M", day, "08:30", "09:15", PeriodKind.LESSON),
            period("U", day, "11:50", "12:30", PeriodKind.LUNCH),
            period("V", day, "12:30", "12:50", PeriodKind.LUNCH),
            period("X", day, "12:15", "12:45", PeriodKind.BREAK),
            period("A", day, "16:00", "17:00", PeriodKind.AFTER_SCHOOL),
            period("Y", day, "16:40", "17:20", PeriodKind.SELF_STUDY),
        ]
    return found


@st.composite
def hard_schools(draw: st.DrawFn) -> tuple[dict[str, Any], SessionSettings, list[Any], Plan]:
    """Tables, settings, rules, and mentors and pairs of a small school."""
    days, weeks = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    people = [
        student(
            n,
            _CLASSES[n % 2],
            area=draw(st.sampled_from([None, "east", "west"])),
            tags=(("fast",), ("slow",))[n - 1]
            if n < 3
            else draw(st.sampled_from([(), ("fast",), ("slow",), ("fast", "slow")])),
        )
        for n in range(1, 9)
    ]
    ids = [one.student_id for one in people]
    periods = bells(days)
    names = [one.period_id for one in periods]
    sets = [
        TaughtSet(set_id="fast set", subject="maths", teacher_id="T1", students=("fast",)),
        TaughtSet(set_id="slow set", subject="art", teacher_id="T2", students=("slow",)),
        TaughtSet(set_id="unknown", subject="art", teacher_id="T3"),
    ]
    lessons = {}
    for _ in range(draw(st.integers(0, 8))):
        row = Lesson.model_validate(
            {
                "class_id": draw(st.sampled_from(_CLASSES)),
                "period_id": draw(st.sampled_from(names)),
                "subject": draw(st.sampled_from(["maths", "art"])),
                "teacher_id": draw(st.sampled_from(["T1", "T2", "T3"])),
                "set_id": draw(st.sampled_from([None, None, "fast set", "slow set", "unknown"])),
                "weeks": draw(st.sampled_from([None, "odd", "even", "1-2", "3"])),
            }
        )
        lessons[tuple(getattr(row, key) for key in Lesson.key)] = row
    long = tuple(PeriodKind) if draw(st.booleans()) else _ANY
    kinds = {
        kind: KindSettings(
            minutes=draw(st.sampled_from([5, 10, 15, 20])),
            periods=long,
            week=1,
            group=1 if kind is SessionKind.HOME_VISIT else draw(st.integers(1, 2)),
            part=draw(st.booleans()),
        )
        for kind in SessionKind
    }
    rules = [entry("pull_out", most=draw(st.integers(0, 2)), most_of_subject=1)]
    tables = {
        "students": people,
        "teachers": [teacher(n, subjects=("maths",)) for n in (1, 2, 3)],
        "classes": [ClassRecord(class_id=one, grade="7") for one in _CLASSES],
        "teaching": [
            Teaching(class_id=one, subject="maths", teacher_id=name)
            for one, name in draw(
                st.sets(st.tuples(st.sampled_from(_CLASSES), st.sampled_from(["T1", "T2", "T3"])))
            )
        ],
        "scores": [
            score
            for number, one in enumerate(ids)
            for score in marks(one, "maths", [20 + number if number < 4 else 80 + number])
        ],
        "periods": periods,
        "sets": sets,
        "timetable": list(lessons.values()),
        "calendar": [
            SpecialDays.model_validate(
                {
                    "from": MONDAY + timedelta(days=day),
                    "kind": kind,
                    "follows": draw(st.integers(1, days)) if kind is DayKind.SWAPPED else None,
                }
            )
            for day, kind in draw(
                st.dictionaries(st.integers(0, 13), st.sampled_from(list(DayKind)), max_size=3)
            ).items()
        ],
        "absences": [
            _absence(draw, ["T1", "T2", *ids], names) for _ in range(draw(st.integers(0, 3)))
        ],
        "meeting_rooms": [MeetingRoom(room_id=f"R{n}") for n in range(draw(st.integers(0, 2)))],
    }
    settings = SessionSettings(
        start=MONDAY,
        week_one=WEEK_ONE,
        weeks=weeks,
        home_visits=9,
        peer_times=draw(st.integers(0, 3)),
        between_minutes=draw(st.sampled_from([0, 0, 5])),
        kinds=kinds,
    )
    helped = ids[:4]
    plan = Plan(
        mentors=tuple(Mentorship(one, draw(st.sampled_from(["T1", "T2"]))) for one in helped),
        pairs=tuple(Pair(one, draw(st.sampled_from(ids[4:])), "maths") for one in helped),
    )
    return tables, settings, rules if long != _ANY else [], plan


def _absence(draw: st.DrawFn, people: list[str], names: list[str]) -> Absence:
    return Absence.model_validate(
        {
            "person_id": draw(st.sampled_from(people)),
            "from": MONDAY + timedelta(days=draw(st.integers(0, 8))),
            "period_id": draw(st.sampled_from([None, *names])),
        }
    )


def _wrong(folder: Path, outcome: Outcome, plan: Plan, number: int, pull_out: bool) -> list[str]:
    """What two judges say of a plan, as it is read from its files."""
    where = folder / str(number)
    between = outcome.school.session_settings.between_minutes
    write_plan(plan, outcome.summary.as_json(), outcome.findings, where)
    found = [
        str(one)
        for one in clashes(folder / "school", where, WEEK_ONE, between)
        if not (pull_out and " and " in one.what and ("maths" in one.what or "art" in one.what))
    ]
    read = read_plan(where)
    # Pairs have a table of their own, which comes last.
    in_order = sorted(plan.sessions or (), key=lambda row: bool(row.tutor_id))
    assert _timed(read) == _timed(Plan(sessions=tuple(in_order)))
    verdict = verify(outcome.school, read)
    found += [str(one) for one in verdict.unsound]
    found += [
        f"{score.rule.key}: {match.text}"
        for score in verdict.scores["sessions"]
        if score.rule.hard
        for match in score.matches
        if match.amount < 0
    ]
    return found


def _timed(plan: Plan) -> list[object]:
    """The sessions with their times, of which equality knows nothing."""
    return [(row, row.start, row.end) for row in plan.sessions or ()]


@examples(6)
@given(hard_schools(), st.data())
def test_plans_and_their_changes_clash_in_no_minute(
    made: tuple[dict[str, Any], SessionSettings, list[Any], Plan], data: st.DataObject
) -> None:
    tables, settings, rules, given_plan = made
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_school(tables, folder / "school", rules, session_settings=settings)
        school = read_school(folder / "school")
        first = make_plan(school, only=(Part.SESSIONS,), keep=given_plan)
        plan = given_plan.with_part("sessions", first.plan.sessions or ())
        pull_out = bool(rules)
        assert not _wrong(folder, first, plan, 0, pull_out)
        # Kept, nothing moves that has nowhere better to go: what is written is where it is.
        again = make_plan(school, only=(Part.SESSIONS,), keep=plan)
        if first.summary.parts[Part.SESSIONS].status is Status.OPTIMAL:
            assert _timed(again.plan) == _timed(plan)
        rows = list(plan.sessions or ())
        if not rows:
            return
        context = Context.of(school)
        row = data.draw(st.sampled_from(rows))
        possible = [one for one in other_times(context, plan, row) if one.possible]
        if possible:
            to = data.draw(st.sampled_from(possible))
            done = reschedule(context, plan, moves=[(row, to.date, to.period_id, to.start)])
            assert not _wrong(folder, first, plan.with_part("sessions", done.sessions), 1, pull_out)
            assert len(done.moved) == 1
            assert done.change is not None
        away = Absence.model_validate(
            {
                "person_id": data.draw(st.sampled_from(["T1", "T2", "T3"])),
                "from": row.date,
                "period_id": data.draw(st.sampled_from([None, row.period_id])),
            }
        )
        ill = {**tables, "absences": [*tables["absences"], away]}
        write_school(ill, folder / "school", rules, session_settings=settings)
        later = Context.of(read_school(folder / "school"))
        proposed = propose_covers(later, plan)
        taken = take_covers(later, plan, proposed.proposals)
        covered = replace(first, context=later)
        # Whatever nobody could hold stays as it was, for a person to call off.
        left = {one.before.identity for one in proposed.proposals if one.after is None}
        held = tuple(one for one in taken.sessions if one.identity not in left)
        assert not _wrong(folder, covered, plan.with_part("sessions", held), 2, pull_out)
        done = reschedule(later, plan)
        assert not _wrong(folder, covered, plan.with_part("sessions", done.sessions), 3, pull_out)
