from __future__ import annotations

from builders import entry, one_class
from pairing.planning import make_plan, verify
from rules.pairs.markets import LEVELS


def test_no_more_tutors_round_a_tutee_than_allowed() -> None:
    many = entry("cover_needs", want=3)
    school = one_class(LEVELS, rules=[many, entry("tutee_load", most=2)])
    outcome = make_plan(school)
    assert len(outcome.plan.pairs or ()) == 2
    three = make_plan(one_class(LEVELS, rules=[many])).plan
    assert len(three.pairs or ()) == 3
    assert not verify(school, three).approved
