from __future__ import annotations

from builders import entry, one_class, wish
from pairing.model.plan import Mentorship, Plan
from pairing.planning import make_plan, verify
from rules.mentors.caseloads import LEVELS, mentors_of, teacher

TEACHERS = [teacher(1), teacher(2)]
SPARED = [wish("S001", "T1", "mentor", "avoid")]


def test_nobody_is_carried_by_whom_they_ask_to_be_spared() -> None:
    school = one_class(LEVELS, teachers=TEACHERS, wishes=SPARED)
    plan = make_plan(school).plan
    assert mentors_of(plan, "S001") == ["T2"]
    swapped = tuple(
        Mentorship(row.student_id, "T1" if row.student_id == "S001" else row.teacher_id)
        for row in plan.mentors or ()
    )
    assert not verify(school, Plan(mentors=swapped)).approved


def test_avoiding_outweighs_wishing() -> None:
    both = [*SPARED, wish("T1", "S001", "mentor", "1")]
    plan = make_plan(one_class(LEVELS, teachers=TEACHERS, wishes=both)).plan
    assert mentors_of(plan, "S001") == ["T2"]


def test_as_a_soft_rule_it_gives_way() -> None:
    rules = [entry("avoided_mentors", level="soft", weight=1)]
    school = one_class(LEVELS, teachers=TEACHERS[:1], wishes=SPARED, rules=rules)
    assert mentors_of(make_plan(school).plan, "S001") == ["T1"]
