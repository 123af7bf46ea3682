"""able_tutors: a tutor stands in the top share of the class and has no need in the subject."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from pairing.model.enums import Level
from pairing.model.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.market_rule import ArcRule, PairRule
from pairing.screening import Findings

__all__ = ["AbleTutors"]


class AbleTutors(PairRule, ArcRule[Need, Student]):
    """Only students who are able in a subject are asked to tutor it."""

    id = "able_tutors"
    title = "Able tutors"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")

    def words(self, school: School) -> Message:
        return say("tutors are able in the subject they help with")

    def measure(self, findings: Findings, task: Need, worker: Student) -> int:
        return 0 if worker.student_id in findings.able(worker.class_id, task.need) else -1

    def tell(self, findings: Findings, task: Need, worker: Student) -> Message:
        return say("{name} is not able in {subject}", name=worker.name, subject=task.need)
