"""unit_for_need: each need of life gets a unit that helps with it, the most severe first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, TeamMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.assignment._base import TeamRule
from pairing.rules.core.rule import Match, Weight
from pairing.terms.assignment import AssignmentTerm, IntArray, Marginal, Wanted

__all__ = ["UnitForNeed"]


class UnitForNeed(TeamRule):
    """Each need in a side of life gets one unit; a severe need counts more than a mild one.

    As many needs as can be get one, the most severe first, whatever other soft rules say; with a
    weight of 0 that is no aim. A family with several needs so gets several units round it, each
    for what it does best.
    """

    id = "unit_for_need"
    title = "A unit for each need"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(30, description="Points for a unit, times the severity of the need")
    severity: Annotated[int, Field(ge=1, le=3)] = Field(
        1, description="Needs below this severity are left to the school"
    )

    def words(self, school: School) -> Message:
        return say("unit_for_need.rule", "find a unit for each need of life")

    def _worth(self, market: TeamMarket) -> IntArray:
        """(needs, 2): what the first unit of each need is worth, and each further one.

        A further one, or one for a need too mild, costs its part of the town's help.
        """
        first = np.where(market.severity >= self.severity, market.severity, -1)
        worth = np.stack([first, np.full_like(first, -1)], axis=1)
        return worth * market.concerned(self.applies_to)[:, None]

    def compile(self, market: TeamMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        worth = self._worth(market)
        if self.unit:
            first = worth[:, 0].clip(min=0)
            yield Wanted(self.key, "task", np.minimum(first, 1), first)
        yield Marginal(self.key, "task", self.unit * worth)

    def judge(self, market: TeamMarket, chosen: Couples) -> Iterator[Match]:
        school = market.findings.school
        found = np.bincount(chosen.task, minlength=len(market.tasks)).tolist()
        worth = self._worth(market).tolist()
        for need, count, (first, further) in zip(market.tasks, found, worth, strict=True):
            amount = min(count, 1) * first + max(0, count - 1) * further
            if first > 0 or amount:
                text = say_count(
                    "unit_for_need.count",
                    "{name} has {count} unit for {need}",
                    "{name} has {count} units for {need}",
                    count,
                    name=school.label(need.student_id),
                    need=need.need,
                )
                yield Match(amount, (need.student_id,), text)
