"""fair_caseload: caseloads as fair as they can be, before the finer points of fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Level
from pairing.model.fields import Number
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message, say
from pairing.model.points import PER_POINT, Millipoints
from pairing.model.school import School
from pairing.rules.assignment._base import MentorRule
from pairing.rules.core.rule import Match
from pairing.terms.assignment import AssignmentTerm, Fair, IntArray, squared_counts

__all__ = ["FairCaseload"]


class FairCaseload(MentorRule):
    """Who carries most carries as little as possible, then who carries second most, and so on.

    Leximin, within the hard rules and what a precise match allows: whoever wishes for somebody
    gets one of their choices, and whoever needs help in a subject a teacher of such a subject, as
    far as there is room. All finer fit decides only among plans that are as fair, unless
    ``trade`` says what fairness is worth. The plan says whether it was proved; a finished plan is
    shown with its sorted loads.
    """

    id = "fair_caseload"
    title = "Fairest caseloads"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Comes before all soft rules")
    weigh_severity: bool = Field(
        False,
        description="A student weighs as much as the most severe of their needs; false: each one",
    )
    precise: bool = Field(
        True, description="A wished teacher, or one of a subject that is needed, comes before it"
    )
    trade: Annotated[Number, Field(ge=0, le=100)] = Field(
        0,
        description="Points that a better match must earn for each unit of the squared loads; "
        "0: fairness is not for sale",
    )

    @property
    def hard(self) -> bool:
        """A rule that is traded costs points and breaks nothing."""
        return self.trade == 0

    @property
    def unit(self) -> Millipoints:
        return round(self.trade * PER_POINT)

    def words(self, school: School) -> Message:
        return say("fair_caseload.rule", "caseloads are as fair as they can be")

    def faults(self, school: School) -> Iterator[Fault]:
        yield from super().faults(school)
        if self.trade and self.weigh_severity:
            expected = say("fair_caseload.no_trade", "0 where weigh_severity is true")
            yield self._fault("trade", f"{self.trade:g}", expected)

    def _weights(self, market: MentorMarket, couples: Couples) -> IntArray:
        severity = market.severity if self.weigh_severity else np.ones_like(market.severity)
        return severity[couples.task]

    def compile(self, market: MentorMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        if self.trade:
            most = len(market.tasks)
            yield squared_counts(self.key, "worker", len(market.workers), most, self.unit)
        else:
            misfit = market.misfit(arcs) if self.precise else None
            yield Fair(self.key, "worker", self._weights(market, arcs), misfit)

    def judge(self, market: MentorMarket, chosen: Couples) -> Iterator[Match]:
        loads = np.zeros(len(market.workers), dtype=np.int64)
        np.add.at(loads, chosen.worker, self._weights(market, chosen))
        shown = tuple(sorted(loads.tolist(), reverse=True))
        text = say("fair_caseload.loads", "caseloads from the largest: {loads}", loads=shown)
        yield Match(-int((loads**2).sum()) if self.trade else 0, (), text)
