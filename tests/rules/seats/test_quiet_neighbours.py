from __future__ import annotations

from builders import one_class, student
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import RelationKind
from pairing.model.records import Relation
from rules.seats.judging import Parameters, amount, check_agreement


def test_talkative_deskmates_and_friends() -> None:
    people = [student(number, tags=["talkative"]) for number in (1, 2)] + [student(3)]
    friends = [Relation(student_id="S001", other_id="S003", kind=RelationKind.FRIEND)]
    school = one_class([60] * 3, people=people, relations=friends)
    near = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-1-3"}
    assert amount("quiet_neighbours", school, near) == -1
    assert amount("quiet_neighbours", school, near, friends_only=True) == 0
    among_all = {"who": ["everybody"], "friends_only": True}
    assert amount("quiet_neighbours", school, near, **among_all) == 0
    near = {"S001": "R-1-1", "S003": "R-1-2"}
    assert amount("quiet_neighbours", school, near, **among_all) == -1


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    variants: list[Parameters] = [{"who": ["tutees"]}, {"who": ["everybody"], "friends_only": True}]
    check_agreement("quiet_neighbours", rooms, lambda room: variants)
