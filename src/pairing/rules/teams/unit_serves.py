"""unit_serves: a unit is asked only for what it does."""

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
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["UnitServes"]


class UnitServes(TeamRule, ArcRule[TeamMarket]):
    """A unit helps in the dimensions that the table of units names for it."""

    id = "unit_serves"
    title = "What a unit does"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")

    def words(self, school: School) -> Message:
        return say("unit_serves.rule", "units help with what they are there for")

    def measure(self, market: TeamMarket, couples: Couples) -> IntArray:
        return market.serves(couples).astype(np.int64) - 1

    def tell(self, findings: Findings, task: Need, worker: Unit, amount: int) -> Message:
        return say(
            "unit_serves.not_served",
            "{unit} does not help with {need}",
            unit=worker.name,
            need=task.need,
        )
