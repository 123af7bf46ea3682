from __future__ import annotations

from collections import Counter

from builders import entry, one_class, student
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Gender
from pairing.model.records import Student
from pairing.model.room.patterns import group_tables
from pairing.planning import Context, learning_groups, make_plan
from rules.seats.judging import amount, check_agreement


def girls(count: int, of: int) -> list[Student]:
    kinds = [Gender.F] * count + [Gender.M] * (of - count)
    return [student(number, gender=kind) for number, kind in enumerate(kinds, 1)]


def test_nobody_is_the_only_girl_of_a_group() -> None:
    people = girls(4, 24)
    rules = [entry("not_alone", level="hard"), entry("gender_mix", enabled=False)]
    school = one_class(
        [60] * 24,
        people=people,
        seats=group_tables("R", [4] * 6),
        rules=rules,
    )
    outcome = make_plan(school)
    seats = {seat.seat_id: seat for seat in school.rooms["R"].seats}
    placed = outcome.plan.seats_of("7A")
    own = Counter(seats[placed[f"S00{number}"]].group for number in range(1, 5))
    assert min(own.values()) > 1
    assert amount("not_alone", school, placed, level="hard") == 0


def test_learning_groups_keep_the_rule_too() -> None:
    rules = [entry("not_alone", level="hard")]
    school = one_class([60] * 24, people=girls(4, 24), rules=rules)
    made = learning_groups(Context.of(school), "7A")
    for group in made.groups:
        kinds = Counter(school.student[one].gender for one in group.members)
        assert kinds[Gender.F] != 1


def test_who_is_alone_in_the_class_cannot_be_helped() -> None:
    school = one_class([60] * 8, people=girls(1, 8))
    at = {"S001": "R-1-1", "S002": "R-2-2"}
    assert amount("not_alone", school, at, level="hard", within="deskmate", kinds=["gender=F"]) == 0


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("not_alone", rooms, lambda room: [{}, {"within": "deskmate"}])
