from __future__ import annotations

from pairing.instances.classroom import ClassRoom
from rules.seats.judging import amount, check_agreement, heights, refuses


def test_deskmates_differ_within_limits() -> None:
    school = heights(150, 158, 170)
    limits = {"number": "height_cm", "low": 5, "high": 10}
    assert amount("pair_gap", school, {"S001": "R-1-1", "S002": "R-1-2"}, **limits) == 0
    assert amount("pair_gap", school, {"S001": "R-1-1", "S003": "R-1-2"}, **limits) == -1
    assert amount("pair_gap", school, {"S001": "R-1-1", "S003": "R-1-3"}, **limits) == 0


def test_limits_upside_down_and_unknown_numbers_are_refused() -> None:
    refuses("pair_gap", low=3, high=1)
    refuses("pair_gap", number="shoe_size")


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    variants = [{"number": "height_cm", "low": 0, "high": 6}, {}]
    check_agreement("pair_gap", rooms, lambda room: variants)
