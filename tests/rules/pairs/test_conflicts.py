from __future__ import annotations

from builders import one_class
from pairing.model.enums import RelationKind
from pairing.rules.pairs.conflicts import Conflicts
from rules.pairs.markets import LEVELS, measure, relation, tutor_of


def test_those_in_conflict_are_forbidden() -> None:
    foe = [relation("S009", "S001", RelationKind.CONFLICT)]
    school = one_class(LEVELS, relations=foe)
    assert measure(Conflicts(), school, "S009") == -1
    assert measure(Conflicts(), school, "S003") == 0
    assert tutor_of(school) == ["S003"]
