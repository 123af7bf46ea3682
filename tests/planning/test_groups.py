"""Learning groups and teaching groups: sizes, tutors for needs, conflicts, teachers, limits."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import entry, one_class, student
from pairing.model.enums import Attendance, RelationKind, Role, Status
from pairing.model.records import Teacher, Teaching
from pairing.model.school import School
from pairing.planning import Context
from pairing.planning.groups.learning import group_sizes, learning_groups
from pairing.planning.groups.teaching import TeachingLimits, teaching_groups
from pairing.sample import make_sample
from pairing.screening import screen


@given(st.integers(0, 200), st.integers(3, 5))
def test_groups_have_three_to_five(students: int, size: int) -> None:
    sizes = group_sizes(students, size)
    assert sum(sizes) == students
    if students >= 3:
        assert all(3 <= one <= 5 for one in sizes)
        assert max(sizes) - min(sizes) <= 1
    if students >= 40:
        assert abs(len(sizes) - students / size) <= 1


def test_every_need_of_the_sample_has_a_tutor_in_its_group() -> None:
    school = make_sample(4, 42, 7).school()
    context = Context.of(school)
    findings = context.findings
    for class_id in school.class_:
        made = learning_groups(context, class_id)
        members = [one for group in made.groups for one in group.members]
        assert sorted(members) == sorted(one.student_id for one in school.seated(class_id))
        assert not any(group.alone for group in made.groups)
        for group in made.groups:
            for pair in group.help:
                assert pair.tutor_id in findings.able(class_id, pair.subject)
                assert {pair.tutor_id, pair.tutee_id} <= set(group.members)
        conflicts = {
            frozenset((row.student_id, row.other_id))
            for row in school.relations
            if row.kind is RelationKind.CONFLICT
        }
        assert not any(pair <= set(group.members) for group in made.groups for pair in conflicts)


def test_groups_share_out_those_who_need_help_and_obey_who_with_whom() -> None:
    levels = [20, 25, 30, 90, 91, 92, 75, 76, 77, 78, 79, 80]
    rules = [
        entry("keep_apart", level="hard", students=["S004", "S005"], distance=2),
        entry("keep_together", level="hard", students=["S001", "S007"]),
    ]
    school = one_class(levels, rules=rules)
    made = learning_groups(Context.of(school), "7A")
    assert [len(group.members) for group in made.groups] == [4, 4, 4]
    tutees = [len({"S001", "S002", "S003"} & set(group.members)) for group in made.groups]
    assert tutees == [1, 1, 1]
    group_of = {one: group.number for group in made.groups for one in group.members}
    assert group_of["S004"] != group_of["S005"]
    assert group_of["S001"] == group_of["S007"]


def test_groups_that_cannot_be_say_why_and_remote_students_are_in_none() -> None:
    rules = [
        entry("keep_apart", level="hard", students=["S001", "S002"]),
        entry("keep_together", level="hard", students=["S001", "S002"], within="group"),
    ]
    made = learning_groups(Context.of(one_class([20, 90, 80, 70, 71, 72], rules=rules)), "7A")
    assert made.groups == ()
    assert made.summary.status is Status.INFEASIBLE
    assert len(made.summary.conflict) == 2
    people = [student(1, attends=Attendance.REMOTE), *(student(n) for n in range(2, 6))]
    made = learning_groups(Context.of(one_class([20, 90, 80, 70, 75], people=people)), "7A")
    assert [group.members for group in made.groups] == [("S002", "S003", "S004", "S005")]


def taught(levels: list[float | None], teachers: int = 2) -> School:
    return one_class(
        levels,
        teachers=[
            Teacher(teacher_id=f"T{n}", name=f"T{n}", roles=(Role.SUBJECT,))
            for n in range(1, teachers + 1)
        ],
        teaching=[
            Teaching(class_id="7A", subject="maths", teacher_id=f"T{n}")
            for n in range(1, teachers + 1)
        ],
    )


@pytest.mark.parametrize("level", [True, False])
def test_teaching_groups_keep_their_limits(level: bool) -> None:
    school = make_sample(6, 42, 3).school()
    findings = screen(school)
    limits = TeachingLimits(3, 5, 2, level)
    made = teaching_groups(findings, limits)
    assert made.optimal
    assert made.groups
    severity = {(need.student_id, need.need): need.severity for need in findings.needs}
    for group in made.groups:
        assert 3 <= len(group.students) <= 5
        assert {school.grade_of[one] for one in group.students} == {group.grade}
        found = {severity[one, group.subject] for one in group.students}
        assert found == {group.level} if level else group.level is None
        assert any(
            group.teacher_id in school.teachers_of[record.class_id].get(group.subject, ())
            for record in school.classes
            if record.grade == group.grade
        )
    assert max(Counter(group.teacher_id for group in made.groups).values()) <= 2
    taught_once = Counter((group.subject, one) for group in made.groups for one in group.students)
    assert max(taught_once.values()) == 1
    left = sum(int(str(note.facts["count"])) for note in made.notes)
    assert len(taught_once) + left == len(findings.subject_needs)


def test_teaching_groups_are_as_few_as_can_be_and_say_what_is_left_out() -> None:
    school = taught([20, 21, 22, 23, 24, 90, 91, 92, 93, 94, 95, 96, 97])
    findings = screen(school)
    together = teaching_groups(findings, TeachingLimits(2, 8, level=False))
    assert [len(group.students) for group in together.groups] == [5]
    small = teaching_groups(findings, TeachingLimits(2, 2, 1, level=False))
    assert sorted(len(group.students) for group in small.groups) == [2, 2]
    assert [str(note) for note in small.notes] == [
        "grade 7, maths: the teachers are full, 1 left without a group"
    ]
    few = teaching_groups(findings, TeachingLimits(6, 8, level=False))
    assert few.groups == ()
    assert "too few for a group" in str(few.notes[0])
    alone = teaching_groups(screen(one_class([20, 21, 22, 90, 91])), TeachingLimits(2, 8))
    assert all("nobody teaches it" in str(note) or "too few" in str(note) for note in alone.notes)
    with pytest.raises(ValueError, match="lies between"):
        TeachingLimits(5, 4)
