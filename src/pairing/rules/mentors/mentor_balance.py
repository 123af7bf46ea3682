"""mentor_balance: caseloads as even as they can be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.assignment._base import MentorRule
from pairing.rules.core.rule import Match, Weight
from pairing.terms.assignment import AssignmentTerm, squared_counts

__all__ = ["MentorBalance"]


class MentorBalance(MentorRule):
    """A teacher's caseload costs its square, so that nobody carries what two could share.

    fair_caseload, which holds by default, is stricter: beside it this changes nothing. It is for
    schools that switch that off.
    """

    id = "mentor_balance"
    title = "Even caseloads"
    levels = (Level.SOFT,)

    weight: Weight = Field(
        1, description="Points lost for the square of each teacher's number of students"
    )

    def words(self, school: School) -> Message:
        return say("mentor_balance.rule", "keep caseloads even")

    def compile(self, market: MentorMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        # Nobody can carry more than all mentees.
        most = len(market.tasks)
        yield squared_counts(self.key, "worker", len(market.workers), most, self.unit)

    def judge(self, market: MentorMarket, chosen: Couples) -> Iterator[Match]:
        load = np.bincount(chosen.worker, minlength=len(market.workers)).tolist()
        for teacher, count in zip(market.workers, load, strict=True):
            if count:
                text = say(
                    "mentor_balance.carries",
                    "{name} carries {count}",
                    name=market.findings.school.teacher_label(teacher.teacher_id),
                    count=count,
                )
                yield Match(-(count * count), (), text)
