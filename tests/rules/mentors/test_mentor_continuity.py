from __future__ import annotations

from builders import EXAM_DAYS, one_class
from pairing.model.plan import Mentorship, Plan
from pairing.model.records import PastMentor
from pairing.planning import make_plan, verify
from rules.mentors.caseloads import LEVELS, matches, mentors_of, teacher


def past(student_id: str, teacher_id: str, rating: int | None) -> PastMentor:
    return PastMentor.model_validate(
        {
            "student_id": student_id,
            "teacher_id": teacher_id,
            "from": EXAM_DAYS[0],
            "rating": rating,
        }
    )


def test_a_mentor_goes_on_unless_it_went_badly() -> None:
    history = [past("S001", "T2", None), past("S002", "T2", 1), past("S003", "T9", 5)]
    teachers = [teacher(1), teacher(2)]
    school = one_class(LEVELS, teachers=teachers, mentor_history=history)
    plan = make_plan(school).plan
    assert mentors_of(plan, "S001") == ["T2"]
    assert mentors_of(plan, "S002") == ["T1"]
    again = Plan(mentors=(Mentorship("S001", "T2"), Mentorship("S002", "T2")))
    found = matches(school, again, "mentor_continuity")
    assert {match.students: match.amount for match in found} == {("S001",): 2, ("S002",): -2}


def test_a_teacher_who_leaves_changes_only_their_own_students() -> None:
    teachers = [teacher(n) for n in range(1, 5)]
    levels = [20, 22, 24, 26, 78, 80, 82, 84, 86, 88]
    before = make_plan(one_class(levels, teachers=teachers)).plan
    left = one_class(levels, teachers=teachers[1:])
    after = make_plan(left, keep=before).plan
    old = {row.student_id: row.teacher_id for row in before.mentors or ()}
    new = {row.student_id: row.teacher_id for row in after.mentors or ()}
    assert "T1" in old.values()
    assert all(new[one] == old[one] for one in old if old[one] != "T1")
    assert verify(left, after).approved
