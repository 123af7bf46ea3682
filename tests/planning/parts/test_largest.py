"""Any part: the largest plan its limits allow, which the judge accepts; no conflict but of pins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import entry, marks, one_class, student
from exploring import examples
from pairing.model.enums import Dimension, Part, Role, Source, Status
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Pair, PlanRow, TeamMember
from pairing.model.records import Indicator, Teacher, Teaching, Unit
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan, verify
from pairing.planning.context import Context
from pairing.planning.parts.assignment import AssignmentPlanner
from pairing.planning.parts.registry import planner_of
from pairing.solvers.assignment.engine import may_hold
from pairing.terms.assignment import AssignmentProblem

PARTS = (Part.PAIRS, Part.MENTORS, Part.TEAMS)
DIMENSIONS = [Dimension.FAMILY, Dimension.SAFETY]
RULES = [
    entry("mentor_load", most=1),
    entry("every_mentee", most=1),
    entry("severity_load", most=3),
    entry("mentor_wishes"),
    entry("fair_caseload", weigh_severity=False),
    entry("fair_caseload", weigh_severity=True),
    entry("tutor_load", most=1, most_if_struggling=1),
    entry("one_tutor"),
    entry("cover_needs", want=2),
    entry("same_gender", level="hard"),
    entry("unit_area", weight=50),
]


@st.composite
def schools(draw: st.DrawFn) -> School:
    """A class with needs of both kinds, and hands that seldom suffice."""
    levels = draw(st.lists(st.sampled_from([5, 30, 45, 80, 90, 95]), min_size=3, max_size=7))
    people = [student(number + 1) for number in range(len(levels))]
    ids = [one.student_id for one in people]
    teachers = []
    for number in range(draw(st.integers(0, 3))):
        low = draw(st.sampled_from([None, 0, 1, 3]))
        high = draw(st.sampled_from([None, 0, 1, 2]))
        role = draw(st.sampled_from([Role.CADRE, Role.SUBJECT]))
        teachers.append(
            Teacher(
                teacher_id=f"T{number}",
                name=f"Teacher {number}",
                roles=(role,),
                min_mentees=low if high is None or (low or 0) <= high else high,
                max_mentees=high,
            )
        )
    signs = draw(
        st.lists(
            st.builds(
                Indicator,
                student_id=st.sampled_from(ids),
                dimension=st.sampled_from(DIMENSIONS),
                indicator=st.sampled_from(["a sign", "trusts T0", "trusts T1"]),
                severity=st.integers(1, 3),
                source=st.just(Source.OBSERVATION),
                date=st.just(marks("S001", "maths", [1])[0].date),
            ),
            max_size=4,
        )
    )
    units = [
        Unit(
            unit_id=f"U{number}",
            name=f"Unit {number}",
            kind="office",
            serves=tuple(draw(st.sets(st.sampled_from(DIMENSIONS), min_size=1))),
            capacity=draw(st.integers(0, 2)),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    rules = draw(st.lists(st.sampled_from(RULES), max_size=3, unique_by=lambda rule: rule.id))
    taught = [Teaching(class_id="7A", subject="maths", teacher_id="T0")] if teachers else []
    return one_class(
        levels,
        people=people,
        teachers=teachers,
        teaching=taught,
        indicators=signs,
        units=units,
        rules=rules,
    )


def _problem(
    school: School, part: str, rules: Sequence[RuleEntry], pins: Sequence[Pin]
) -> AssignmentProblem:
    planner = planner_of(part)
    assert isinstance(planner, AssignmentPlanner)
    return planner.question(Context.of(school.with_rules(rules)), pins).problem


@examples(120)
@given(schools())
def test_without_pins_every_part_is_planned_and_accepted(school: School) -> None:
    outcome = make_plan(school, only=PARTS)
    for part in PARTS:
        assert outcome.summary.parts[part].status is not Status.INFEASIBLE
    assert verify(school, outcome.plan).approved
    for part in PARTS:
        summary = outcome.summary.parts[part]
        assert summary.objective <= summary.bound
    # To keep a plan is no reason to leave out anybody either.
    again = make_plan(school, only=PARTS, keep=outcome.plan)
    assert verify(school, again.plan).approved


@examples(120)
@given(schools(), st.data())
def test_pins_are_kept_or_a_smallest_conflict_is_named(school: School, data: st.DataObject) -> None:
    rows = list(data.draw(st.sets(st.sampled_from(_every(school)), max_size=4)))
    pins = [Pin(row) for row in rows]
    outcome = make_plan(school, only=PARTS, pins=pins)
    for part in PARTS:
        summary = outcome.summary.parts[part]
        own = [pin for pin in pins if pin.part == part]
        if summary.status is not Status.INFEASIBLE:
            kept = set(outcome.plan.part(part) or ())
            assert summary.status is Status.NOT_PLANNED or {pin.row for pin in own} <= kept
            continue
        assert summary.owners and len(summary.owners) == len(summary.conflict)
        problem = _problem(school, part, school.rules, own)
        _check_smallest(problem, set(summary.owners))
    assert verify(school, outcome.plan).approved


def _check_smallest(problem: AssignmentProblem, owners: set[str]) -> None:
    def hold(kept: set[str]) -> bool:
        terms = tuple(one for one in problem.terms if one.hard and one.owner in kept)
        return may_hold(replace(problem, terms=terms))

    assert not hold(owners)
    for owner in owners:
        assert hold(owners - {owner})


def _every(school: School) -> list[PlanRow]:
    """Rows that a person might pin, sensible or not."""
    ids = [one.student_id for one in school.students]
    found: list[PlanRow] = [Mentorship(one, two) for one in ids for two in school.teacher]
    found += [Pair(one, two, "maths") for one in ids for two in ids if one != two]
    found += [
        TeamMember(one, unit, dimension.value)
        for one in ids
        for unit in school.unit
        for dimension in DIMENSIONS
    ]
    return found


def test_the_plan_lists_who_is_pinned() -> None:
    teacher = Teacher(teacher_id="T0", name="A", roles=(Role.SUBJECT,))
    school = one_class([5, 90, 95], teachers=[teacher])
    outcome = make_plan(school, only=(Part.MENTORS,), pins=[Pin(Mentorship("S001", "T0"))])
    (table,) = planner_of(Part.MENTORS).tables
    (row,) = outcome.plan.mentors or ()
    cells = dict(zip(table.columns, map(str, table.values(row)), strict=True))
    assert cells["pinned"] == "yes"
    assert table.parse(cells).pinned
