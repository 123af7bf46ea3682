from __future__ import annotations

from typing import Any

from builders import entry, one_class
from pairing.model.plan import Mentorship, Plan
from pairing.model.records import ClassRecord, Teaching
from pairing.planning import make_plan, verify
from rules.mentors.caseloads import LEVELS, matches, sign, teacher


def test_each_mentor_beyond_the_first_costs() -> None:
    school = one_class(LEVELS, teachers=[teacher(1), teacher(2)])
    ends = [("S001", "T1"), ("S001", "T2"), ("S002", "T1"), ("S003", "T1")]
    plan = Plan(mentors=tuple(Mentorship(*two) for two in ends))
    (match,) = matches(school, plan, "one_mentor")
    assert (match.students, match.amount) == (("S001",), -1)


def test_subject_teachers_stand_beside_the_lead_of_a_student_with_several_needs() -> None:
    tables: dict[str, Any] = {
        "teachers": [teacher(1, max_mentees=1), teacher(2)],
        "indicators": [sign("shouts at everybody")],
        "teaching": [Teaching(class_id="7A", subject="maths", teacher_id="T2")],
        "classes": [ClassRecord(class_id="7A", grade="7", layout_id="R", homeroom_teacher_id="T1")],
    }
    alone = make_plan(one_class(LEVELS, **tables)).plan.mentors or ()
    assert len(alone) == 3
    school = one_class(
        LEVELS, **tables, rules=[entry("one_mentor", beside=1), entry("fair_caseload", trade=1)]
    )
    outcome = make_plan(school)
    mentors = [row for row in outcome.plan.mentors or () if row.student_id == "S001"]
    assert [row.teacher_id for row in mentors] == ["T1", "T2"]
    assert [row.reasons[0].code for row in mentors] == ["mentors.leads", "mentors.beside_lead"]
    assert len(outcome.plan.mentors or ()) == 4
    assert verify(school, outcome.plan).approved
