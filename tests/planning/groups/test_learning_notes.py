"""What is told of learning groups: whoever has nobody they wished for has a name."""

from __future__ import annotations

from collections.abc import Iterator

from builders import one_class, student, wish
from pairing.model.enums import Attendance, RelationKind, WishFor
from pairing.model.messages.message import Message
from pairing.model.records import Relation
from pairing.model.school import School
from pairing.planning import Context
from pairing.planning.groups.learning import Grouping, learning_groups

LEVELS = [50.0 + n for n in range(8)]


def made(school: School) -> Grouping:
    return learning_groups(Context.of(school), "7A")


def without(grouping: Grouping, wanted: str) -> list[str]:
    """Those who are in another group than somebody."""
    return [
        one for group in grouping.groups if wanted not in group.members for one in group.members
    ]


def note(grouping: Grouping, code: str) -> Message:
    (found,) = (one for one in grouping.notes if one.code == code)
    return found


def tie(one: int, other: int, kind: RelationKind) -> Relation:
    return Relation(student_id=f"S{one:03}", other_id=f"S{other:03}", kind=kind)


def test_who_gets_none_of_their_wishes_is_named() -> None:
    everybody = [wish(f"S{n:03}", "S001", "group") for n in range(2, 9)]
    school = one_class(LEVELS, wishes=everybody)
    grouping = made(school)
    assert len(grouping.groups) == 2
    told = str(note(grouping, "wishes.none"))
    assert all(school.label(one) in told for one in without(grouping, "S001"))
    assert note(grouping, "wishes.granted").facts["first"] == 3


def test_who_has_no_friend_in_the_group_is_named_where_nobody_wishes() -> None:
    friends = [tie(n, 1, RelationKind.FRIEND) for n in range(2, 9)]
    school = one_class(LEVELS, relations=friends)
    grouping = made(school)
    told = str(note(grouping, "groups.no_friend"))
    assert all(school.label(one) in told for one in without(grouping, "S001"))


def test_who_is_in_one_group_with_whom_they_should_be_apart_from_is_named() -> None:
    def hostile() -> Iterator[Relation]:
        for one in range(1, 9):
            yield from (tie(one, other, RelationKind.CONFLICT) for other in range(one + 1, 9))

    grouping = made(one_class(LEVELS, relations=list(hostile())))
    told = [one for one in grouping.notes if one.code == "groups.not_apart"]
    assert len(told) == sum(
        len(own.members) * (len(own.members) - 1) // 2 for own in grouping.groups
    )


def test_who_attends_from_afar_is_in_none_and_that_is_said() -> None:
    people = [student(n) for n in range(1, 8)] + [student(8, attends=Attendance.REMOTE)]
    grouping = made(one_class(LEVELS, people=people))
    assert "Name 8" in str(note(grouping, "groups.remote"))
    assert made(one_class(LEVELS)).notes == ()


def test_wishes_for_seats_are_none_for_groups() -> None:
    grouping = made(one_class(LEVELS, wishes=[wish("S002", "S001", WishFor.SEAT)]))
    assert grouping.notes == ()
