from __future__ import annotations

from typing import Any

import pytest

from builders import one_class, student
from pairing.model.enums import Attendance, Role
from pairing.model.messages.fault import Fault, InputError
from pairing.model.records import PastSeat, TaughtSet, Teacher
from pairing.model.room.patterns import paired_desks
from pairing.model.school import School


def in_room(set_id: str, *students: str, **more: Any) -> TaughtSet:
    values = {"subject": "maths", "teacher_id": "T1", "room": "L", **more}
    return TaughtSet(set_id=set_id, students=students, **values)


def school_with(*sets: TaughtSet, count: int = 4, room: int = 1, **tables: Any) -> School:
    """A class 7A in room R, and a room L with so many rows of two desks for its sets."""
    seats = [*paired_desks("R", rows=2, columns=4), *paired_desks("L", rows=room, columns=4)]
    return one_class(
        [60] * count,
        seats=seats,
        sets=sets,
        teachers=[Teacher(teacher_id="T1", name="T", roles=(Role.SUBJECT,))],
        **tables,
    )


def faults_of(*sets: TaughtSet, **more: Any) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        school_with(*sets, **more)
    return list(caught.value.faults)


def test_sets_with_a_room_are_seated_after_the_classes() -> None:
    school = school_with(in_room("M1", "S001"), in_room("M2", "S002", room=None))
    assert school.seating_groups == ("7A", "M1")
    assert school.groups_of["S001"] == ("7A", "M1")
    assert school.groups_of["S002"] == ("7A",)
    room = school.room_of("M1")
    assert room is not None and room.layout_id == "L"
    assert school.room_of("M2") is None


def test_a_set_may_name_a_whole_class() -> None:
    """The class in the laboratory is a set of that class with a room of its own."""
    remote = student(4, attends=Attendance.REMOTE)
    people = [*(student(number) for number in (1, 2, 3)), remote]
    school = school_with(in_room("lab", "7A"), people=people)
    assert school.set_members["lab"] == school.members["7A"]
    assert school.seated("lab") == school.members["7A"][:3]


def test_a_set_too_large_for_its_room_is_a_fault() -> None:
    (fault,) = faults_of(in_room("M1", "7A"), count=5)
    assert (fault.table, fault.row, fault.column) == ("sets", 0, "room")
    assert fault.expected.code == "classes.room_large_enough"
    assert fault.expected.facts == {"count": 5, "seats": 4}


def test_the_history_may_name_sets_and_nothing_unknown() -> None:
    def past(group_id: str) -> list[PastSeat]:
        values = {"class_id": group_id, "student_id": "S001", "seat_id": "L-1-1"}
        return [PastSeat.model_validate({**values, "from": "2026-09-01"})]

    assert school_with(in_room("M1", "S001"), seat_history=past("M1")).past_seats.keys() == {"M1"}
    (fault,) = faults_of(in_room("M1", "S001"), seat_history=past("M2"))
    assert (fault.table, fault.column, fault.value) == ("seat_history", "class_id", "M2")
