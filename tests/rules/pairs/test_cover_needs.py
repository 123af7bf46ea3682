from __future__ import annotations

from builders import entry, one_class
from pairing.planning import make_plan
from rules.pairs.markets import LEVELS, tutor_of


def test_a_need_gets_as_many_tutors_as_are_wanted() -> None:
    for want in (1, 2, 3):
        assert len(tutor_of(one_class(LEVELS, rules=[entry("cover_needs", want=want)]))) == want


def test_the_worst_need_is_helped_first() -> None:
    school = one_class([38, 39, 5, 90], rules=[entry("tutor_load", most=1)])
    assert [pair.tutee_id for pair in make_plan(school).plan.pairs or ()] == ["S003"]
