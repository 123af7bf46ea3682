from __future__ import annotations

from datetime import date

from builders import entry, marks, one_class, student
from pairing.model.enums import Ruling
from pairing.model.records import Decision
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan, verify
from pairing.rules.pairs.able_tutors import AbleTutors
from pairing.screening import screen
from rules.pairs.markets import LEVELS, measure, tutor_of


def test_the_top_third_without_a_need_is_able() -> None:
    school = one_class(LEVELS)
    able = [one for one in school.student if measure(AbleTutors(), school, one) == 0]
    assert able == ["S002", "S003", "S009"]


def test_the_most_improved_may_be_asked_too() -> None:
    people = [student(n) for n in range(1, 10)]
    before = [20, 95, 90, 40, 71, 72, 73, 74, 75]
    after = [20, 95, 90, 70, 71, 72, 73, 74, 75]
    rows = [
        row
        for one, *levels in zip(people, before, after, strict=True)
        for row in marks(one.student_id, "maths", levels)
    ]
    dismissed = Decision(
        student_id="S004", need="maths", ruling=Ruling.DISMISSED, by="T", at=date(2026, 10, 2)
    )

    def school_of(*rules: RuleEntry) -> School:
        return one_class(after, people=people, scores=rows, decisions=[dismissed], rules=rules)

    school = school_of()
    assert screen(school).most_improved("7A", "maths") == "S004"
    assert measure(AbleTutors(), school, "S004") == -1
    assert measure(AbleTutors(most_improved=True), school, "S004") == 0
    asked = school_of(entry("able_tutors", most_improved=True))
    assert tutor_of(asked) == ["S004"]
    assert verify(asked, make_plan(asked).plan).approved
