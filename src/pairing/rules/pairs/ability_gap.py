"""ability_gap: among able tutors, the one nearest in ability."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from pairing.model.enums import Level
from pairing.model.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.base import Weight
from pairing.rules.market_rule import ArcRule, PairRule
from pairing.screening import Findings

__all__ = ["AbilityGap"]


class AbilityGap(PairRule, ArcRule[Need, Student]):
    """The smaller the gap between an able tutor and the tutee, the better.

    Who learned something lately remembers what was hard about it: practice, weak evidence.
    """

    id = "ability_gap"
    title = "Small ability gap"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(
        0.2, description="Points lost for each tenth of a standard deviation between the two"
    )

    def words(self, school: School) -> Message:
        return say("prefer tutors not too far ahead of the tutee")

    def measure(self, findings: Findings, task: Need, worker: Student) -> int:
        low = findings.school.ability(task.student_id, task.need)
        high = findings.school.ability(worker.student_id, task.need)
        return 0 if low is None or high is None else -round(10 * abs(high - low))

    def tell(self, findings: Findings, task: Need, worker: Student) -> Message:
        gap = -self.measure(findings, task, worker) / 10
        return say("{gap} standard deviations apart in {subject}", gap=gap, subject=task.need)
