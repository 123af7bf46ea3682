"""unit_capacity: no unit helps more families at once than it can."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, TeamMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.assignment._base import TeamRule
from pairing.rules.core.rule import Match
from pairing.terms.assignment import AssignmentTerm, Count, IntArray, OpenedLimit

__all__ = ["UnitCapacity"]


class UnitCapacity(TeamRule):
    """A unit helps at most ``capacity`` families; one family with two needs counts once."""

    id = "unit_capacity"
    title = "A unit's capacity"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")

    def words(self, school: School) -> Message:
        return say("unit_capacity.rule", "no unit helps more families than it has room for")

    def _group(self, market: TeamMarket, couples: Couples) -> IntArray:
        """A number for the family and the unit of each couple."""
        return market.family[couples.task] * len(market.workers) + couples.worker

    def compile(self, market: TeamMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        most = np.array([unit.capacity for unit in market.workers], dtype=np.int64)
        group = self._group(market, arcs)
        if len(np.unique(group)) == len(group):
            # No unit could help one family twice: families are couples, which a flow can count.
            yield Count(self.key, "worker", np.zeros_like(most), most)
        else:
            yield OpenedLimit(self.key, "worker", group, most)

    def judge(self, market: TeamMarket, chosen: Couples) -> Iterator[Match]:
        families = np.unique(self._group(market, chosen)) % max(1, len(market.workers))
        counts = np.bincount(families, minlength=len(market.workers)).tolist()
        for unit, count in zip(market.workers, counts, strict=True):
            if count > unit.capacity:
                text = say(
                    "unit_capacity.beyond",
                    "{unit} helps {count} families and has room for {most}",
                    unit=unit.name,
                    count=count,
                    most=unit.capacity,
                )
                yield Match(unit.capacity - count, (), text)
