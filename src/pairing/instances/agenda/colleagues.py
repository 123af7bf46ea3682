"""Who teaches a student's subject beside the teacher who is away: the nearest first."""

from __future__ import annotations

from pairing.model.school import School

__all__ = ["Colleagues"]


class Colleagues:
    """The teachers of each subject of a school, and how near each is to a student."""

    def __init__(self, school: School) -> None:
        self._school = school
        self._of_school: dict[str, set[str]] = {}
        self._of_grade: dict[tuple[str, str], set[str]] = {}
        for one in school.teachers:
            for subject in one.subjects:
                self._of_school.setdefault(subject, set()).add(one.teacher_id)
        for student in school.students:
            grade = school.grade_of[student.student_id]
            for subject, teachers in school.taught(student.student_id).items():
                self._of_school.setdefault(subject, set()).update(teachers)
                self._of_grade.setdefault((grade, subject), set()).update(teachers)
        for row in school.teaching:
            self._of_school.setdefault(row.subject, set()).add(row.teacher_id)
            grade = school.class_[row.class_id].grade
            self._of_grade.setdefault((grade, row.subject), set()).add(row.teacher_id)

    def of(self, student_id: str, subject: str) -> dict[str, int]:
        """How near each teacher of the subject is to a student, by id.

        1: one of the student's own teachers of it; 2: one of the grade's; 3: who else has it.
        """
        own = self._school.taught(student_id).get(subject, frozenset())
        grade = self._of_grade.get((self._school.grade_of[student_id], subject), set())
        return {
            teacher_id: 1 if teacher_id in own else 2 if teacher_id in grade else 3
            for teacher_id in sorted(self._of_school.get(subject, set()))
        }
