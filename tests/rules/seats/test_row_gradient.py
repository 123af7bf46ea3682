from __future__ import annotations

from builders import one_class, student
from pairing.instances.classroom import ClassRoom
from rules.seats.judging import amount, check_agreement, heights, refuses


def test_in_one_row_there_is_nothing_to_rise_over() -> None:
    assert amount("row_gradient", heights(150, 160, 170), {"S001": "R-1-1"}) == 0


def test_the_small_sit_before_the_tall() -> None:
    school = one_class([60] * 12, people=[student(n, height_cm=140 + n) for n in range(1, 13)])
    assert amount("row_gradient", school, {"S001": "R-1-1", "S012": "R-3-1"}) == 0
    assert amount("row_gradient", school, {"S001": "R-3-1", "S012": "R-1-1"}) == -20
    assert amount("row_gradient", school, {"S001": "R-3-1"}, rising=False) == 0


def test_an_ability_without_a_subject_is_refused() -> None:
    refuses("row_gradient", number="ability.")


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    variants = [{}, {"number": "ability", "rising": False}]
    check_agreement("row_gradient", rooms, lambda room: variants)
