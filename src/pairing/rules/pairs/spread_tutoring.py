"""spread_tutoring: rather two tutors with one need each than one tutor with both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.model.enums import Level
from pairing.model.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.base import Match, Weight
from pairing.rules.market_rule import PairMarket, PairRule
from pairing.terms.assignment import AssignmentTerm, Marginal

__all__ = ["SpreadTutoring"]


class SpreadTutoring(PairRule):
    """Tutoring is spread: each further need of one tutor costs more than the one before."""

    id = "spread_tutoring"
    title = "Spread tutoring"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(
        2, description="Points lost for a tutor's second need, twice for the third, and so on"
    )

    def words(self, school: School) -> Message:
        return say("spread tutoring over many tutors")

    def compile(self, market: PairMarket) -> Iterator[AssignmentTerm]:
        steps = -self.unit * np.arange(max(1, len(market.tasks)), dtype=np.int64)
        concerned = [self.applies_to(tutor.class_id) for tutor in market.workers]
        yield Marginal(self.key, "worker", np.outer(concerned, steps).astype(np.int64))

    def judge(self, market: PairMarket, chosen: Iterable[tuple[Need, Student]]) -> Iterator[Match]:
        load = Counter(tutor.student_id for _, tutor in chosen)
        students = market.findings.school.student
        for tutor_id, count in load.items():
            if count > 1 and self.applies_to(students[tutor_id].class_id):
                name = students[tutor_id].name
                text = say("{name} helps with {count} needs", name=name, count=count)
                yield Match(-(count * (count - 1) // 2), (tutor_id,), text)
