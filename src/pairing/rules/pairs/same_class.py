"""same_class: a tutor from the tutee's own class, another class's only where need be."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.messages.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, PairRule
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["SameClass"]


class SameClass(PairRule, ArcRule[PairMarket]):
    """Tutor and tutee share a class; where a class has too few, the grade's help out."""

    id = "same_class"
    title = "Within the class"
    default: ClassVar[bool] = True

    weight: Weight = Field(12, description="Points lost for a tutor from another class")

    def words(self, school: School) -> Message:
        return say("same_class.rule", "tutor and tutee share a class")

    def measure(self, market: PairMarket, couples: Couples) -> IntArray:
        tutees = market.class_of[market.tutee[couples.task]]
        differ: IntArray = (tutees != market.class_of[couples.worker]).astype(np.int64)
        return -differ

    def tell(self, findings: Findings, task: Need, worker: Student, amount: int) -> Message:
        return say(
            "same_class.comes_from",
            "{name} comes from {class_id}",
            name=findings.school.label(worker.student_id),
            class_id=worker.class_id,
        )
