from __future__ import annotations

from datetime import date

from builders import one_class, student
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Sense
from rules.seats.judging import amount, check_agreement, past


def test_counts_what_somebody_had_more_than_the_rest() -> None:
    months = (date(2026, 1, 1), date(2026, 2, 1))
    history = [past("S001", "R-3-1", month) for month in months]
    history += [past("S002", "R-3-2", month) for month in months]
    people = [student(n, vision=Sense.FRONT if n == 2 else Sense.NORMAL) for n in range(1, 13)]
    school = one_class([60] * 12, people=people, seat_history=history)
    assert amount("fair_rotation", school, {"S001": "R-3-1"}) == -4  # back and left, twice each
    assert amount("fair_rotation", school, {"S001": "R-3-4"}) == -2
    assert amount("fair_rotation", school, {"S001": "R-1-4"}) == 0
    assert amount("fair_rotation", school, {"S002": "R-3-2"}, excused=["everybody"]) == 0


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("fair_rotation", rooms)
