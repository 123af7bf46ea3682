"""The rules of mentors, by the plans that they make and forbid."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import EXAM_DAYS, entry, one_class
from pairing.model.enums import Dimension, Part, Role, Source, Status
from pairing.model.plan import Mentorship, Plan
from pairing.model.records import ClassRecord, Indicator, PastMentor, Teacher, Teaching
from pairing.planning import make_plan, verify
from pairing.screening import screen

LEVELS = [20, 25, 22, 80, 85, 90]
"""Three students need help."""


def teacher(number: int, *roles: Role, **more: Any) -> Teacher:
    return Teacher(
        teacher_id=f"T{number}", name=f"Teacher {number}", roles=roles or (Role.SUBJECT,), **more
    )


def loads(plan: Plan) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in plan.mentors or ():
        counts[row.teacher_id] = counts.get(row.teacher_id, 0) + 1
    return counts


def test_everyone_has_a_mentor_and_every_cadre_somebody() -> None:
    school = one_class(LEVELS, teachers=[teacher(1, Role.CADRE), teacher(2), teacher(3)])
    outcome = make_plan(school)
    assert loads(outcome.plan) == {"T1": 1, "T2": 1, "T3": 1}
    assert outcome.summary.parts[Part.MENTORS].status is Status.OPTIMAL


def test_limits_of_the_table_are_kept() -> None:
    teachers = [teacher(1, max_mentees=0), teacher(2, min_mentees=2), teacher(3, max_mentees=1)]
    assert loads(make_plan(one_class(LEVELS, teachers=teachers)).plan) == {"T2": 2, "T3": 1}


def test_more_cadres_than_students_share_them() -> None:
    teachers = [teacher(n, Role.CADRE) for n in range(5)]
    plan = make_plan(one_class(LEVELS, teachers=teachers)).plan
    assert loads(plan) == {f"T{n}": 1 for n in range(5)}


def test_too_little_room_is_a_conflict_of_two_rules() -> None:
    school = one_class(LEVELS, teachers=[teacher(1, max_mentees=2)])
    outcome = make_plan(school)
    mentors = outcome.summary.parts[Part.MENTORS]
    assert mentors.status is Status.INFEASIBLE
    assert sorted(str(member) for member in mentors.conflict) == [
        "caseloads stay within each teacher's limits, and each cadre carries someone",
        "each student with a need has 1 to 3 mentors",
    ]
    assert [str(note) for note in mentors.notes] == [
        f"it helps to relax: {member}" for member in mentors.conflict
    ]


def test_the_teacher_of_the_subject_is_preferred() -> None:
    school = one_class(
        LEVELS,
        teachers=[teacher(1), teacher(2)],
        teaching=[Teaching(class_id="7A", subject="maths", teacher_id="T2")],
        classes=[ClassRecord(class_id="7A", grade="7", layout_id="R")],
    )
    outcome = make_plan(school)
    assert loads(outcome.plan) == {"T2": 3}
    assert all(str(row.reasons[0]) == "teaches maths" for row in outcome.plan.mentors or ())


def test_balance_can_outweigh_fit() -> None:
    school = one_class(
        LEVELS,
        teachers=[teacher(1), teacher(2)],
        teaching=[Teaching(class_id="7A", subject="maths", teacher_id="T2")],
        rules=[entry("mentor_balance", weight=20)],
    )
    assert loads(make_plan(school).plan) == {"T1": 1, "T2": 2}


def test_verify_tells_a_broken_limit_and_a_missing_mentor() -> None:
    school = one_class(LEVELS, teachers=[teacher(1, max_mentees=1), teacher(2, Role.CADRE)])
    plan = Plan(mentors=(Mentorship("S001", "T1"), Mentorship("S002", "T1")))
    verdict = verify(school, plan)
    told = [str(m.text) for s in verdict.scores[Part.MENTORS] if s.rule.hard for m in s.matches]
    assert "Teacher 1 carries 2 students, not 0 to 1" in told
    assert "Teacher 2 carries 0 students, not 1 to 6" in told
    assert "Name 3 has 0 mentors" in told
    assert verdict.violations == 3


def test_severity_weighs_a_caseload() -> None:
    teachers = [teacher(1), teacher(2), teacher(3)]
    severities = {need.student_id: need.severity for need in screen(one_class(LEVELS)).needs}
    most = max(severities.values())
    rules = [entry("severity_load", most=most)]
    school = one_class(LEVELS, teachers=teachers, rules=rules)
    outcome = make_plan(school)
    carried: dict[str, int] = {}
    for row in outcome.plan.mentors or ():
        carried[row.teacher_id] = carried.get(row.teacher_id, 0) + severities[row.student_id]
    assert sum(carried.values()) == sum(severities.values())
    assert max(carried.values()) <= most
    assert verify(school, outcome.plan).approved
    all_to_one = Plan(mentors=tuple(Mentorship(one, "T1") for one in severities))
    told = [
        str(match.text)
        for score in verify(school, all_to_one).scores[Part.MENTORS]
        if score.rule.id == "severity_load"
        for match in score.matches
    ]
    total = sum(severities.values())
    assert told == [f"Teacher 1 carries a severity of {total}, at most {most} is allowed"]


def trust(text: str, student_id: str = "S001") -> Indicator:
    return Indicator(
        student_id=student_id,
        dimension=Dimension.RELATIONS,
        indicator=text,
        severity=3,
        source=Source.OBSERVATION,
        date=EXAM_DAYS[-1],
    )


@pytest.mark.parametrize(
    "text", ["trusts T2", "Trusts Teacher 2 most", "信任T2老师", "只信赖 Teacher 2"]
)
def test_a_trusted_teacher_is_preferred(text: str) -> None:
    school = one_class(LEVELS, teachers=[teacher(1), teacher(2)], indicators=[trust(text)])
    outcome = make_plan(school)
    assert {row.teacher_id for row in outcome.plan.mentors or () if row.student_id == "S001"} == {
        "T2"
    }
    told = [row.reasons for row in outcome.plan.mentors or () if row.student_id == "S001"]
    assert "trusted by the student" in map(str, told[0])
    # Trust is no sign of trouble.
    assert [need.need for need in outcome.findings.needs_of["S001"]] == ["maths"]


@pytest.mark.parametrize("text", ["does not trust T2", "不信任T2", "trusts T21", "trusts nobody"])
def test_what_does_not_speak_of_trust_in_a_teacher_names_nobody(text: str) -> None:
    school = one_class(LEVELS, teachers=[teacher(1), teacher(2)], indicators=[trust(text)])
    assert school.trusted_teachers == {}
    assert "relations" in [need.need for need in screen(school).needs_of["S001"]]


def test_trust_as_a_hard_rule_binds_only_those_who_trust_somebody() -> None:
    school = one_class(
        LEVELS,
        teachers=[teacher(1), teacher(2)],
        indicators=[trust("trusts T2")],
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


def past(student_id: str, teacher_id: str, rating: int | None) -> PastMentor:
    return PastMentor.model_validate(
        {
            "student_id": student_id,
            "teacher_id": teacher_id,
            "from": EXAM_DAYS[0],
            "rating": rating,
        }
    )


def test_a_mentor_goes_on_unless_it_went_badly() -> None:
    history = [past("S001", "T2", None), past("S002", "T2", 1), past("S003", "T9", 5)]
    teachers = [teacher(1), teacher(2)]
    school = one_class(LEVELS, teachers=teachers, mentor_history=history)
    mentor = {row.student_id: row.teacher_id for row in make_plan(school).plan.mentors or ()}
    assert mentor["S001"] == "T2"
    assert mentor["S002"] == "T1"


def test_subject_teachers_stand_beside_the_lead_of_a_student_with_several_needs() -> None:
    indicators = [trust("shouts at everybody")]
    teaching = [Teaching(class_id="7A", subject="maths", teacher_id="T2")]
    classes = [ClassRecord(class_id="7A", grade="7", layout_id="R", homeroom_teacher_id="T1")]
    tables: dict[str, Any] = {
        "teachers": [teacher(1, max_mentees=1), teacher(2)],
        "indicators": indicators,
        "teaching": teaching,
        "classes": classes,
    }
    alone = make_plan(one_class(LEVELS, **tables)).plan.mentors or ()
    assert len(alone) == 3
    school = one_class(LEVELS, **tables, rules=[entry("one_mentor", beside=1)])
    outcome = make_plan(school)
    mentors = [row for row in outcome.plan.mentors or () if row.student_id == "S001"]
    assert [row.teacher_id for row in mentors] == ["T1", "T2"]
    assert str(mentors[0].reasons[0]) == "leads the student's mentors"
    assert str(mentors[1].reasons[0]) == "beside the lead mentor"
    assert len(outcome.plan.mentors or ()) == 4
    assert verify(school, outcome.plan).approved


@pytest.mark.parametrize("weighed", [False, True])
def test_the_fairest_caseloads_come_before_fit(weighed: bool) -> None:
    """All three fit T2 best; T1 may carry one at most, so fair is 1, 1, 1 or by severity."""
    school = one_class(
        [10, 45, 44, 80, 85, 90],
        teachers=[teacher(1), teacher(2), teacher(3)],
        teaching=[Teaching(class_id="7A", subject="maths", teacher_id="T2")],
        rules=[entry("fair_caseload", weigh_severity=weighed), entry("mentor_match", weight=500)],
    )
    outcome = make_plan(school)
    assert loads(outcome.plan) == {"T1": 1, "T2": 1, "T3": 1}
    assert verify(school, outcome.plan).approved
    summary = outcome.summary.parts[Part.MENTORS]
    assert summary.status is Status.OPTIMAL
    severity = [need.severity for need in screen(school).needs]
    shown = ", ".join(map(str, sorted(severity if weighed else [1, 1, 1], reverse=True)))
    assert str(summary.notes[0]) == f"loads from the largest: {shown}; no plan is fairer"


def _sorted_loads(weights: list[int], limits: list[tuple[int, int]]) -> Iterator[list[int]]:
    """The loads, the largest first, of every way to give each mentee one mentor."""
    for ways in product(range(len(limits)), repeat=len(weights)):
        carried: list[list[int]] = [[] for _ in limits]
        for weight, mentor in zip(weights, ways, strict=True):
            carried[mentor].append(weight)
        if all(low <= len(own) <= high for own, (low, high) in zip(carried, limits, strict=True)):
            yield sorted(map(sum, carried), reverse=True)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_caseloads_of_random_schools_are_the_fairest_there_are(data: st.DataObject) -> None:
    """Every way to give each mentee one mentor within the limits, against the plan's loads."""
    levels = data.draw(st.lists(st.sampled_from([5, 25, 45, 80, 90]), min_size=3, max_size=6))
    limits = data.draw(
        st.lists(st.tuples(st.integers(0, 1), st.integers(1, 3)), min_size=2, max_size=3)
    )
    weighed = data.draw(st.booleans())
    school = one_class(
        levels,
        teachers=[
            teacher(number, min_mentees=low, max_mentees=high)
            for number, (low, high) in enumerate(limits)
        ],
        teaching=[Teaching(class_id="7A", subject="maths", teacher_id="T0")],
        # A second mentor is never needed where there are mentees enough for the lower limits.
        rules=[entry("fair_caseload", weigh_severity=weighed), entry("every_mentee", most=1)],
    )
    weights = [need.severity if weighed else 1 for need in screen(school).needs]
    outcome = make_plan(school, only=(Part.MENTORS,))
    fairest = min(_sorted_loads(weights, limits), default=None)
    summary = outcome.summary.parts[Part.MENTORS]
    if fairest is None:
        assert summary.status is Status.INFEASIBLE
        return
    shown = ", ".join(map(str, fairest))
    assert str(summary.notes[0]) == f"loads from the largest: {shown}; no plan is fairer"
    assert verify(school, outcome.plan).approved


def test_a_teacher_who_leaves_changes_only_their_own_students() -> None:
    teachers = [teacher(n) for n in range(1, 5)]
    levels = [20, 22, 24, 26, 28, 80, 82, 84, 86, 88]
    before = make_plan(one_class(levels, teachers=teachers)).plan
    left = one_class(levels, teachers=teachers[1:])
    after = make_plan(left, keep=before).plan
    old = {row.student_id: row.teacher_id for row in before.mentors or ()}
    new = {row.student_id: row.teacher_id for row in after.mentors or ()}
    assert "T1" in old.values()
    assert all(new[one] == old[one] for one in old if old[one] != "T1")
    assert verify(left, after).approved
