from __future__ import annotations

from datetime import date

from builders import one_class, seated
from pairing.instances.classroom import ClassRoom
from pairing.planning import make_plan
from pairing.rules.seats.new_neighbours import NewNeighbours
from rules.seats.judging import amount, check_agreement, past

LAST = date(2026, 9, 1)
HISTORY = [
    past("S001", "R-1-1", LAST),
    past("S002", "R-1-2", LAST),
    past("S003", "R-1-1", date(2026, 3, 1)),
]


def test_costs_old_deskmates_wherever_they_sit_together_again() -> None:
    school = one_class([60] * 4, seat_history=HISTORY)
    rule = NewNeighbours(key="k", weight=2)
    again = seated(school, {"S001": "R-1-3", "S002": "R-1-4"})
    assert rule.worth(rule.judge(again)) == -2000


def test_one_desk_at_different_times_makes_no_deskmates() -> None:
    school = one_class([60] * 4, seat_history=HISTORY)
    judged = seated(school, {"S001": "R-1-3", "S003": "R-1-4"})
    assert not list(NewNeighbours().judge(judged))


def test_those_whose_stays_overlapped_were_deskmates() -> None:
    came_later = [past("S001", "R-1-1", date(2026, 3, 1)), past("S002", "R-1-2", LAST)]
    school = one_class([60] * 4, seat_history=came_later)
    again = {"S001": "R-1-3", "S002": "R-1-4"}
    assert amount("new_neighbours", school, again) == -10
    moved_away = [*came_later[:1], past("S001", "R-2-1", date(2026, 8, 1)), *came_later[1:]]
    school = one_class([60] * 5, seat_history=moved_away)
    assert amount("new_neighbours", school, again) == 0
    ended = came_later[0].model_copy(update={"until": LAST})
    school = one_class([60] * 4, seat_history=[ended, came_later[1]])
    assert amount("new_neighbours", school, again) == 0


def test_a_plan_parts_them() -> None:
    school = one_class([60] * 4, seat_history=HISTORY)
    assert not list(NewNeighbours().judge(seated(school, make_plan(school).plan.seats_of("7A"))))


def test_what_is_long_past_fades() -> None:
    early, late = date(2026, 9, 1), date(2026, 9, 29)
    history = [past("S001", "R-1-1", early), past("S002", "R-1-2", early)]
    history += [past("S001", "R-1-1", late), past("S003", "R-1-2", late)]
    school = one_class([60] * 4, seat_history=history)
    old, recent = {"S001": "R-1-1", "S002": "R-1-2"}, {"S001": "R-1-1", "S003": "R-1-2"}
    assert amount("new_neighbours", school, old) == amount("new_neighbours", school, recent) == -10
    assert amount("new_neighbours", school, old, half_life_days=14) == -2
    assert amount("new_neighbours", school, recent, half_life_days=14) == -10


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("new_neighbours", rooms, lambda room: [{}, {"half_life_days": 20}])
