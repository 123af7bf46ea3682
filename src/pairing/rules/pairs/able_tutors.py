"""able_tutors: a tutor stands in the top share of the class and has no need in the subject."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, PairRule
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["AbleTutors"]


class AbleTutors(PairRule, ArcRule[PairMarket]):
    """Only students who are able in a subject are asked to tutor it.

    The student of each class who improved most in a subject may be asked too, for they know
    how it is done; whoever has a need in it themselves is not.
    """

    id = "able_tutors"
    title = "Able tutors"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")
    most_improved: bool = Field(
        False, description="Ask the student of each class who improved most in the subject too"
    )

    def words(self, school: School) -> Message:
        return say("able_tutors.rule", "tutors are able in the subject they help with")

    def offered(self, market: PairMarket) -> BoolArray:
        """(students, subjects): who may be asked to tutor."""
        return market.able | market.most_improved if self.most_improved else market.able

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        able = self.offered(market)[couples.worker, market.subject[couples.task]]
        return able.astype(np.int64) - 1

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        return say(
            "able_tutors.not_able",
            "{name} is not able in {subject}",
            name=findings.school.label(worker.student_id),
            subject=task.need,
        )
