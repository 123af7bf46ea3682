from __future__ import annotations

from builders import one_class
from pairing.model.enums import RelationKind
from pairing.rules.pairs.friends import Friends
from rules.pairs.markets import LEVELS, measure, relation, tutor_of


def test_friends_are_preferred() -> None:
    friend = [relation("S002", "S001", RelationKind.FRIEND)]
    school = one_class(LEVELS, relations=friend)
    assert measure(Friends(), school, "S002") == 1
    assert measure(Friends(), school, "S009") == 0
    assert tutor_of(school) == ["S002"]
