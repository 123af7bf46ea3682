from __future__ import annotations

from dataclasses import replace

from builders import one_class, wish
from pairing import make_plan
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import RelationKind
from pairing.model.records import Relation
from pairing.screening import screen
from rules.seats.judging import amount, check_agreement

FOES = [Relation(student_id="S001", other_id="S002", kind=RelationKind.CONFLICT)]
BESIDE = {"S001": "R-1-1", "S002": "R-1-2"}
AWAY = {"S001": "R-1-1", "S002": "R-2-3"}


def test_those_in_conflict_are_no_neighbours() -> None:
    school = one_class([60] * 8, relations=FOES)
    assert amount("conflicts_apart", school, BESIDE) == -1
    assert amount("conflicts_apart", school, BESIDE, level="hard") == -1
    assert amount("conflicts_apart", school, AWAY) == 0
    # Across the aisle is close, and is not at one desk.
    across = {"S001": "R-1-2", "S002": "R-1-3"}
    assert amount("conflicts_apart", school, across) == -1
    assert amount("conflicts_apart", school, across, within="deskmate") == 0


def test_one_word_is_enough_whatever_the_other_thinks() -> None:
    liked = Relation(student_id="S002", other_id="S001", kind=RelationKind.FRIEND)
    school = one_class([60] * 8, relations=[*FOES, liked])
    assert amount("conflicts_apart", school, BESIDE) == -1


def test_who_asks_to_be_spared_sits_away() -> None:
    school = one_class([60] * 8, wishes=[wish("S002", "S001", "seat", "avoid")])
    assert amount("conflicts_apart", school, BESIDE) == -1
    assert amount("conflicts_apart", school, BESIDE, within="group") == 0


def test_it_holds_unless_somebody_switches_it_off() -> None:
    school = one_class([60] * 8, relations=FOES)
    plan = make_plan(school).plan
    assert amount("conflicts_apart", school, plan.seats_of("7A")) == 0


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    foes = []
    for room in rooms:
        ids = [one.student_id for one in room.students]
        rows = tuple(
            Relation(student_id=one, other_id=other, kind=RelationKind.CONFLICT)
            for one, other in zip(ids[:8], ids[8:16], strict=True)
        )
        school = replace(room.school, relations=rows)
        foes.append(replace(room, findings=screen(school)))
    check_agreement("conflicts_apart", foes, lambda room: [{}, {"within": "deskmate"}])
