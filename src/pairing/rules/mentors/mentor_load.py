"""mentor_load: caseloads within each teacher's limits; every cadre carries someone, if there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Level, Role
from pairing.model.messages.message import Message, say, say_count
from pairing.model.records import Teacher
from pairing.model.school import School
from pairing.rules.assignment._base import MentorRule, Needless, WantingRule, at_most
from pairing.rules.core.rule import Match
from pairing.terms.assignment import AssignmentTerm, Wanted

__all__ = ["MentorLoad"]


class MentorLoad(MentorRule, WantingRule[MentorMarket]):
    """Each teacher carries between min_mentees and max_mentees students.

    Where the table is silent, a cadre carries at least one and anybody at most ``most``. Where
    there are too few students, as little as can be is lacking from the lower limits, and the plan
    tells whose; it breaks the rule to give a teacher fewer where there is somebody to carry.
    """

    id = "mentor_load"
    title = "Mentor's caseload"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")
    most: Annotated[int, Field(ge=1, le=100)] = Field(
        6, description="At most so many mentees where max_mentees is empty"
    )

    def words(self, school: School) -> Message:
        return say(
            "mentor_load.rule",
            "caseloads stay within each teacher's limits, and each cadre carries someone",
        )

    def limits(self, teacher: Teacher) -> tuple[int, int]:
        """The fewest and the most students that the teacher may carry."""
        low = teacher.min_mentees
        if low is None:
            low = int(Role.CADRE in teacher.roles and teacher.max_mentees != 0)
        high = self.most if teacher.max_mentees is None else teacher.max_mentees
        return low, max(low, high)

    def compile(self, market: MentorMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        limits = np.array(list(map(self.limits, market.workers)), dtype=np.int64).reshape(-1, 2)
        yield at_most(self.key, "worker", limits[:, 1])
        yield Wanted(self.key, "worker", limits[:, 0], np.zeros(len(limits), dtype=np.int64))

    def judge_lacking(
        self, market: MentorMarket, chosen: Couples, needless: Needless
    ) -> Iterator[Match]:
        load = np.bincount(chosen.worker, minlength=len(market.workers)).tolist()
        could = needless.of("worker", len(market.workers)).tolist()
        for teacher, count, more in zip(market.workers, load, could, strict=True):
            low, high = self.limits(teacher)
            if not low <= count <= high:
                text = say_count(
                    "mentor_load.outside",
                    "{name} carries {count} student, not {low} to {high}",
                    "{name} carries {count} students, not {low} to {high}",
                    count,
                    name=market.findings.school.teacher_label(teacher.teacher_id),
                    low=low,
                    high=high,
                )
                yield Match(-max(more, count - high), (), text)
