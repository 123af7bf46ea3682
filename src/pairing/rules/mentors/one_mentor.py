"""one_mentor: one lead mentor a student, a second only where a limit asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.model.enums import Level
from pairing.model.message import Message, say
from pairing.model.school import School
from pairing.rules.base import Match, Weight
from pairing.rules.market import Couples, MentorMarket
from pairing.rules.market_rule import MentorRule
from pairing.terms.assignment import AssignmentTerm, Marginal

__all__ = ["OneMentor"]

_MOST = 16


class OneMentor(MentorRule):
    """A student has one mentor; each further one costs points.

    A further one is given where more cadres must carry someone than students need help.
    """

    id = "one_mentor"
    title = "One mentor each"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(
        40, description="Points lost for each mentor of a student beyond the first"
    )

    def words(self, school: School) -> Message:
        return say("one mentor for each student")

    def compile(self, market: MentorMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        steps = np.array([0] + [-self.unit] * _MOST, dtype=np.int64)
        yield Marginal(self.key, "task", np.broadcast_to(steps, (len(market.tasks), len(steps))))

    def judge(self, market: MentorMarket, chosen: Couples) -> Iterator[Match]:
        mentors = np.bincount(chosen.task, minlength=len(market.tasks)).tolist()
        for mentee, count in zip(market.tasks, mentors, strict=True):
            if count > 1:
                text = say("{name} has {count} mentors", name=mentee.name, count=count)
                yield Match(1 - count, (mentee.student_id,), text)
