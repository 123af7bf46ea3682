from __future__ import annotations

import pytest

from builders import entry, one_class
from pairing.model.plan import Mentorship, Plan
from pairing.planning import make_plan, verify
from pairing.screening import screen
from rules.mentors.caseloads import LEVELS, matches, mentors_of, sign, teacher

TEACHERS = [teacher(1), teacher(2)]


@pytest.mark.parametrize(
    "text", ["trusts T2", "Trusts Teacher 2 most", "信任T2老师", "只信赖 Teacher 2"]
)
def test_a_trusted_teacher_is_preferred(text: str) -> None:
    school = one_class(LEVELS, teachers=TEACHERS, indicators=[sign(text)])
    outcome = make_plan(school)
    assert set(mentors_of(outcome.plan, "S001")) == {"T2"}
    (match,) = matches(school, outcome.plan, "trusted_teacher")
    assert (match.students, match.amount) == (("S001",), 1)
    (row,) = (row for row in outcome.plan.mentors or () if row.student_id == "S001")
    assert match.text in row.reasons
    # Trust is no sign of trouble.
    assert [need.need for need in outcome.findings.needs_of["S001"]] == ["maths"]


@pytest.mark.parametrize("text", ["does not trust T2", "不信任T2", "trusts T21", "trusts nobody"])
def test_what_does_not_speak_of_trust_in_a_teacher_names_nobody(text: str) -> None:
    school = one_class(LEVELS, teachers=TEACHERS, indicators=[sign(text)])
    assert school.trusted_teachers == {}
    assert "relations" in [need.need for need in screen(school).needs_of["S001"]]


def test_as_a_hard_rule_it_binds_only_those_who_trust_somebody() -> None:
    school = one_class(
        LEVELS,
        teachers=TEACHERS,
        indicators=[sign("trusts T2")],
        rules=[entry("trusted_teacher", level="hard")],
    )
    outcome = make_plan(school)
    assert verify(school, outcome.plan).approved
    assert len(outcome.plan.mentors or ()) == 3
    swapped = tuple(
        Mentorship(row.student_id, "T1" if row.student_id == "S001" else row.teacher_id)
        for row in outcome.plan.mentors or ()
    )
    assert not verify(school, Plan(mentors=swapped)).approved
