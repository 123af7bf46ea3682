"""Records, measures, goals and reviews: what a row may say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from pairing.model.enums import Cause, GoalStatus, Topic
from pairing.model.messages.fault import InputError
from pairing.model.records import Goal, HelpRecord, Measure
from pairing.model.school import School
from pairing.sample import make_sample
from terms import small_term

_RECORD = {
    "student_id": "S1",
    "by": "T1",
    "kind": "talk",
    "date": "2026-10-12",
    "minutes": "15",
    "held": "yes",
}
_GOAL = {
    "goal_id": "G1",
    "student_id": "S1",
    "kind": "short",
    "need": "maths",
    "measure": "percent",
    "baseline": "52",
    "target": "60 %",
    "due": "2026-11-30",
}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-12T20:15", "2026-10-12T20:15:00"),
        ("2026-10-12 20:15:30", "2026-10-12T20:15:30"),
        ("2026/10/12 8:05", "2026-10-12T08:05:00"),
        ("2026年10月12日 20:15", "2026-10-12T20:15:00"),
        ("2026-10-12", "2026-10-12T00:00:00"),
    ],
)
def test_the_moment_of_writing_is_read_as_schools_write_it(text: str, moment: str) -> None:
    record = HelpRecord.model_validate({**_RECORD, "entered_at": text})
    assert record.entered_at is not None
    assert record.entered_at.isoformat() == moment


@pytest.mark.parametrize("text", ["03/04/2026 10:00", "soon", "2026-10-12T20:15Z", "2026-10-12 7"])
def test_a_moment_that_cannot_be_known_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        HelpRecord.model_validate({**_RECORD, "entered_at": text})


def test_several_topics_and_causes_stand_in_one_cell() -> None:
    record = HelpRecord.model_validate({**_RECORD, "content": "study;safety"})
    assert record.content == (Topic.STUDY, Topic.SAFETY)
    measure = Measure.model_validate(
        {
            "student_id": "S1",
            "need": "maths",
            "cause": "family;study habits",
            "measure": "read aloud",
            "by": "T1",
            "from": "2026-09-07",
        }
    )
    assert measure.cause == (Cause.FAMILY, Cause.NON_INTELLECTUAL)


def test_a_correction_is_of_the_same_occasion() -> None:
    first = HelpRecord.model_validate(_RECORD)
    again = HelpRecord.model_validate({**_RECORD, "minutes": 20, "held": "no"})
    other = HelpRecord.model_validate({**_RECORD, "date": "2026-10-13"})
    assert first.occasion == again.occasion != other.occasion


def test_a_target_is_a_number_where_the_measure_is_one() -> None:
    goal = Goal.model_validate(_GOAL)
    assert (goal.reach, goal.status, goal.due) == (60, GoalStatus.OPEN, date(2026, 11, 30))
    assert Goal.model_validate({**_GOAL, "measure": "words"}).reach is None
    for wrong in ({"target": "better"}, {"baseline": "low"}, {"with_id": "S1"}):
        with pytest.raises(ValidationError):
            Goal.model_validate({**_GOAL, **wrong})


def test_rows_of_one_goal_are_of_one_student() -> None:
    school = make_sample(1, 16, 3).school()
    one, other = (row.student_id for row in school.students[:2])
    tables: dict[str, Any] = {
        "students": school.students,
        "classes": school.classes,
        "teachers": school.teachers,
        "layouts": school.layouts,
    }
    goals = [Goal.model_validate({**_GOAL, "student_id": whose}) for whose in (one, other)]
    with pytest.raises(InputError) as caught:
        School.of({**tables, "goals": goals})
    assert [fault.expected.code for fault in caught.value.faults] == ["goals.one_student"]
    assert School.of({**tables, "goals": [goals[0], goals[0]]}).goals


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"target": "121"}, "goals.range"),
        ({"target": "-1 %"}, "goals.range"),
        ({"baseline": "500"}, "goals.range"),
        ({"measure": "rank", "target": "0"}, "goals.rank_range"),
        ({"measure": "rank", "target": "3.5"}, "goals.rank_range"),
        ({"measure": "rank", "baseline": "4.5"}, "goals.rank_range"),
    ],
)
def test_a_number_that_no_mark_and_no_rank_can_be_is_a_fault_of_its_cell(
    told: dict[str, str], code: str
) -> None:
    goal = {**_GOAL, "baseline": "40", **told, "student_id": "S001"}
    with pytest.raises(InputError) as caught:
        small_term(goals=[Goal.model_validate(goal)])
    (fault,) = caught.value.faults
    (column,) = told.keys() - {"measure"}
    assert (fault.column, fault.value, fault.expected.code) == (column, told[column], code)


def test_two_may_begin_between_two_ranks_and_pass_the_full_score() -> None:
    rank = {"measure": "rank", "baseline": "4.5", "target": "4", "with_id": "S002"}
    for fine in (rank, {"target": "120"}, {"measure": "words", "target": "500"}):
        goal = {**_GOAL, **fine, "student_id": "S001"}
        small_term(goals=[Goal.model_validate(goal)])


@pytest.mark.parametrize("told", ["nan", "NaN %", "inf", "-Infinity", "1e400", "1_0"])
@pytest.mark.parametrize("column", ["target", "baseline"])
def test_what_no_mark_can_be_measured_against_is_no_number(column: str, told: str) -> None:
    with pytest.raises(ValidationError):
        Goal.model_validate({**_GOAL, column: told})
