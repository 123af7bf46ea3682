from __future__ import annotations

from builders import one_class, seated
from pairing.instances.classroom import ClassRoom
from pairing.model.plan import Pair, Plan
from pairing.planning import make_plan
from pairing.rules.seats.pair_near import PairNear
from rules.seats.judging import check_agreement

LEVELS = [20, 95, 70, 72, 74, 76]
PAIRS = Plan(pairs=(Pair("S001", "S002", "maths"), Pair("S001", "S002", "english")))


def test_a_couple_counts_once_whatever_the_subjects() -> None:
    school = one_class(LEVELS)
    rule = PairNear(key="k", weight=6)
    near = seated(school, {"S001": "R-1-1", "S002": "R-1-2"}, PAIRS)
    assert rule.worth(rule.judge(near)) == 6000
    far = seated(school, {"S001": "R-1-1", "S002": "R-1-4"}, PAIRS)
    assert rule.worth(rule.judge(far)) == 0
    assert PairNear(key="k", level="hard").violations(PairNear(level="hard").judge(far)) == 1


def test_a_plan_seats_its_pairs_together() -> None:
    school = one_class(LEVELS)
    outcome = make_plan(school)
    assert outcome.plan.pairs
    rule = PairNear(key="k", weight=6)
    judged = seated(school, outcome.plan.seats_of("7A"), outcome.plan)
    assert rule.worth(rule.judge(judged)) == 6000 * len(outcome.plan.pairs)


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("pair_near", rooms, lambda room: [{}, {"deskmate": 0.5, "diagonal": 0.3}])
