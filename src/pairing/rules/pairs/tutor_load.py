"""tutor_load: nobody tutors too much, and who struggles is not asked to tutor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from pairing.model.enums import Level
from pairing.model.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.base import Match
from pairing.rules.market_rule import PairMarket, PairRule, bounds, outside
from pairing.terms.assignment import AssignmentTerm

__all__ = ["TutorLoad"]


class TutorLoad(PairRule):
    """A tutor helps with at most two needs; a student with needs of their own with none.

    Two or three tutees at most is the practice of peer-tutoring programmes.
    """

    id = "tutor_load"
    title = "Tutor's load"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")
    most: Annotated[int, Field(ge=1, le=10)] = Field(
        2, description="Needs that one tutor helps with, at most"
    )
    most_if_struggling: Annotated[int, Field(ge=0, le=10)] = Field(
        0, description="The same for a tutor who has a need in some other subject or dimension"
    )

    def words(self, school: School) -> Message:
        return say("a tutor helps with at most {most} needs", most=self.most)

    def _most(self, market: PairMarket, tutor: Student) -> int:
        if not self.applies_to(tutor.class_id):
            return len(market.tasks)
        struggling = tutor.student_id in market.findings.needs_of
        return min(self.most, self.most_if_struggling) if struggling else self.most

    def compile(self, market: PairMarket) -> Iterator[AssignmentTerm]:
        limits = ((0, self._most(market, tutor)) for tutor in market.workers)
        yield bounds(self.key, "worker", limits)

    def judge(self, market: PairMarket, chosen: Iterable[tuple[Need, Student]]) -> Iterator[Match]:
        load = Counter(tutor.student_id for _, tutor in chosen)
        students = market.findings.school.student
        for tutor_id, count in load.items():
            most = self._most(market, students[tutor_id])
            if over := outside(count, 0, most):
                text = say(
                    "{name} helps with {count} needs, at most {most} are allowed",
                    name=students[tutor_id].name,
                    count=count,
                    most=most,
                )
                yield Match(-over, (tutor_id,), text)
