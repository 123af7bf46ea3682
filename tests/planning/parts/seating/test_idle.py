"""What a rule says in vain is told: a word that fits nobody, a name, a place, the whole rule."""

from __future__ import annotations

from builders import entry, one_class, student
from pairing.model.messages.message import Message
from pairing.model.records import ClassRecord
from pairing.model.room.patterns import paired_desks
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan


def told_of(*rules: RuleEntry) -> dict[str, Message]:
    """The notes of seats, by code, of two classes under these rules."""
    people = [student(n) for n in range(1, 5)] + [student(n, "7B") for n in range(5, 9)]
    classes = [
        ClassRecord(class_id=class_id, grade="7", layout_id="R") for class_id in ("7A", "7B")
    ]
    school = one_class([60] * 8, rules=rules, people=people, classes=classes)
    notes = make_plan(school, only=("seats",)).summary.parts["seats"].notes
    return {note.code: note for note in notes}


def test_a_word_for_people_that_nobody_fits_is_told_beside_one_that_somebody_does() -> None:
    told = told_of(entry("front_rows", level="hard", rows=1, who=["gender=F", "tag=captian"]))
    assert "captian" in str(told["seats.nobody_fits"].facts["who"])
    assert not told_of(entry("front_rows", level="hard", who=["gender=F"], rows=1))


def test_a_student_named_with_others_of_another_class_is_told() -> None:
    apart = entry("keep_apart", level="hard", students=["S001", "S002", "S005"])
    assert told_of(apart)["seats.named_alone"].facts["names"] == ("Name 5",)
    both = entry("keep_apart", level="hard", students=["S001", "S002", "S005", "S006"])
    assert not told_of(both)


def test_a_zone_that_is_nowhere_is_told_beside_seats_that_are_drawn() -> None:
    room = paired_desks("R", rows=2, columns=4)
    zone = {"zone": "windoww", "seats": [room[0].seat_id]}
    told = told_of(entry("zone_banned", level="hard", students=["S001"], **zone))
    assert told["seats.no_such_place"].facts["zone"] == ("windoww",)


def test_a_rule_that_holds_wherever_anybody_sits_is_told() -> None:
    assert "seats.idle_rule" in told_of(entry("keep_apart", students=["S001", "S002"], distance=1))


def test_a_rule_for_no_class_in_particular_is_for_all() -> None:
    last = paired_desks("R", rows=1, columns=4)[3].seat_id
    fixed = entry("fixed_seat", level="hard", student="S001", seat=last, scope=[])
    rows = make_plan(one_class([60] * 4, rules=[fixed]), only=("seats",)).plan.seats or ()
    assert last in {row.seat_id for row in rows if row.student_id == "S001"}
