from __future__ import annotations

from datetime import date

from builders import one_class
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Dimension, RelationKind, Source
from pairing.model.records import Indicator, Relation
from rules.seats.judging import Parameters, amount, check_agreement


def test_who_named_nobody_sits_near_who_named_them() -> None:
    sign = Indicator(
        student_id="S001",
        dimension=Dimension.RELATIONS,
        indicator="alone",
        severity=3,
        source=Source.OBSERVATION,
        date=date(2026, 9, 9),
    )
    named = [Relation(student_id="S002", other_id="S001", kind=RelationKind.FRIEND)]
    school = one_class([60] * 8, indicators=[sign], relations=named)
    assert amount("include", school, {"S001": "R-1-1", "S002": "R-2-1"}) == 1
    assert amount("include", school, {"S001": "R-1-1", "S002": "R-2-2"}) == 0
    apart = {"S001": "R-1-1", "S002": "R-2-2"}
    assert amount("include", school, apart, level="hard") == -1
    # S002 likes S001, and so sits near a friend there too.
    assert amount("include", school, {"S002": "R-1-1", "S001": "R-1-2"}, students=["S002"]) == 1


def test_counts_whom_one_named_and_not_who_named_one() -> None:
    named = [
        Relation(student_id="S001", other_id="S003", kind=RelationKind.FRIEND),
        Relation(student_id="S002", other_id="S001", kind=RelationKind.FRIEND),
    ]
    school = one_class([60] * 8, relations=named)
    beside = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-2-4"}
    assert amount("include", school, beside, students=["S001"]) == 0
    assert amount("include", school, {**beside, "S003": "R-2-1"}, students=["S001"]) == 1


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    variants: list[Parameters] = [
        {"who": ["everybody"]},
        {"who": ["everybody"], "within": "deskmate"},
    ]
    check_agreement("include", rooms, lambda room: variants)
