"""mentor_wishes: a mentor whom the student wishes for, the first choice before the second."""

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

__all__ = ["MentorWishes"]


class MentorWishes(MentorRule, ArcRule[MentorMarket]):
    """Whom a student wishes for as a mentor in the table wishes, or a teacher as a mentee.

    A first choice earns the weight three times, a second twice, a third once.
    """

    id = "mentor_wishes"
    title = "Wished mentors"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(5, description="Points for a third choice; a first earns three times")

    def words(self, school: School) -> Message:
        return say("mentor_wishes.rule", "prefer the mentor whom the student wishes for")

    def measure(self, market: MentorMarket, couples: Couples) -> IntArray:
        return market.wished(couples)

    def tell(self, findings: Findings, task: Student, worker: Teacher, amount: int) -> Message:
        return say("wishes.choice", "choice {rank}", rank=4 - amount)
