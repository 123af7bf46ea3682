from __future__ import annotations

from dataclasses import replace

from builders import one_class, wish
from pairing import make_plan
from pairing.instances.classroom import ClassRoom
from pairing.screening import screen
from rules.seats.judging import amount, check_agreement

WISHES = [
    wish("S001", "S002", "seat", "1"),
    wish("S001", "S003", "seat", "2"),
    wish("S001", "S004", "seat", "3"),
]


def test_the_first_choice_earns_most_and_a_second_wish_little() -> None:
    school = one_class([60] * 8, wishes=WISHES)
    first = {"S001": "R-1-1", "S002": "R-1-2", "S003": "R-2-4", "S004": "R-2-3"}
    assert amount("seat_wishes", school, first) == 10
    second = {**first, "S002": "R-2-4", "S003": "R-1-2"}
    assert amount("seat_wishes", school, second) == 8
    third = {**first, "S002": "R-2-4", "S004": "R-1-2", "S003": "R-2-3"}
    assert amount("seat_wishes", school, third) == 6
    two = {**first, "S003": "R-2-1"}
    assert amount("seat_wishes", school, two) == 11
    nobody = {"S001": "R-1-1", "S002": "R-2-4", "S003": "R-2-3", "S004": "R-1-4"}
    assert amount("seat_wishes", school, nobody) == 0


def test_what_is_granted_and_to_whom_not_is_told() -> None:
    wishes = [*WISHES, wish("S005", "S006", "seat"), wish("S005", "S999", "seat", "2")]
    school = one_class([60] * 8, wishes=[one for one in wishes if one.wants_id != "S999"])
    outcome = make_plan(school)
    (note,) = (one for one in outcome.summary.parts["seats"].notes if one.code == "wishes.granted")
    assert note.facts["count"] == 2
    assert note.facts["first"] == 2


def test_everybody_has_one_before_anybody_has_two() -> None:
    """Everybody wishes for S001, who wishes for three others: their second wish waits."""
    wishes = [wish(f"S00{number}", "S001", "seat") for number in range(2, 6)]
    wishes += [wish("S001", f"S00{number}", "seat", "3") for number in range(6, 9)]
    school = one_class([60] * 8, wishes=wishes)
    plan = make_plan(school).plan
    assert amount("seat_wishes", school, plan.seats_of("7A")) >= 30


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    wishing = []
    for room in rooms:
        ids = [one.student_id for one in room.students]
        wishes = tuple(
            wish(one, other, "seat", rank)
            for shift, rank in ((1, "1"), (2, "2"), (3, "3"), (5, "3"))
            for one, other in zip(ids, ids[shift:], strict=False)
        )
        wishing.append(replace(room, findings=screen(replace(room.school, wishes=wishes))))
    check_agreement("seat_wishes", wishing, lambda room: [{}, {"within": "deskmate"}])
