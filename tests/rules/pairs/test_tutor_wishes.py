from __future__ import annotations

from builders import one_class, wish
from pairing.rules.pairs.tutor_wishes import TutorWishes
from rules.pairs.markets import LEVELS, measure, tutor_of


def test_a_wished_tutor_is_preferred() -> None:
    wishes = [wish("S001", "S002", "tutor", "1"), wish("S003", "S001", "tutor", "3")]
    school = one_class(LEVELS, wishes=wishes)
    assert measure(TutorWishes(), school, "S002") == 3
    assert measure(TutorWishes(), school, "S003") == 1
    assert measure(TutorWishes(), school, "S009") == 0
    assert tutor_of(school) == ["S002"]


def test_wishes_for_something_else_do_not_count() -> None:
    school = one_class(LEVELS, wishes=[wish("S001", "S002", "seat", "1")])
    assert measure(TutorWishes(), school, "S002") == 0
