from __future__ import annotations

from builders import one_class
from pairing.rules.pairs.ability_gap import AbilityGap
from rules.pairs.markets import LEVELS, measure, tutor_of


def test_prefers_the_nearest_of_the_able() -> None:
    school = one_class(LEVELS)
    assert measure(AbilityGap(), school, "S002") < measure(AbilityGap(), school, "S009") < 0
    assert tutor_of(school) == ["S009"]
