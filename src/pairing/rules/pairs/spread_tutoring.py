"""spread_tutoring: rather two tutors with one need each than one tutor with both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.assignment._base import PairRule
from pairing.rules.core.rule import Match, Weight
from pairing.terms.assignment import AssignmentTerm, Marginal

__all__ = ["SpreadTutoring"]


class SpreadTutoring(PairRule):
    """Tutoring is spread: each further need of one tutor costs more than the one before."""

    id = "spread_tutoring"
    title = "Spread tutoring"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(
        2, description="Points lost for a tutor's second need, twice for the third, and so on"
    )

    def words(self, school: School) -> Message:
        return say("spread_tutoring.rule", "spread tutoring over many tutors")

    def compile(self, market: PairMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        most = int(np.bincount(arcs.worker, minlength=1).max())
        steps = -self.unit * np.arange(max(1, most), dtype=np.int64)
        values = np.broadcast_to(steps, (len(market.workers), len(steps)))
        concerned = market.of_classes(self.applies_to)[market.class_of]
        if not concerned.all():
            values = np.where(concerned[:, None], values, 0)
        yield Marginal(self.key, "worker", values)

    def judge(self, market: PairMarket, chosen: Couples) -> Iterator[Match]:
        load = np.bincount(chosen.worker, minlength=len(market.workers))
        for number in np.flatnonzero(load > 1).tolist():
            tutor, count = market.workers[number], int(load[number])
            if self.applies_to(tutor.class_id):
                text = say_count(
                    "spread_tutoring.helps",
                    "{name} helps with {count} need",
                    "{name} helps with {count} needs",
                    count,
                    name=market.findings.school.label(tutor.student_id),
                )
                yield Match(-(count * (count - 1) // 2), (tutor.student_id,), text)
