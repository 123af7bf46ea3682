"""What the tests of mentors share: teachers, signs of trust, and loads counted."""

from __future__ import annotations

from typing import Any

from builders import EXAM_DAYS
from pairing.model.enums import Dimension, Part, Role, Source
from pairing.model.plan import Plan
from pairing.model.records import ClassRecord, Indicator, Teacher, Teaching
from pairing.model.school import School
from pairing.planning import verify
from pairing.rules.core.rule import Match

LEVELS = [20, 25, 22, 80, 85, 90]
"""Three students need help."""

MATHS_BY_T2 = [Teaching(class_id="7A", subject="maths", teacher_id="T2")]
CLASSES = [ClassRecord(class_id="7A", grade="7", layout_id="R")]


def teacher(number: int, *roles: Role, **more: Any) -> Teacher:
    return Teacher(
        teacher_id=f"T{number}", name=f"Teacher {number}", roles=roles or (Role.SUBJECT,), **more
    )


def loads(plan: Plan) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in plan.mentors or ():
        counts[row.teacher_id] = counts.get(row.teacher_id, 0) + 1
    return counts


def mentors_of(plan: Plan, student_id: str) -> list[str]:
    return [row.teacher_id for row in plan.mentors or () if row.student_id == student_id]


def sign(text: str, student_id: str = "S001") -> Indicator:
    """Somebody saw something between the student and others."""
    return Indicator(
        student_id=student_id,
        dimension=Dimension.RELATIONS,
        indicator=text,
        severity=3,
        source=Source.OBSERVATION,
        date=EXAM_DAYS[-1],
    )


def matches(school: School, plan: Plan, rule_id: str) -> list[Match]:
    """Where the rule bears on the plan, by the judge."""
    scores = verify(school, plan).scores[Part.MENTORS]
    return [match for score in scores if score.rule.id == rule_id for match in score.matches]
