"""conflicts: two students in conflict are not paired."""

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
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["Conflicts"]


class Conflicts(PairRule, ArcRule[PairMarket]):
    """Two students in conflict are never made tutor and tutee."""

    id = "conflicts"
    title = "No pair in conflict"
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="hard must hold; soft may be traded")

    def words(self, school: School) -> Message:
        return say("conflicts.rule", "never pair two students in conflict")

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        return -market.apart(couples).astype(np.int64)

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        return say("conflicts.in_conflict", "the two are in conflict")
