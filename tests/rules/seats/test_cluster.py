from __future__ import annotations

from builders import one_class
from pairing.instances.classroom import ClassRoom
from rules.seats.judging import amount, check_agreement


def test_counts_who_has_another_within_reach() -> None:
    school = one_class([60] * 8)
    three = {"students": ["S001", "S002", "S003"]}
    seats = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-2-4"}
    assert amount("cluster", school, seats, **three) == 2
    assert amount("cluster", school, seats, **three, level="hard") == -1


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("cluster", rooms, lambda room: [{"who": ["tutees"]}])
