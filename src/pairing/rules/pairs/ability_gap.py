"""ability_gap: among able tutors, the one nearest in ability."""

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
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["AbilityGap"]

_CLOSE, _FAR = 5, 20
"""From so many steps on two are some way apart, and far apart."""


class AbilityGap(PairRule, ArcRule[PairMarket]):
    """The smaller the gap between an able tutor and the tutee, the better.

    Who learned something lately remembers what was hard about it: practice, weak evidence.
    """

    id = "ability_gap"
    title = "Small ability gap"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(
        0.2,
        description="Points lost for each step between the two; ten steps lead from the middle "
        "of a grade to its best sixth",
    )

    def words(self, school: School) -> Message:
        return say("ability_gap.rule", "prefer tutors not too far ahead of the tutee")

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        low = market.ability[market.tutee[couples.task], market.subject[couples.task]]
        high = market.ability[couples.worker, market.subject[couples.task]]
        gaps: IntArray = np.nan_to_num(np.rint(10 * np.abs(high - low))).astype(np.int64)
        return -gaps

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        return say(
            "ability_gap.apart",
            "{gap} standard deviations apart in {subject}",
            gap=-amount / 10,
            subject=task.need,
            plain=_in_words(-amount, task.need),
        )


def _in_words(steps: int, subject: str) -> Message:
    if steps < _CLOSE:
        return say("ability_gap.close", "close to each other in {subject}", subject=subject)
    if steps < _FAR:
        return say("ability_gap.some_way", "some way apart in {subject}", subject=subject)
    return say("ability_gap.far", "far apart in {subject}", subject=subject)
