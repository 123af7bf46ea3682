from __future__ import annotations

from datetime import date

from builders import one_class
from pairing.instances.classroom import ClassRoom
from rules.seats.judging import amount, check_agreement, past


def test_goes_by_the_newest_entry() -> None:
    history = [
        past("S001", "R-1-1", date(2026, 1, 1)),
        past("S001", "R-1-2", date(2026, 2, 1)),
        past("S002", "gone", date(2026, 2, 1)),
    ]
    school = one_class([60] * 4, seat_history=history)
    assert amount("keep_seats", school, {"S001": "R-1-2", "S002": "R-1-1"}) == 0
    assert amount("keep_seats", school, {"S001": "R-1-1"}) == -1


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("keep_seats", rooms)
