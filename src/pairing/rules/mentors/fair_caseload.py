"""fair_caseload: caseloads as fair as they can be, before anything else is looked at."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.assignment._base import MentorRule
from pairing.rules.core.rule import Match
from pairing.terms.assignment import AssignmentTerm, Fair, IntArray

__all__ = ["FairCaseload"]


class FairCaseload(MentorRule):
    """Who carries most carries as little as possible, then who carries second most, and so on.

    Leximin, within the hard rules: the fit of mentors decides only among plans that are as
    fair. The plan says whether it was proved; a finished plan is shown with its sorted loads.
    """

    id = "fair_caseload"
    title = "Fairest caseloads"
    levels = (Level.HARD,)

    level: Level = Field(Level.HARD, description="Comes before all soft rules")
    weigh_severity: bool = Field(
        True,
        description="A student weighs as much as the most severe of their needs; false: each one",
    )

    def words(self, school: School) -> Message:
        return say("fair_caseload.rule", "caseloads are as fair as they can be")

    def _weights(self, market: MentorMarket, couples: Couples) -> IntArray:
        severity = market.severity if self.weigh_severity else np.ones_like(market.severity)
        return severity[couples.task]

    def compile(self, market: MentorMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        yield Fair(self.key, "worker", self._weights(market, arcs))

    def judge(self, market: MentorMarket, chosen: Couples) -> Iterator[Match]:
        loads = np.zeros(len(market.workers), dtype=np.int64)
        np.add.at(loads, chosen.worker, self._weights(market, chosen))
        shown = ", ".join(map(str, sorted(loads.tolist(), reverse=True)))
        yield Match(
            0, (), say("fair_caseload.loads", "caseloads from the largest: {loads}", loads=shown)
        )
