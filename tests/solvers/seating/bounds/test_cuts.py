"""The rows of tables hold where nobody may be at one table with anybody."""

from __future__ import annotations

import pytest

from builders import entry, one_class
from pairing.model.enums import Part, RelationKind
from pairing.model.records import Relation
from pairing.model.room.patterns import group_tables
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan, verify

APART = entry("different_groups", level="hard", who=["everybody"])
HOSTILE = entry("conflicts_apart", level="hard", within="group")


@pytest.mark.parametrize(
    "rules",
    [
        [APART, entry("gender_mix", weight=5)],
        [APART, entry("conflicts_apart", within="group", weight=5)],
        [HOSTILE, entry("gender_mix", weight=5)],
    ],
)
def test_no_more_students_than_tables_each_at_one_of_their_own(rules: list[RuleEntry]) -> None:
    relations = [
        Relation(student_id=f"S{one:03}", other_id=f"S{other:03}", kind=RelationKind.CONFLICT)
        for one, other in ((1, 2), (1, 3), (2, 3))
    ]
    school = one_class(
        [50, 60, 70], seats=group_tables("R", [3, 3, 3]), rules=rules, relations=relations
    )
    made = make_plan(school, only=(Part.SEATS,))
    seats = made.summary.parts[Part.SEATS]
    assert seats.reached <= seats.limit
    assert verify(school, made.plan).approved
