"""past_pairs: a pair that went well is kept, one that went badly is not."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.messages.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, PairRule
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["PastPairs"]

_NEUTRAL = 3


class PastPairs(PairRule, ArcRule[PairMarket]):
    """Last term's rating decides: 4 and 5 keep a pair together, 1 and 2 part it."""

    id = "past_pairs"
    title = "Past pairs"
    default: ClassVar[bool] = True

    weight: Weight = Field(
        4, description="Points for each mark of the rating above 3, lost for each below"
    )

    def words(self, school: School) -> Message:
        return say("past_pairs.rule", "keep the pairs that went well, part those that did not")

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        return market.past_rating(couples, none=_NEUTRAL) - _NEUTRAL

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        rated = findings.school.past_rating[worker.student_id, task.student_id, task.need]
        return say(
            "past_pairs.rated", "their last time together was rated {rating} of 5", rating=rated
        )
