from __future__ import annotations

import pytest

from builders import entry, one_class, seated
from pairing.instances.classroom import ClassRoom
from pairing.planning import make_plan
from pairing.rules.seats.keep_together import KeepTogether
from rules.seats.judging import Parameters, check_agreement, first


@pytest.mark.parametrize(
    ("within", "seat", "kept"),
    [
        ("deskmate", "R-1-2", True),
        ("deskmate", "R-1-3", False),
        ("reach", "R-2-1", True),
        ("reach", "R-2-2", False),
        ("group", "R-2-2", True),
        ("group", "R-2-3", False),
    ],
)
def test_judges_desk_reach_and_group(within: str, seat: str, kept: bool) -> None:
    school = one_class([50, 60, 70, 80, 90])
    rule = KeepTogether.model_validate(
        {"key": "k", "level": "hard", "students": ["S001", "S002"], "within": within}
    )
    matches = list(rule.judge(seated(school, {"S001": "R-1-1", "S002": seat})))
    assert (rule.violations(matches) == 0) is kept


@pytest.mark.parametrize("within", ["deskmate", "reach", "group"])
def test_a_plan_keeps_it(within: str) -> None:
    rules = [
        entry("keep_together", level="hard", students=["S001", "S005"], within=within),
        entry("gender_mix", weight=9),
    ]
    school = one_class([50, 60, 70, 80, 90, 95], rules=rules)
    outcome = make_plan(school)
    rule = KeepTogether.model_validate(
        {"key": "k", "level": "hard", "students": ["S001", "S005"], "within": within}
    )
    judged = seated(school, outcome.plan.seats_of("7A"))
    assert rule.violations(rule.judge(judged)) == 0


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    def variants(room: ClassRoom) -> list[Parameters]:
        ways = ("deskmate", "reach", "group")
        return [{"students": first(room, 3), "within": way} for way in ways]

    check_agreement("keep_together", rooms, variants)
