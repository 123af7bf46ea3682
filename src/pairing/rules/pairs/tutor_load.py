"""tutor_load: nobody tutors too much, and who struggles is not asked to tutor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.assignment._base import PairRule, at_most
from pairing.rules.core.rule import Match
from pairing.terms.assignment import AssignmentTerm, IntArray

__all__ = ["TutorLoad"]


class TutorLoad(PairRule):
    """A tutor helps with at most two needs; a student with needs of their own with none.

    Two or three tutees at most is the practice of peer-tutoring programmes.
    """

    id = "tutor_load"
    title = "Tutor's load"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")
    most: Annotated[int, Field(ge=1, le=10)] = Field(
        2, description="Needs that one tutor helps with, at most"
    )
    most_if_struggling: Annotated[int, Field(ge=0, le=10)] = Field(
        0, description="The same for a tutor who has a need in some other subject or dimension"
    )

    def words(self, school: School) -> Message:
        own = min(self.most, self.most_if_struggling)
        if own == self.most:
            return say("tutor_load.rule", "a tutor helps with at most {most} needs", most=self.most)
        if own:
            return say(
                "tutor_load.rule_own",
                "a tutor helps with at most {most} needs, one who has needs too with at most {own}",
                most=self.most,
                own=own,
            )
        return say(
            "tutor_load.rule_none",
            "a tutor helps with at most {most} needs, one who has needs too with none",
            most=self.most,
        )

    def _most(self, market: PairMarket) -> IntArray:
        """The most needs that each student may help with."""
        if_struggling = min(self.most, self.most_if_struggling)
        most = np.where(market.struggling, if_struggling, self.most)
        concerned = market.of_classes(self.applies_to)[market.class_of]
        return np.where(concerned, most, len(market.tasks))

    def compile(self, market: PairMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        yield at_most(self.key, "worker", self._most(market))

    def judge(self, market: PairMarket, chosen: Couples) -> Iterator[Match]:
        load = np.bincount(chosen.worker, minlength=len(market.workers))
        limits = self._most(market)
        for number in np.flatnonzero(load > limits).tolist():
            tutor, count, most = market.workers[number], int(load[number]), int(limits[number])
            text = say(
                "tutor_load.beyond",
                "{name} helps with {count} needs, at most {most} are allowed",
                name=market.findings.school.label(tutor.student_id),
                count=count,
                most=most,
            )
            yield Match(most - count, (tutor.student_id,), text)
