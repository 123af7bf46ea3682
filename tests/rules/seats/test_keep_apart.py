from __future__ import annotations

from builders import entry, one_class, seated
from pairing.instances.classroom import ClassRoom
from pairing.planning import make_plan
from pairing.rules.seats.keep_apart import KeepApart
from rules.seats.judging import check_agreement, first

SEATS = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-1-4"}


def test_judges_the_larger_of_rows_and_columns_apart() -> None:
    school = one_class([50, 60, 70])
    rule = KeepApart(key="k", level="hard", students=("S001", "S002", "S003"), distance=3)
    matches = list(rule.judge(seated(school, SEATS)))
    assert [match.students for match in matches] == [("S001", "S002"), ("S002", "S003")]
    assert rule.violations(matches) == 2
    assert rule.worth(matches) == 0


def test_soft_costs_its_weight_for_each_two() -> None:
    school = one_class([50, 60, 70])
    rule = KeepApart(key="k", weight=2.5, students=("S001", "S002"), distance=2)
    assert rule.worth(rule.judge(seated(school, SEATS))) == -2500


def test_a_plan_keeps_it() -> None:
    rules = [entry("keep_apart", level="hard", students=["S001", "S002"], distance=3)]
    school = one_class([50, 60, 70, 80], rules=rules)
    seats = make_plan(school).plan.seats_of("7A")
    columns = {seats["S001"], seats["S002"]}
    assert columns == {"R-1-1", "R-1-4"}


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("keep_apart", rooms, lambda room: [{"students": first(room, 3)}])
