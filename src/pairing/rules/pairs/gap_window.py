"""gap_window: tutor and tutee neither too near in ability nor too far apart."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from pairing.instances.markets import Couples, PairMarket
from pairing.model.fields import Number
from pairing.model.messages.message import Message, say
from pairing.model.messages.validation import unfit
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, PairRule
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["GapWindow"]


class GapWindow(PairRule, ArcRule[PairMarket]):
    """The tutor is ahead by at least ``least`` and at most ``most``.

    One leads from the middle of a grade to its best sixth: it is the standard deviation of marks.
    Where either has no exam in the subject nothing is known and nothing forbidden.
    """

    id = "gap_window"
    title = "Ability gap within limits"

    weight: Weight = Field(10, description="Points lost for a pair outside the window")
    least: Annotated[Number, Field(ge=0, le=6)] = Field(
        0.5,
        description="How far the tutor is ahead, at least; 1 leads from the middle of a grade to "
        "its best sixth",
    )
    most: Annotated[Number, Field(ge=0, le=6)] = Field(
        2.5,
        description="How far the tutor is ahead, at most; 2 lead from the middle of a grade to "
        "its best fortieth",
    )

    @model_validator(mode="after")
    def _ordered(self) -> GapWindow:
        if self.least > self.most:
            raise unfit(say("gap_window.in_order", "least is at most most"))
        return self

    def words(self, school: School) -> Message:
        return say(
            "gap_window.rule",
            "tutors are neither too little nor too far ahead ({least} to {most})",
            least=self.least,
            most=self.most,
        )

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        subject = market.subject[couples.task]
        tutee = market.ability[market.tutee[couples.task], subject]
        ahead = market.ability[couples.worker, subject] - tutee
        # Comparisons with an unknown ability are False.
        outside: IntArray = ((ahead < self.least) | (ahead > self.most)).astype(np.int64)
        return -outside

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        school = findings.school
        high = school.ability(worker.student_id, task.need) or 0
        low = school.ability(task.student_id, task.need) or 0
        gap = high - low
        return say(
            "gap_window.ahead",
            "the tutor is {gap} standard deviations ahead",
            gap=f"{gap:.1f}",
            plain=say("gap_window.too_little", "the tutor is too little ahead")
            if gap < self.least
            else say("gap_window.too_far", "the tutor is too far ahead"),
        )
