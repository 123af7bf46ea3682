"""tutee_load: no need has more tutors round it than so many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.assignment._base import PairRule, at_most, too_many_tutors
from pairing.rules.core.rule import Match
from pairing.terms.assignment import AssignmentTerm, IntArray

__all__ = ["TuteeLoad"]


class TuteeLoad(PairRule):
    """A need has at most so many tutors; 1 makes every pair one-to-one for the tutee.

    Several tutors round one tutee come from ``want`` of cover_needs.
    """

    id = "tutee_load"
    title = "Tutors of a need"
    levels = (Level.HARD,)

    level: Level = Field(Level.HARD, description="Always hard")
    most: Annotated[int, Field(ge=1, le=10)] = Field(1, description="Tutors of one need, at most")

    def words(self, school: School) -> Message:
        return say("tutee_load.rule", "a need has at most {most} tutors", most=self.most)

    def _most(self, market: PairMarket) -> IntArray:
        concerned = market.concerned(self.applies_to)
        return np.where(concerned, self.most, len(market.workers))

    def compile(self, market: PairMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        yield at_most(self.key, "task", self._most(market))

    def judge(self, market: PairMarket, chosen: Couples) -> Iterator[Match]:
        yield from too_many_tutors(market, chosen, self._most(market))
