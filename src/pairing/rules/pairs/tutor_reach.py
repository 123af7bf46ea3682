"""tutor_reach: how far to look for a tutor: in the class, the grade, or the whole school."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level, Reach
from pairing.model.messages.message import Message, say, word
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, PairRule
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["TutorReach"]


class TutorReach(PairRule, ArcRule[PairMarket]):
    """Tutors come from the tutee's class, from the grade, or across ages from the whole school.

    A student of another grade is able by the standard of their own.
    """

    id = "tutor_reach"
    title = "Where tutors come from"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")
    within: Reach = Field(Reach.GRADE, description="class, grade, or school for tutors of any age")

    def words(self, school: School) -> Message:
        return say(
            "tutor_reach.rule",
            "look for tutors within the {within}",
            within=word(self.within.value),
        )

    def reaches(self, market: PairMarket, couples: Couples) -> BoolArray:
        """Whether each couple is near enough."""
        match self.within:
            case Reach.CLASS:
                place = market.class_of
            case Reach.GRADE:
                place = market.grade_of
            case Reach.SCHOOL:
                return np.ones(len(couples.task), dtype=bool)
        near: BoolArray = place[market.tutee[couples.task]] == place[couples.worker]
        return near

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        return self.reaches(market, couples).astype(np.int64) - 1

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        return say(
            "tutor_reach.outside",
            "{name} is not of the same {within}",
            name=findings.school.label(worker.student_id),
            within=word(self.within.value),
        )
