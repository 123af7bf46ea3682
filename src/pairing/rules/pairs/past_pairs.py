"""past_pairs: a pair that went well is kept, one that went badly is not."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from pairing.model.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.base import Weight
from pairing.rules.market_rule import ArcRule, PairRule
from pairing.screening import Findings

__all__ = ["PastPairs"]

_NEUTRAL = 3


class PastPairs(PairRule, ArcRule[Need, Student]):
    """Last term's rating decides: 4 and 5 keep a pair together, 1 and 2 part it."""

    id = "past_pairs"
    title = "Past pairs"
    default: ClassVar[bool] = True

    weight: Weight = Field(
        4, description="Points for each mark of the rating above 3, lost for each below"
    )

    def words(self, school: School) -> Message:
        return say("keep the pairs that went well, part those that did not")

    def measure(self, findings: Findings, task: Need, worker: Student) -> int:
        rated = findings.school.past_rating.get((worker.student_id, task.student_id, task.need))
        return rated - _NEUTRAL if rated is not None else 0

    def tell(self, findings: Findings, task: Need, worker: Student) -> Message:
        rated = findings.school.past_rating[worker.student_id, task.student_id, task.need]
        return say("their last time together was rated {rating} of 5", rating=rated)
