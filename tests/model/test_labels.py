"""Two of one name are told apart, and nobody else is bothered."""

from __future__ import annotations

from dataclasses import replace

from pairing.model.school import School
from pairing.sample import make_sample


def small() -> School:
    """A school in which nobody has another's name."""
    school = make_sample(1, 12, 3).school()
    return replace(
        school,
        students=tuple(
            row.model_copy(update={"name": f"Pupil {number}"})
            for number, row in enumerate(school.students)
        ),
    )


def test_a_name_is_enough_where_one_has_it() -> None:
    school = small()
    assert all(school.label(row.student_id) == row.name for row in school.students)


def renamed(school: School, name: str) -> School:
    """The school whose first two students, and first teacher, have nearly the same name."""
    first, second, *others = school.students
    teacher, *staff = school.teachers
    return replace(
        school,
        students=(
            first.model_copy(update={"name": name}),
            second.model_copy(update={"name": f" {name.upper()} "}),
            *others,
        ),
        teachers=(teacher.model_copy(update={"name": name}), *staff),
    )


def test_two_of_one_name_have_their_ids_beside_it() -> None:
    school = renamed(small(), "Li Na")
    one, other = (row.student_id for row in school.students[:2])
    teacher = school.teachers[0].teacher_id
    labels = {school.label(one), school.label(other), school.teacher_label(teacher)}
    assert len(labels) == 3
    assert school.label(one) == f"Li Na ({one})"
    assert all(school.label(row.student_id) == row.name for row in school.students[2:])


def test_a_student_and_a_teacher_of_one_id_are_not_mixed_up() -> None:
    school = small()
    student, teacher = school.students[0], school.teachers[0]
    clash = replace(
        school,
        students=(student.model_copy(update={"student_id": teacher.teacher_id}),),
    )
    assert clash.label(teacher.teacher_id) == student.name
    assert clash.teacher_label(teacher.teacher_id) == teacher.name
