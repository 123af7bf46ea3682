"""avoided_mentors: nobody is carried by a teacher whom they ask to be spared."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
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

__all__ = ["AvoidedMentors"]


class AvoidedMentors(MentorRule, ArcRule[MentorMarket]):
    """A wish for a mentor whose rank is avoid: of a student, or of a teacher."""

    id = "avoided_mentors"
    title = "Avoided mentors"
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="hard must hold; soft may be traded")
    weight: Weight = Field(40, description="Points lost for an avoided mentor, as a soft rule")

    def words(self, school: School) -> Message:
        return say("avoided_mentors.rule", "no mentor whom a student asks to be spared")

    def measure(self, market: MentorMarket, couples: Couples) -> IntArray:
        return -market.avoided(couples).astype(np.int64)

    def tell(self, findings: Findings, task: Student, worker: Teacher, amount: int) -> Message:
        return say("wishes.avoided", "one of the two asks to be spared the other")
