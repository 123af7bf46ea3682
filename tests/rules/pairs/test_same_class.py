from __future__ import annotations

from builders import entry
from pairing.model.enums import Part
from pairing.planning import make_plan, verify
from pairing.rules.pairs.same_class import SameClass
from rules.pairs.markets import measure, two_classes


def test_the_grade_helps_a_class_that_has_nobody() -> None:
    school = two_classes()
    assert measure(SameClass(), school, "S013") == -1
    outcome = make_plan(school)
    assert {pair.tutor_id for pair in outcome.plan.pairs or ()} == {"S013"}
    assert verify(school, outcome.plan).approved


def test_a_class_that_may_not_look_elsewhere_says_why_needs_are_uncovered() -> None:
    outcome = make_plan(two_classes([entry("same_class", level="hard")]))
    assert outcome.plan.pairs == ()
    shortage, *uncovered = outcome.summary.parts[Part.PAIRS].notes
    assert shortage.code == "pairs.tutors_taken"
    assert shortage.facts == {"able": 1, "subject": "maths", "class_id": "A", "count": 3}
    assert [note.facts["count"] for note in uncovered] == [3]
