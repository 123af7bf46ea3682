from __future__ import annotations

from builders import one_class, student
from pairing.model.enums import Dimension
from pairing.model.plan import Mentorship, Plan
from pairing.model.records import ClassRecord, Teaching
from pairing.planning import make_plan
from rules.mentors.caseloads import CLASSES, LEVELS, MATHS_BY_T2, loads, matches, sign, teacher


def test_the_teacher_of_the_subject_is_preferred() -> None:
    school = one_class(
        LEVELS, teachers=[teacher(1), teacher(2)], teaching=MATHS_BY_T2, classes=CLASSES
    )
    outcome = make_plan(school)
    assert loads(outcome.plan) == {"T2": 3}
    found = matches(school, outcome.plan, "mentor_match")
    assert [match.amount for match in found] == [3, 3, 3]
    assert [row.reasons[0] for row in outcome.plan.mentors or ()] == [m.text for m in found]


def test_who_leads_the_class_fits_needs_of_life_and_who_lives_near_those_at_home() -> None:
    lonely = sign("shouts at everybody", "S004")
    poor = sign("no heating", "S005").model_copy(update={"dimension": Dimension.ECONOMY})
    school = one_class(
        LEVELS,
        people=[student(n, area="East" if n == 5 else "West") for n in range(1, 7)],
        teachers=[teacher(1), teacher(2, area="East")],
        indicators=[lonely, poor],
        teaching=[Teaching(class_id="7A", subject="music", teacher_id="T2")],
        classes=[ClassRecord(class_id="7A", grade="7", layout_id="R", homeroom_teacher_id="T1")],
    )

    def fit(teacher_id: str) -> dict[str, int]:
        plan = Plan(mentors=tuple(Mentorship(f"S00{n}", teacher_id) for n in range(1, 6)))
        found = matches(school, plan, "mentor_match")
        return {match.students[0]: match.amount for match in found}

    assert fit("T1") == {"S001": 2, "S002": 2, "S003": 2, "S004": 3, "S005": 3}
    # Any teacher of the class counts 1, and 1 more who lives where the need is at home.
    assert fit("T2") == {"S001": 1, "S002": 1, "S003": 1, "S004": 1, "S005": 2}
