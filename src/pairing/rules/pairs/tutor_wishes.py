"""tutor_wishes: a tutor whom the tutee wishes for, the first choice before the second."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, PairRule
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["TutorWishes"]


class TutorWishes(PairRule, ArcRule[PairMarket]):
    """Whom a tutee wishes for as a tutor in the table wishes, or a tutor as a tutee.

    A first choice earns the weight three times, a second twice, a third once.
    """

    id = "tutor_wishes"
    title = "Wished tutors"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(3, description="Points for a third choice; a first earns three times")

    def words(self, school: School) -> Message:
        return say("tutor_wishes.rule", "prefer the tutor whom the tutee wishes for")

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        return market.wished(couples)

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        return say("wishes.choice", "choice {rank}", rank=4 - amount)
