from __future__ import annotations

from builders import one_class, seated
from pairing.model.records import PastSeat
from pairing.planning import make_plan
from pairing.rules.seats.new_neighbours import NewNeighbours


def past(student_id: str, seat_id: str, since: str = "2026-09-01") -> PastSeat:
    return PastSeat.model_validate(
        {"class_id": "7A", "from": since, "student_id": student_id, "seat_id": seat_id}
    )


HISTORY = [past("S001", "R-1-1"), past("S002", "R-1-2"), past("S003", "R-1-1", "2026-03-01")]


def test_costs_old_deskmates_wherever_they_sit_together_again() -> None:
    school = one_class([60] * 4, seat_history=HISTORY)
    rule = NewNeighbours(key="k", weight=2)
    again = seated(school, {"S001": "R-1-3", "S002": "R-1-4"})
    assert rule.score(rule.judge(again)) == -2000


def test_one_desk_at_different_times_makes_no_deskmates() -> None:
    school = one_class([60] * 4, seat_history=HISTORY)
    judged = seated(school, {"S001": "R-1-3", "S003": "R-1-4"})
    assert not list(NewNeighbours().judge(judged))


def test_a_plan_parts_them() -> None:
    school = one_class([60] * 4, seat_history=HISTORY)
    assert not list(NewNeighbours().judge(seated(school, make_plan(school).plan.seats_of("7A"))))
