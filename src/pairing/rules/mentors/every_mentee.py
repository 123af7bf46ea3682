"""every_mentee: each student with a need has a mentor, as far as there are hands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.assignment._base import MentorRule, Needless, WantingRule, at_most
from pairing.rules.core.rule import Match
from pairing.terms.assignment import AssignmentTerm, Wanted

__all__ = ["EveryMentee"]


class EveryMentee(MentorRule, WantingRule[MentorMarket]):
    """Each student with a need is carried by one teacher at least, and by few.

    Where the teachers' limits leave too few places, as many as can be are carried, those of the
    most severe needs first, and the plan tells who is left and what one place more would do. It
    breaks the rule to leave out somebody who could be carried.
    """

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
        size = len(market.tasks)
        yield at_most(self.key, "task", np.full(size, self.most, dtype=np.int64))
        yield Wanted(self.key, "task", np.ones(size, dtype=np.int64), market.severity)

    def judge_lacking(
        self, market: MentorMarket, chosen: Couples, needless: Needless
    ) -> Iterator[Match]:
        mentors = np.bincount(chosen.task, minlength=len(market.tasks)).tolist()
        could = needless.of("task", len(market.tasks)).tolist()
        for mentee, count, more in zip(market.tasks, mentors, could, strict=True):
            if count == 0 or count > self.most:
                text = say_count(
                    "mentors.count",
                    "{name} has {count} mentor",
                    "{name} has {count} mentors",
                    count,
                    name=market.findings.school.label(mentee.student_id),
                )
                yield Match(-max(more, count - self.most), (mentee.student_id,), text)
