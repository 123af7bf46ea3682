from __future__ import annotations

from builders import one_class, wish
from pairing.model.enums import RelationKind
from pairing.rules.pairs.conflicts import Conflicts
from pairing.rules.pairs.friends import Friends
from rules.pairs.markets import LEVELS, measure, relation, tutor_of


def test_those_in_conflict_are_forbidden() -> None:
    foe = [relation("S009", "S001", RelationKind.CONFLICT)]
    school = one_class(LEVELS, relations=foe)
    assert measure(Conflicts(), school, "S009") == -1
    assert measure(Conflicts(), school, "S003") == 0
    assert tutor_of(school) == ["S003"]


def test_who_asks_to_be_spared_is_forbidden_too() -> None:
    school = one_class(LEVELS, wishes=[wish("S009", "S001", "tutor", "avoid")])
    assert measure(Conflicts(), school, "S009") == -1


def test_a_conflict_outweighs_a_liking() -> None:
    both = [
        relation("S001", "S009", RelationKind.FRIEND),
        relation("S009", "S001", RelationKind.CONFLICT),
    ]
    school = one_class(LEVELS, relations=both)
    assert measure(Conflicts(), school, "S009") == -1
    assert measure(Friends(), school, "S009") == 0
