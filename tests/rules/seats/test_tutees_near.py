from __future__ import annotations

from builders import one_class
from pairing.instances.classroom import ClassRoom
from rules.seats.judging import amount, check_agreement


def test_costs_each_tutee_too_many_round_a_tutor() -> None:
    school = one_class([20, 20, 20, 95, 60, 60, 60, 60, 60])
    around = {"S004": "R-2-2", "S001": "R-1-2", "S002": "R-3-2", "S003": "R-2-1"}
    assert amount("tutees_near", school, around, most=2) == -1
    assert amount("tutees_near", school, around, most=3) == 0


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("tutees_near", rooms, lambda room: [{"most": 0}, {"most": 1}])
