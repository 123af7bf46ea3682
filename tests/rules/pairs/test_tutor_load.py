from __future__ import annotations

import pytest

from builders import entry, one_class
from pairing.model.enums import Part, Status
from pairing.planning import make_plan
from rules.pairs.markets import subjects_school


@pytest.mark.parametrize("most", [1, 2])
def test_as_many_are_helped_as_the_load_allows(most: int) -> None:
    """One able tutor and three needs."""
    school = one_class([20, 15, 10, 90], rules=[entry("tutor_load", most=most)])
    outcome = make_plan(school)
    helped = sorted(pair.tutee_id for pair in outcome.plan.pairs or ())
    assert len(helped) == most
    assert outcome.summary.parts[Part.PAIRS].status is Status.OPTIMAL
    shortage, uncovered, more = outcome.summary.parts[Part.PAIRS].notes
    assert shortage.facts["count"] == uncovered.facts["count"] == 3 - most
    assert more.code == "pairs.one_more"


@pytest.mark.parametrize(("most", "tutors"), [(0, 0), (1, 1)])
def test_who_struggles_elsewhere_is_not_asked_unless_allowed(most: int, tutors: int) -> None:
    levels = {
        "S001": {"maths": 20.0, "english": 90.0},
        "S002": {"maths": 90.0, "english": 20.0},
        "S003": {"maths": 80.0, "english": 70.0},
    }
    school = subjects_school(levels, [entry("tutor_load", most_if_struggling=most)])
    pairs = make_plan(school).plan.pairs or ()
    assert sum(pair.tutor_id == "S001" for pair in pairs) == tutors
