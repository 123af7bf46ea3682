"""same_gender: a small preference for pairs of one gender, off by default."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
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

__all__ = ["SameGender"]


class SameGender(PairRule, ArcRule[PairMarket]):
    """Pairs of one gender are preferred, as much as the weight says."""

    id = "same_gender"
    title = "Same gender"
    default: ClassVar[bool] = True

    weight: Weight = Field(0, description="Points lost for a pair of two genders; 0 leaves it open")

    def words(self, school: School) -> Message:
        return say("same_gender.rule", "prefer pairs of one gender")

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        tutees = market.gender[market.tutee[couples.task]]
        differ: IntArray = (tutees != market.gender[couples.worker]).astype(np.int64)
        return -differ

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        return say("same_gender.differ", "the two differ in gender")
