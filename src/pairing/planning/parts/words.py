"""Decisions of a plan in words."""

from __future__ import annotations

from pairing.model.messages.message import Message, say
from pairing.model.plan import Mentorship, Pair, PlanRow, TeamMember
from pairing.model.school import School

__all__ = ["couple_words"]


def couple_words(school: School, row: PlanRow, taken: bool) -> Message:
    """A row of a plan in words, as taken or given up."""
    match row:
        case Pair(tutee_id=tutee_id, tutor_id=tutor_id, subject=subject):
            template = (
                "{one} helps {other} in {subject}"
                if taken
                else "{one} no longer helps {other} in {subject}"
            )
            one, other = school.student[tutor_id].name, school.student[tutee_id].name
            return say(template, one=one, other=other, subject=subject)
        case Mentorship(student_id=student_id, teacher_id=teacher_id):
            template = "{one} carries {other}" if taken else "{one} no longer carries {other}"
            one, other = school.teacher[teacher_id].name, school.student[student_id].name
            return say(template, one=one, other=other)
        case TeamMember(student_id=student_id, unit_id=unit_id, dimension=dimension):
            template = (
                "{one} helps the family of {other} in {need}"
                if taken
                else "{one} no longer helps the family of {other} in {need}"
            )
            one, other = school.unit[unit_id].name, school.student[student_id].name
            return say(template, one=one, other=other, need=say(dimension))
    raise ValueError(f"{row} is no couple")
