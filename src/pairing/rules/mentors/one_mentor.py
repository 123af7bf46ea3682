"""one_mentor: one lead mentor a student, a second only where a limit asks for it."""

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

    def compile(self, market: MentorMarket) -> Iterator[AssignmentTerm]:
        steps = np.array([0] + [-self.unit] * _MOST, dtype=np.int64)
        yield Marginal(self.key, "task", np.tile(steps, (len(market.tasks), 1)))

    def judge(
        self, market: MentorMarket, chosen: Iterable[tuple[Student, Teacher]]
    ) -> Iterator[Match]:
        mentors = Counter(mentee.student_id for mentee, _ in chosen)
        for student_id, count in mentors.items():
            if count > 1:
                name = market.findings.school.student[student_id].name
                text = say("{name} has {count} mentors", name=name, count=count)
                yield Match(1 - count, (student_id,), text)
