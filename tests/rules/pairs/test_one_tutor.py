from __future__ import annotations

from builders import entry
from pairing.model.enums import Part, Status
from pairing.planning import make_plan, verify
from rules.pairs.markets import subjects_school, tutor_of


def test_one_tutor_for_both_subjects_of_a_tutee() -> None:
    levels = {
        "S001": {"maths": 20.0, "english": 20.0},
        "S002": {"maths": 95.0, "english": 95.0},
        "S003": {"maths": 90.0, "english": 80.0},
        "S004": {"maths": 80.0, "english": 90.0},
        **{f"S{n:03}": {"maths": 78.0, "english": 78.0} for n in range(5, 10)},
    }
    apart = tutor_of(subjects_school(levels, []))
    assert len(set(apart)) == 2
    school = subjects_school(levels, [entry("one_tutor", weight=20)])
    outcome = make_plan(school)
    assert [pair.subject for pair in outcome.plan.pairs or ()] == ["english", "maths"]
    assert len({pair.tutor_id for pair in outcome.plan.pairs or ()}) == 1
    assert outcome.summary.parts[Part.PAIRS].status is Status.OPTIMAL
    assert verify(school, outcome.plan).approved
