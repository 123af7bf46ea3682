from __future__ import annotations

from builders import entry, one_class
from pairing.model.plan import Mentorship, Plan
from pairing.planning import make_plan, verify
from pairing.screening import screen
from rules.mentors.caseloads import LEVELS, matches, teacher


def test_severity_weighs_a_caseload() -> None:
    teachers = [teacher(1), teacher(2), teacher(3)]
    severities = {need.student_id: need.severity for need in screen(one_class(LEVELS)).needs}
    most = max(severities.values())
    rules = [entry("severity_load", most=most)]
    school = one_class(LEVELS, teachers=teachers, rules=rules)
    outcome = make_plan(school)
    carried: dict[str, int] = {}
    for row in outcome.plan.mentors or ():
        carried[row.teacher_id] = carried.get(row.teacher_id, 0) + severities[row.student_id]
    assert sum(carried.values()) == sum(severities.values())
    assert max(carried.values()) <= most
    assert verify(school, outcome.plan).approved
    all_to_one = Plan(mentors=tuple(Mentorship(one, "T1") for one in severities))
    (match,) = matches(school, all_to_one, "severity_load")
    total = sum(severities.values())
    assert match.amount == most - total
    assert match.text.facts == {"name": "Teacher 1", "load": total, "most": most}
