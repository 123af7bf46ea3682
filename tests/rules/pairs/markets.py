"""What the tests of pairs share: small schools with needs, and a rule's measure of one couple."""

from __future__ import annotations

from typing import Any

from builders import marks, one_class, student
from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import RelationKind
from pairing.model.records import ClassRecord, Relation
from pairing.model.room.patterns import paired_desks
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan
from pairing.rules.assignment._base import ArcRule
from pairing.screening import screen

LEVELS = [20, 95, 90, 70, 71, 72, 73, 74, 75]
"""S001 needs help; S002, S003 and S009 are able."""


def tutor_of(school: School, tutee: str = "S001") -> list[str]:
    return [pair.tutor_id for pair in make_plan(school).plan.pairs or () if pair.tutee_id == tutee]


def measure(rule: ArcRule[Any], school: School, tutor: str) -> int:
    """What the rule makes of the tutor for the first need of the school, in its units."""
    market = PairMarket.of(screen(school))
    return int(rule.measure(market, Couples.of([(0, market.position[tutor])]))[0])


def relation(one: str, other: str, kind: RelationKind) -> Relation:
    return Relation(student_id=one, other_id=other, kind=kind)


def two_classes(rules: list[RuleEntry] | None = None) -> School:
    """Class A has needs and nobody able; class B has able students."""
    low = [student(n, "A") for n in range(1, 4)]
    high = [student(n, "B") for n in range(11, 14)]
    levels = {"S001": 20.0, "S002": 20.0, "S003": 20.0, "S011": 90.0, "S012": 92.0, "S013": 95.0}
    return School.of(
        {
            "students": [*low, *high],
            "classes": [
                ClassRecord(class_id="A", grade="7", layout_id="RA"),
                ClassRecord(class_id="B", grade="7", layout_id="RB"),
            ],
            "scores": [
                row for one, level in levels.items() for row in marks(one, "maths", [level])
            ],
            "layouts": [*paired_desks("RA", 1, 4), *paired_desks("RB", 1, 4)],
        },
        rules or [],
    )


def subjects_school(levels: dict[str, dict[str, float]], rules: list[RuleEntry]) -> School:
    """One class; ``levels`` gives each student's mark in each subject."""
    numbers = range(1, len(levels) + 1)
    scores = [
        row
        for one, own in levels.items()
        for subject, level in own.items()
        for row in marks(one, subject, [level])
    ]
    return one_class(
        [None] * len(levels),
        people=[student(number) for number in numbers],
        seats=paired_desks("R", 2, 6),
        rules=rules,
        scores=scores,
    )
