from __future__ import annotations

from builders import entry, one_class
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part, Status
from pairing.model.room.patterns import group_tables
from pairing.planning import make_plan
from rules.seats.judging import amount, check_agreement

LEVELS = [10, 20, 30, 70, 80, 90]


def test_wants_every_band_in_every_group() -> None:
    school = one_class(LEVELS, seats=group_tables("R", [4, 4]))
    low = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-2-1"}
    high = {"S004": "R-1-4", "S005": "R-1-5", "S006": "R-2-4"}
    assert amount("bands", school, low | high, bands=2) == -2
    mixed = {**low, **high, "S001": "R-1-4", "S004": "R-1-1"}
    assert amount("bands", school, mixed, bands=2) == 0


def test_a_plan_keeps_it() -> None:
    rules = [entry("bands", level="hard", bands=2), entry("gender_mix", enabled=False)]
    school = one_class(LEVELS, seats=group_tables("R", [4, 4]), rules=rules)
    seats = make_plan(school).summary.parts[Part.SEATS]
    assert seats.status is not Status.INFEASIBLE
    assert seats.violations == 0


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("bands", rooms)
