from __future__ import annotations

from builders import one_class
from pairing.instances.classroom import ClassRoom
from pairing.model.room.patterns import group_tables
from rules.seats.judging import TWO, amount, check_agreement


def test_costs_two_at_one_table() -> None:
    school = one_class([60] * 8, seats=group_tables("R", [4, 4]))
    same, apart = {"S001": "R-1-1", "S002": "R-2-2"}, {"S001": "R-1-1", "S002": "R-1-4"}
    assert amount("different_groups", school, same, students=TWO) == -1
    assert amount("different_groups", school, apart, students=TWO) == 0


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("different_groups", rooms, lambda room: [{"who": ["tutees"]}])
