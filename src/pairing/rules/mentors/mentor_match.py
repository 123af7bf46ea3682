"""mentor_match: a mentor who already knows the student and the need."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Dimension, Level
from pairing.model.messages.message import Message, listed, say
from pairing.model.records import Student, Teacher
from pairing.model.school import School
from pairing.rules.assignment._base import ArcRule, MentorRule
from pairing.rules.core.rule import Weight
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["MentorMatch"]

_AT_HOME = frozenset({Dimension.FAMILY.value, Dimension.ECONOMY.value, Dimension.SAFETY.value})


class MentorMatch(MentorRule, ArcRule[MentorMarket]):
    """A mentor fits who teaches the needed subject, leads the class, or lives nearby.

    Units: 3 for the teacher of a subject the student needs help in, 2 for the homeroom
    teacher (3 where a need is of life, not of a subject), 1 for any teacher of the class,
    1 for the same area where the need is at home.
    """

    id = "mentor_match"
    title = "A mentor who knows the student"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(4, description="Points for each unit of fit")

    def words(self, school: School) -> Message:
        return say("mentor_match.rule", "give students a mentor who knows them")

    def measure(self, market: MentorMarket, couples: Couples) -> IntArray:
        leads, needed = market.leads(couples), market.teaches_need(couples)
        of_life, at_home = market.of_life()[couples.task], market.of_life(_AT_HOME)[couples.task]
        of_class = np.where(leads, 2 + of_life, market.teaches(couples) & ~needed)
        near = at_home & market.same_area(couples)
        units: IntArray = 3 * needed + of_class + near
        return units

    def tell(self, findings: Findings, task: Student, worker: Teacher, amount: int) -> Message:
        school = findings.school
        needs = [need.need for need in findings.needs_of.get(task.student_id, ())]
        taught = school.taught(task.student_id)
        subjects = [subject for subject, ids in taught.items() if worker.teacher_id in ids]
        needed = [subject for subject in subjects if subject in needs]
        reasons = []
        if needed:
            reasons.append(say("mentor_match.teaches", "teaches {subject}", subject=tuple(needed)))
        if school.class_[task.class_id].homeroom_teacher_id == worker.teacher_id:
            reasons.append(say("mentor_match.leads", "leads {class_id}", class_id=task.class_id))
        elif subjects and not needed:
            reasons.append(
                say(
                    "mentor_match.teaches_class",
                    "teaches the class {subject}",
                    subject=tuple(subjects),
                )
            )
        if _AT_HOME & set(needs) and worker.area is not None and worker.area == task.area:
            reasons.append(say("mentor_match.same_area", "lives in {area} too", area=worker.area))
        return listed(reasons)
