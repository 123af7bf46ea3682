"""friends: a friend helps more easily than a stranger."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from pairing.model.enums import Level, RelationKind
from pairing.model.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.base import Weight
from pairing.rules.market_rule import ArcRule, PairRule
from pairing.screening import Findings

__all__ = ["Friends"]


class Friends(PairRule, ArcRule[Need, Student]):
    """Friends are paired where they can be."""

    id = "friends"
    title = "Friends"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(3, description="Points for a pair of friends")

    def words(self, school: School) -> Message:
        return say("pair friends where they can be")

    def measure(self, findings: Findings, task: Need, worker: Student) -> int:
        school = findings.school
        return int(school.related(task.student_id, worker.student_id, RelationKind.FRIEND))

    def tell(self, findings: Findings, task: Need, worker: Student) -> Message:
        return say("the two are friends")
