"""Decisions of a plan in words."""

from __future__ import annotations

from pairing.model.messages.message import Message, say, word
from pairing.model.plan import Mentorship, Pair, PlanRow, TeamMember
from pairing.model.school import School

__all__ = ["couple_words"]


def couple_words(school: School, row: PlanRow, taken: bool) -> Message:
    """A row of a plan in words, as taken or given up."""
    match row:
        case Pair(tutee_id=tutee_id, tutor_id=tutor_id, subject=subject):
            one, other = school.student[tutor_id].name, school.student[tutee_id].name
            return (
                say(
                    "couple.helps",
                    "{one} helps {other} in {subject}",
                    one=one,
                    other=other,
                    subject=subject,
                )
                if taken
                else say(
                    "couple.helps_no_longer",
                    "{one} no longer helps {other} in {subject}",
                    one=one,
                    other=other,
                    subject=subject,
                )
            )
        case Mentorship(student_id=student_id, teacher_id=teacher_id):
            one, other = school.teacher[teacher_id].name, school.student[student_id].name
            return (
                say("couple.carries", "{one} carries {other}", one=one, other=other)
                if taken
                else say(
                    "couple.carries_no_longer",
                    "{one} no longer carries {other}",
                    one=one,
                    other=other,
                )
            )
        case TeamMember(student_id=student_id, unit_id=unit_id, dimension=dimension):
            one, other = school.unit[unit_id].name, school.student[student_id].name
            need = word(dimension)
            return (
                say(
                    "couple.helps_family",
                    "{one} helps the family of {other} in {need}",
                    one=one,
                    other=other,
                    need=need,
                )
                if taken
                else say(
                    "couple.helps_family_no_longer",
                    "{one} no longer helps the family of {other} in {need}",
                    one=one,
                    other=other,
                    need=need,
                )
            )
    raise ValueError(f"{row} is no couple")
