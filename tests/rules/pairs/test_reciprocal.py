from __future__ import annotations

from builders import entry
from pairing.model.enums import Part, Status
from pairing.planning import make_plan
from rules.pairs.markets import subjects_school


def test_help_both_ways_is_preferred() -> None:
    levels = {
        "S001": {"maths": 20.0, "english": 92.0},
        "S002": {"maths": 92.0, "english": 20.0},
        **{f"S{n:03}": {"maths": 90.0, "english": 90.0} for n in range(3, 5)},
        **{f"S{n:03}": {"maths": 78.0, "english": 78.0} for n in range(5, 11)},
    }
    load = entry("tutor_load", most_if_struggling=1)
    school = subjects_school(levels, [load, entry("reciprocal", weight=50)])
    outcome = make_plan(school)
    assert [(pair.tutee_id, pair.tutor_id) for pair in outcome.plan.pairs or ()] == [
        ("S001", "S002"),
        ("S002", "S001"),
    ]
    assert outcome.summary.parts[Part.PAIRS].status is Status.OPTIMAL
