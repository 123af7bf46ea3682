from __future__ import annotations

from builders import entry, one_class, seated, student
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Gender
from pairing.planning import make_plan
from pairing.rules.seats.gender_mix import GenderMix
from rules.seats.judging import check_agreement

PEOPLE = [student(number, gender=Gender.F if number < 3 else Gender.M) for number in range(1, 5)]


def test_costs_each_desk_of_one_gender() -> None:
    school = one_class([60] * 4, people=PEOPLE)
    alike = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-1-3", "S004": "R-1-4"}
    assert GenderMix(key="k", weight=1).worth(GenderMix().judge(seated(school, alike))) == -2000


def test_who_is_neither_is_alike_to_nobody() -> None:
    people = [student(number, gender=Gender.X) for number in range(1, 5)]
    school = one_class([60] * 4, people=people)
    assert not list(GenderMix().judge(seated(school, {"S001": "R-1-1", "S002": "R-1-2"})))


def test_a_plan_mixes_desks_even_as_a_hard_rule() -> None:
    school = one_class([60] * 4, people=PEOPLE, rules=[entry("gender_mix", level="hard")])
    judged = seated(school, make_plan(school).plan.seats_of("7A"))
    assert not list(GenderMix().judge(judged))


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("gender_mix", rooms)
