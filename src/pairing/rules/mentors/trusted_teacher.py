"""trusted_teacher: a mentor whom the student is known to trust."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.messages.message import Message, say
from pairing.model.records import Student, Teacher
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, MentorRule
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["TrustedTeacher"]


class TrustedTeacher(MentorRule, ArcRule[MentorMarket]):
    """Where an indicator says that a student trusts a teacher, that teacher is preferred.

    "Trusts T05" or "信任 王老师": the word trust, and the teacher's id or full name.
    """

    id = "trusted_teacher"
    title = "A trusted teacher"
    default: ClassVar[bool] = True

    weight: Weight = Field(10, description="Points for a mentor whom the student trusts")

    def words(self, school: School) -> Message:
        return say("trusted_teacher.rule", "prefer a teacher whom the student trusts")

    def measure(self, market: MentorMarket, couples: Couples) -> IntArray:
        trusted = market.trusts(couples).astype(np.int64)
        if not self.hard:
            return trusted
        # Whoever trusts somebody has a mentor among those, and others are free.
        named = market.trusts_anybody[couples.task].astype(np.int64)
        return trusted - named

    def tell(self, findings: Findings, task: Student, worker: Teacher, amount: int) -> Message:
        if amount < 0:
            return say(
                "trusted_teacher.trusts_another", "{name} trusts another teacher", name=task.name
            )
        return say("trusted_teacher.trusted", "trusted by the student")
