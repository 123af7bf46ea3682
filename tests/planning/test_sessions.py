"""Sessions of the sample: all held, judged as the solver says; pins, keeping, what is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pairing.io import read_pins
from pairing.model.enums import DayKind, Part, Status
from pairing.model.messages.fault import InputError
from pairing.model.pin import Pin
from pairing.model.plan import Plan
from pairing.model.records import Absence, SpecialDays
from pairing.planning import make_plan, verify
from pairing.sample import make_sample

PARTS = (Part.MENTORS, Part.SESSIONS)
SCHOOL = make_sample(2, 30, 7).school()


def test_every_session_is_held_and_the_judge_agrees() -> None:
    outcome = make_plan(SCHOOL, only=PARTS)
    summary = outcome.summary.parts[Part.SESSIONS]
    verdict = verify(SCHOOL, outcome.plan)
    assert verdict.approved
    assert verdict.objective(Part.SESSIONS) == summary.objective <= summary.bound
    assert outcome.plan.sessions
    assert f"of {len(outcome.plan.sessions)} sessions" in str(summary.notes[0])


def test_a_moved_session_is_found_out() -> None:
    plan = make_plan(SCHOOL, only=PARTS).plan
    first, *rest = plan.sessions or ()
    lesson = next(row.period_id for row in SCHOOL.periods if row.kind == "lesson")
    moved = plan.with_part("sessions", (replace(first, period_id=lesson), *rest))
    assert not verify(SCHOOL, moved).approved
    late = plan.with_part(
        "sessions", (replace(first, date=first.date + timedelta(days=400)), *rest)
    )
    assert not verify(SCHOOL, late).approved


def test_pins_and_the_plan_in_force_stay() -> None:
    plan = make_plan(SCHOOL, only=PARTS).plan
    sessions = plan.sessions or ()
    again = make_plan(SCHOOL, only=PARTS, keep=plan)
    assert set(again.plan.sessions or ()) == set(sessions)
    pin = Pin(sessions[len(sessions) // 2])
    assert pin.row in (make_plan(SCHOOL, only=PARTS, pins=(pin,)).plan.sessions or ())
    lesson = next(row.period_id for row in SCHOOL.periods if row.kind == "lesson")
    impossible = Pin(replace(sessions[0], period_id=lesson))
    refused = make_plan(SCHOOL, only=PARTS, pins=(impossible,)).summary.parts[Part.SESSIONS]
    assert refused.status is Status.INFEASIBLE
    assert len(refused.conflict) == 1


def test_a_session_is_pinned_by_a_file(tmp_path: Path) -> None:
    row = (make_plan(SCHOOL, only=PARTS).plan.sessions or ())[5]
    columns = ("student_id", "teacher_id", "subject", "kind", "date", "period_id")
    cells = ",".join(str(getattr(row, column)) for column in columns)
    file = tmp_path / "pins.csv"
    file.write_text(f"part,{','.join(columns)}\nsessions,{cells}\n", encoding="utf-8")
    assert [pin.row for pin in read_pins(file, SCHOOL)] == [row]
    wrong = cells.replace(row.period_id, "D9-XX")
    file.write_text(f"part,{','.join(columns)}\nsessions,{wrong}\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_pins(file, SCHOOL)


def test_holidays_and_absences_are_free_of_sessions_and_what_is_lost_is_told() -> None:
    plan = make_plan(SCHOOL, only=PARTS).plan
    days = sorted({row.date for row in plan.sessions or ()})
    teacher = (plan.sessions or ())[0].teacher_id
    closed = SpecialDays.model_validate({"from": days[0], "kind": DayKind.HOLIDAY})
    away = Absence.model_validate({"person_id": teacher, "from": days[0], "to": days[-1]})
    school = replace(SCHOOL, calendar=(closed,), absences=(away,))
    outcome = make_plan(school, only=PARTS)
    assert verify(school, outcome.plan).approved
    for row in outcome.plan.sessions or ():
        assert row.date != days[0]
        assert row.teacher_id != teacher
    notes = [str(note) for note in outcome.summary.parts[Part.SESSIONS].notes]
    assert any("ill or away" in note for note in notes)


def test_without_mentors_only_the_five_kinds_are_held() -> None:
    plan = make_plan(SCHOOL, only=(Part.SESSIONS,)).plan
    assert {row.kind for row in plan.sessions or ()} == {
        "talk",
        "classwork",
        "corrections",
        "study_check",
        "exam_review",
    }
    assert verify(SCHOOL, Plan(sessions=plan.sessions)).approved
