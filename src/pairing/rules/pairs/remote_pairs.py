"""remote_pairs: who attends remotely works online, with one tutor who can meet there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level
from pairing.model.fields import Word
from pairing.model.messages.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, PairRule, at_most, too_many_tutors
from pairing.rules.core.rule import Match
from pairing.screening import Findings
from pairing.terms.assignment import AssignmentTerm, BoolArray, IntArray

__all__ = ["RemotePairs"]


class RemotePairs(PairRule, ArcRule[PairMarket]):
    """A remote student is helped one-to-one, and both can meet online.

    Who attends remotely can; of the others those who carry the tag, or everybody where
    nobody carries it.
    """

    id = "remote_pairs"
    title = "Remote students online"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")
    tag: Word = Field("online", description="The tag of students who can meet online")

    def words(self, school: School) -> Message:
        return say(
            "remote_pairs.rule", "remote students work one-to-one with somebody who can meet online"
        )

    def _online(self, market: PairMarket) -> BoolArray:
        tagged = np.array([self.tag in one.tags for one in market.workers], dtype=bool)
        return tagged | market.remote if tagged.any() else np.ones_like(tagged)

    def _most(self, market: PairMarket) -> IntArray:
        alone = market.remote[market.tutee] & market.concerned(self.applies_to)
        return np.where(alone, 1, len(market.workers))

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        tutee, online = market.tutee[couples.task], self._online(market)
        far = market.remote[tutee] | market.remote[couples.worker]
        apart: BoolArray = far & ~(online[tutee] & online[couples.worker])
        return -apart.astype(np.int64)

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        return say("remote_pairs.not_online", "the two cannot meet online")

    def compile(self, market: PairMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        if market.remote.any():
            yield from super().compile(market, arcs)
            yield at_most(self.key, "task", self._most(market))

    def judge(self, market: PairMarket, chosen: Couples) -> Iterator[Match]:
        yield from super().judge(market, chosen)
        yield from too_many_tutors(market, chosen, self._most(market))
