from __future__ import annotations

from builders import entry, one_class, student
from pairing.model.enums import Attendance
from pairing.planning import make_plan, verify
from rules.pairs.markets import LEVELS, tutor_of

REMOTE = student(1, attends=Attendance.REMOTE)
MANY = entry("cover_needs", want=2)


def test_where_nobody_is_known_to_be_online_everybody_may_be() -> None:
    people = [REMOTE, *(student(n) for n in range(2, 10))]
    assert len(tutor_of(one_class(LEVELS, people=people, rules=[MANY]))) == 1


def test_remote_students_are_helped_one_to_one_by_who_can_meet_online() -> None:
    tagged = [REMOTE, student(2, tags=("online",)), *(student(n) for n in range(3, 10))]
    school = one_class(LEVELS, people=tagged, rules=[MANY])
    outcome = make_plan(school)
    assert [pair.tutor_id for pair in outcome.plan.pairs or ()] == ["S002"]
    assert verify(school, outcome.plan).approved
    everybody = make_plan(one_class(LEVELS, rules=[MANY])).plan
    assert not verify(school, everybody).approved
