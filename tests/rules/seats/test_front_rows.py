from __future__ import annotations

from builders import entry, one_class, seated, student
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part, Sense, Status
from pairing.planning import make_plan
from pairing.rules.seats.front_rows import FrontRows
from rules.seats.judging import check_agreement

PEOPLE = [
    student(1, vision=Sense.FRONT),
    student(2, hearing=Sense.FRONT),
    *(student(number) for number in range(3, 9)),
]


def test_means_short_sight_and_bad_hearing_where_nobody_is_named() -> None:
    school = one_class([60] * 8, people=PEOPLE)
    rule = FrontRows(key="k", level="hard", rows=1)
    judged = seated(school, {"S001": "R-2-1", "S002": "R-2-2", "S003": "R-2-3"})
    assert [match.students for match in rule.judge(judged)] == [("S001",), ("S002",)]


def test_means_only_the_named_where_somebody_is() -> None:
    school = one_class([60] * 8, people=PEOPLE)
    rule = FrontRows(key="k", level="hard", rows=1, students=("S003",))
    judged = seated(school, {"S001": "R-2-1", "S003": "R-2-3"})
    assert [match.students for match in rule.judge(judged)] == [("S003",)]


def test_a_plan_keeps_it() -> None:
    rules = [entry("front_rows", level="hard", who=["everybody"], rows=2)]
    school = one_class([60] * 8, people=PEOPLE, rules=rules)
    assert make_plan(school).plan.seats_of("7A").keys() == {one.student_id for one in PEOPLE}


def test_too_many_for_the_front_is_a_conflict() -> None:
    rules = [entry("front_rows", level="hard", who=["everybody"], rows=1)]
    school = one_class([60] * 8, people=PEOPLE, rules=rules)
    seats = make_plan(school).summary.parts[Part.SEATS]
    assert seats.status is Status.INFEASIBLE
    assert seats.details["7A"].owners == ("front_rows",)
    rule = FrontRows(level="hard", who=("everybody",), rows=1)
    assert seats.conflict == (rule.words(school),)


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("front_rows", rooms)
