from __future__ import annotations

from builders import one_class
from pairing.model.enums import Part, Role, Status
from pairing.model.plan import Mentorship, Plan
from pairing.planning import make_plan, verify
from rules.mentors.caseloads import LEVELS, loads, matches, teacher


def test_limits_of_the_table_are_kept() -> None:
    teachers = [teacher(1, max_mentees=0), teacher(2, min_mentees=2), teacher(3, max_mentees=1)]
    assert loads(make_plan(one_class(LEVELS, teachers=teachers)).plan) == {"T2": 2, "T3": 1}


def test_more_cadres_than_students_share_them() -> None:
    teachers = [teacher(n, Role.CADRE) for n in range(5)]
    plan = make_plan(one_class(LEVELS, teachers=teachers)).plan
    assert loads(plan) == {f"T{n}": 1 for n in range(5)}


def test_more_cadres_than_all_students_may_have_mentors() -> None:
    school = one_class([10, 80, 85, 90], teachers=[teacher(n, Role.CADRE) for n in range(5)])
    outcome = make_plan(school, only=(Part.MENTORS,))
    mentors = outcome.summary.parts[Part.MENTORS]
    assert len(outcome.plan.mentors or ()) == 3  # every_mentee allows so many
    assert mentors.status is Status.OPTIMAL
    told = [note.facts for note in mentors.notes if note.code == "mentors.too_few_students"]
    idle = {teacher_id for teacher_id in school.teacher if teacher_id not in loads(outcome.plan)}
    assert {str(facts["name"]) for facts in told} == {school.teacher[one].name for one in idle}
    assert verify(school, outcome.plan).approved


def test_the_judge_tells_each_broken_limit() -> None:
    school = one_class(LEVELS, teachers=[teacher(1, max_mentees=1), teacher(2, Role.CADRE)])
    plan = Plan(mentors=(Mentorship("S001", "T1"), Mentorship("S002", "T1")))
    found = matches(school, plan, "mentor_load")
    assert [(match.amount, match.text.facts) for match in found] == [
        (-1, {"name": "Teacher 1", "count": 2, "low": 0, "high": 1}),
        (-1, {"name": "Teacher 2", "count": 0, "low": 1, "high": 6}),
    ]
    # And S003 has no mentor.
    assert verify(school, plan).violations == 3
