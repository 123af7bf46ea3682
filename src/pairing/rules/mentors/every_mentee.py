"""every_mentee: each student with a need has a mentor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.assignment._base import MentorRule, bounds, outside
from pairing.rules.core.rule import Match
from pairing.terms.assignment import AssignmentTerm

__all__ = ["EveryMentee"]


class EveryMentee(MentorRule):
    """Each student with a need is carried by one teacher at least, and by few."""

    id = "every_mentee"
    title = "A mentor for everyone"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")
    most: Annotated[int, Field(ge=1, le=10)] = Field(3, description="Mentors of one student")

    def words(self, school: School) -> Message:
        return say(
            "every_mentee.rule", "each student with a need has 1 to {most} mentors", most=self.most
        )

    def compile(self, market: MentorMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        yield bounds(self.key, "task", ((1, self.most) for _ in market.tasks))

    def judge(self, market: MentorMarket, chosen: Couples) -> Iterator[Match]:
        mentors = np.bincount(chosen.task, minlength=len(market.tasks)).tolist()
        for mentee, count in zip(market.tasks, mentors, strict=True):
            if off := outside(count, 1, self.most):
                text = say_count(
                    "mentors.count",
                    "{name} has {count} mentor",
                    "{name} has {count} mentors",
                    count,
                    name=mentee.name,
                )
                yield Match(-off, (mentee.student_id,), text)
