from __future__ import annotations

from builders import one_class
from pairing.planning import make_plan


def test_needs_are_shared_among_the_able() -> None:
    school = one_class([20, 15, *[90] * 4])
    pairs = make_plan(school).plan.pairs or ()
    assert len({pair.tutor_id for pair in pairs}) == len(pairs) == 2
