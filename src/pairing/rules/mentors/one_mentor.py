"""one_mentor: one lead mentor a student, a second only where a limit asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.assignment._base import MentorRule
from pairing.rules.core.rule import Match, Weight
from pairing.terms.assignment import AssignmentTerm, IntArray, Marginal

__all__ = ["OneMentor"]

_MOST = 16


class OneMentor(MentorRule):
    """A student has one lead mentor; each further one costs points.

    A further one is given where more cadres must carry someone than students need help. A
    student with several needs may have subject teachers beside the lead without cost.
    """

    id = "one_mentor"
    title = "One mentor each"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(
        40, description="Points lost for each mentor of a student beyond the first"
    )

    beside: Annotated[int, Field(ge=0, le=5)] = Field(
        0,
        description="Mentors beside the lead that cost nothing, one less than needs at most; they "
        "come where fair_caseload is traded or off",
    )

    def words(self, school: School) -> Message:
        return say("one_mentor.rule", "one mentor for each student")

    def _free(self, market: MentorMarket) -> IntArray:
        """How many mentors of each student cost nothing."""
        needs = np.array([len(own) for own in market.needs], dtype=np.int64)
        return 1 + np.clip(needs - 1, 0, self.beside)

    def compile(self, market: MentorMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        ranks = np.arange(1 + self.beside + _MOST)
        beyond = ranks[None, :] >= self._free(market)[:, None]
        yield Marginal(self.key, "task", -self.unit * beyond.astype(np.int64))

    def judge(self, market: MentorMarket, chosen: Couples) -> Iterator[Match]:
        mentors = np.bincount(chosen.task, minlength=len(market.tasks))
        free = self._free(market)
        for number in np.flatnonzero(mentors > free).tolist():
            mentee, count = market.tasks[number], int(mentors[number])
            text = say_count(
                "mentors.count",
                "{name} has {count} mentor",
                "{name} has {count} mentors",
                count,
                name=market.findings.school.label(mentee.student_id),
            )
            yield Match(int(free[number]) - count, (mentee.student_id,), text)
