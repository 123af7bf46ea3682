"""common_period: tutor and tutee have a free period of the week in common."""

from __future__ import annotations

from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.agenda import UsualWeek
from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, named, say, say_count
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, PairRule
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["CommonPeriod"]


class CommonPeriod(PairRule, ArcRule[PairMarket]):
    """The two can meet: they have free periods in common in the week.

    A period is free in common if its kind is not ``lesson`` and neither has a lesson at that
    time, in the class or in a set, or is absent, in at least half of the weeks planned. A class
    without any free period in the tables is not held to the rule, for schools often leave breaks
    out.
    """

    id = "common_period"
    title = "A free period in common"
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="hard must hold; soft may be traded")
    weight: Weight = Field(10, description="Points lost for a pair that cannot meet so often")
    want: Annotated[int, Field(ge=1, le=20)] = Field(
        1, description="Free periods in common in a week, at least"
    )

    def words(self, school: School) -> Message:
        return say_count(
            "common_period.rule",
            "tutor and tutee have {count} free period in common",
            "tutor and tutee have {count} free periods in common",
            self.want,
        )

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        known = market.has_free_periods
        both = known[market.tutee[couples.task]] & known[couples.worker]
        lacking = (market.common_periods(couples) < self.want) & both
        return -lacking.astype(np.int64)

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        school = findings.school
        tutee = school.student[task.student_id]
        week = UsualWeek(school)
        often = [one for one in (tutee, worker) if week.often_away(one.student_id)]
        if often:
            return say(
                "common_period.away",
                "the two have too few free periods in common, with the absences of {names}",
                names=named(school.label(one.student_id) for one in often),
            )
        return say(
            "common_period.too_few",
            "{one} and {other} have too few free periods in common",
            one=tutee.class_id,
            other=worker.class_id,
        )
