from __future__ import annotations

import pytest

from builders import entry, one_class, seated
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part, RelationKind, Status
from pairing.model.records import Relation
from pairing.planning import make_plan
from pairing.rules.seats.support_near import SupportNear
from rules.seats.judging import check_agreement

LEVELS = [20, 95, 70, 72, 74, 76]
"""S001 needs help in maths; S002 is the best, S006 the next."""


@pytest.mark.parametrize(
    ("seat", "amount"), [("R-1-2", 1), ("R-2-1", 1), ("R-1-3", 0), ("R-2-2", 0)]
)
def test_counts_an_able_tutor_within_reach(seat: str, amount: int) -> None:
    school = one_class(LEVELS)
    rule = SupportNear(key="k", weight=10)
    matches = list(rule.judge(seated(school, {"S001": "R-1-1", "S002": seat})))
    assert sum(match.amount for match in matches) == amount
    assert rule.worth(matches) == 10_000 * amount


def test_more_than_wanted_adds_nothing() -> None:
    school = one_class(LEVELS)
    judged = seated(school, {"S001": "R-1-1", "S002": "R-1-2", "S006": "R-2-1"})
    assert sum(m.amount for m in SupportNear(key="k", want=1).judge(judged)) == 1
    assert sum(m.amount for m in SupportNear(key="k", want=2).judge(judged)) == 2


def test_a_plan_puts_one_near_and_proves_it() -> None:
    school = one_class(LEVELS, rules=[entry("gender_mix", enabled=False)])
    outcome = make_plan(school)
    assert outcome.summary.parts[Part.SEATS].status is Status.OPTIMAL
    rule = SupportNear(key="k", weight=10)
    judged = seated(school, outcome.plan.seats_of("7A"))
    assert rule.worth(rule.judge(judged)) == 10_000


def test_a_class_without_an_able_tutor_is_told_so() -> None:
    outcome = make_plan(one_class([20, 20, 20]))
    (note,) = outcome.summary.parts[Part.SEATS].notes
    assert note.facts == {"class_id": "7A", "subject": "maths", "count": 3}


def test_who_is_able_but_in_conflict_is_not_called_unable() -> None:
    foes = [
        Relation(student_id="S001", other_id=able, kind=RelationKind.CONFLICT)
        for able in ("S002", "S006")
    ]
    judged = seated(one_class(LEVELS, relations=foes), {"S001": "R-1-1", "S002": "R-2-2"})
    (told,) = (one for one in SupportNear(key="k").judge(judged) if not one.amount)
    assert told.text.code == "support_near.all_apart"


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("support_near", rooms)
