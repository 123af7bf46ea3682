"""friends: a friend helps more easily than a stranger."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level, RelationKind
from pairing.model.messages.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, PairRule
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["Friends"]


class Friends(PairRule, ArcRule[PairMarket]):
    """Friends are paired where they can be."""

    id = "friends"
    title = "Friends"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(3, description="Points for a pair of friends")

    def words(self, school: School) -> Message:
        return say("friends.rule", "pair friends where they can be")

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        return market.related(couples, RelationKind.FRIEND).astype(np.int64)

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        return say("friends.are_friends", "the two are friends")
