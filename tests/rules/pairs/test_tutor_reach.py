from __future__ import annotations

from builders import entry
from pairing.model.school import School
from pairing.planning import make_plan, verify
from pairing.rules.pairs.tutor_reach import TutorReach
from rules.pairs.markets import measure, two_classes


def test_tutors_come_from_as_far_as_they_may() -> None:
    across = two_classes()
    older = [one.model_copy(update={"grade": "8"}) for one in across.classes if one.class_id == "B"]
    tables = {name: across.table(name) for name in ("students", "scores", "layouts")}
    classes = [across.class_["A"], *older]
    school = School.of({**tables, "classes": classes})
    assert measure(TutorReach(), school, "S011") == -1
    assert make_plan(school).plan.pairs == ()
    anybody = School.of({**tables, "classes": classes}, [entry("tutor_reach", within="school")])
    outcome = make_plan(anybody)
    # One of the three older ones is able, and helps two at most.
    assert len(outcome.plan.pairs or ()) == 2
    assert verify(anybody, outcome.plan).approved
    assert not verify(school, outcome.plan).approved
    narrow = two_classes([entry("tutor_reach", within="class")])
    assert make_plan(narrow).plan.pairs == ()
