"""mentor_continuity: a student keeps last term's mentor, unless it went badly."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.records import Student, Teacher
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, MentorRule
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["MentorContinuity"]


class MentorContinuity(MentorRule, ArcRule[MentorMarket]):
    """Trust takes time: a mentor of mentor_history goes on.

    Units: 2 where it was not rated, else the rating less 3, so 1 and 2 part the two.
    """

    id = "mentor_continuity"
    title = "The same mentor as before"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(4, description="Points for each unit")

    def words(self, school: School) -> Message:
        return say(
            "mentor_continuity.rule", "students keep the mentor they had, unless it went badly"
        )

    def measure(self, market: MentorMarket, couples: Couples) -> IntArray:
        return market.continuity(couples)

    def tell(self, findings: Findings, task: Student, worker: Teacher, amount: int) -> Message:
        rating = findings.school.past_mentors[task.student_id, worker.teacher_id]
        if rating is None:
            return say("mentor_continuity.before", "the student's mentor before")
        return say(
            "mentor_continuity.before_rated",
            "the student's mentor before, rated {rating} of 5",
            rating=rating,
        )
