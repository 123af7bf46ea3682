"""mentor_match: a mentor who already knows the student and the need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pairing.model.enums import DIMENSIONS, Dimension, Level
from pairing.model.message import Message, say
from pairing.model.records import Student, Teacher
from pairing.model.school import School
from pairing.rules.base import Weight
from pairing.rules.market_rule import ArcRule, MentorRule
from pairing.screening import Findings

__all__ = ["MentorMatch"]

_AT_HOME = (Dimension.FAMILY, Dimension.ECONOMY, Dimension.SAFETY)


class MentorMatch(MentorRule, ArcRule[Student, Teacher]):
    """A mentor fits who teaches the needed subject, leads the class, or lives nearby.

    Units: 3 for the teacher of a subject the student needs help in, 2 for the homeroom
    teacher (3 where a need is of life, not of a subject), 1 for any teacher of the class,
    1 for the same area where the need is at home.
    """

    id = "mentor_match"
    title = "A mentor who knows the student"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(4, description="Points for each unit of fit")

    def words(self, school: School) -> Message:
        return say("give students a mentor who knows them")

    def _reasons(
        self, findings: Findings, mentee: Student, teacher: Teacher
    ) -> Iterator[tuple[int, Message]]:
        school = findings.school
        needs = [need.need for need in findings.needs_of.get(mentee.student_id, ())]
        taught = school.teachers_of[mentee.class_id]
        subjects = [subject for subject, ids in taught.items() if teacher.teacher_id in ids]
        needed = [subject for subject in subjects if subject in needs]
        of_life = any(need in DIMENSIONS for need in needs)
        if needed:
            yield 3, say("teaches {subject}", subject=", ".join(needed))
        if school.class_[mentee.class_id].homeroom_teacher_id == teacher.teacher_id:
            yield (3 if of_life else 2), say("leads {class_id}", class_id=mentee.class_id)
        elif subjects and not needed:
            yield 1, say("teaches the class {subject}", subject=", ".join(subjects))
        at_home = any(need in _AT_HOME for need in needs)
        if at_home and teacher.area is not None and teacher.area == mentee.area:
            yield 1, say("lives in {area} too", area=teacher.area)

    def measure(self, findings: Findings, task: Student, worker: Teacher) -> int:
        return sum(units for units, _ in self._reasons(findings, task, worker))

    def tell(self, findings: Findings, task: Student, worker: Teacher) -> Message:
        reasons = ", ".join(str(text) for _, text in self._reasons(findings, task, worker))
        return say("{reasons}", reasons=reasons)
