"""unit_area: rather a unit of the family's own village or street."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, TeamMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Unit
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, TeamRule
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["UnitArea"]


class UnitArea(TeamRule, ArcRule[TeamMarket]):
    """A unit close to home comes more often and is known there."""

    id = "unit_area"
    title = "A unit nearby"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(6, description="Points for a unit in the area where the family lives")

    def words(self, school: School) -> Message:
        return say("unit_area.rule", "prefer units of the family's own area")

    def measure(self, market: TeamMarket, couples: Couples) -> IntArray:
        return market.same_area(couples).astype(np.int64)

    def tell(self, findings: Findings, task: Need, worker: Unit, amount: int) -> Message:
        return say("unit_area.same", "both in {area}", area=worker.area)
