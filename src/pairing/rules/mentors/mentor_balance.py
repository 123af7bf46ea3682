"""mentor_balance: caseloads as even as they can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.model.enums import Level
from pairing.model.message import Message, say
from pairing.model.records import Student, Teacher
from pairing.model.school import School
from pairing.rules.base import Match, Weight
from pairing.rules.market_rule import MentorMarket, MentorRule
from pairing.terms.assignment import AssignmentTerm, Marginal

__all__ = ["MentorBalance"]


class MentorBalance(MentorRule):
    """A teacher's caseload costs its square, so that nobody carries what two could share."""

    id = "mentor_balance"
    title = "Even caseloads"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(
        1, description="Points lost for the square of each teacher's number of students"
    )

    def words(self, school: School) -> Message:
        return say("keep caseloads even")

    def compile(self, market: MentorMarket) -> Iterator[AssignmentTerm]:
        # (k+1)^2 - k^2 = 2k+1; nobody can carry more than all mentees.
        steps = -self.unit * (2 * np.arange(max(1, len(market.tasks)), dtype=np.int64) + 1)
        yield Marginal(self.key, "worker", np.tile(steps, (len(market.workers), 1)))

    def judge(
        self, market: MentorMarket, chosen: Iterable[tuple[Student, Teacher]]
    ) -> Iterator[Match]:
        load = Counter(teacher.teacher_id for _, teacher in chosen)
        for teacher in market.workers:
            if count := load[teacher.teacher_id]:
                text = say("{name} carries {count}", name=teacher.name, count=count)
                yield Match(-(count * count), (), text)
