"""The rules of a made-up school."""

from __future__ import annotations

from collections.abc import Iterator

from pairing.model.enums import RelationKind
from pairing.model.records import LayoutSeat, Relation, Student
from pairing.model.settings import RuleEntry

__all__ = ["make_rules"]


def make_rules(
    students: list[Student], relations: list[Relation], usable: dict[str, list[LayoutSeat]]
) -> Iterator[RuleEntry]:
    """Rules that bite: conflicts apart, short sight in front, friends together, one fixed seat.

    ``usable`` are the seats of each class that somebody can sit on.
    """
    class_of = {student.student_id: student.class_id for student in students}
    for row in relations:
        if row.kind is RelationKind.CONFLICT and row.strength > 1:
            yield _entry(
                "keep_apart",
                level="hard",
                scope=[class_of[row.student_id]],
                students=[row.student_id, row.other_id],
                distance=row.strength,
            )
    yield _entry("front_rows", level="hard", who=["vision=front", "hearing=front"], rows=2)
    used: set[str] = set()
    for class_id, seats in usable.items():
        members = [one for one in students if one.class_id == class_id]
        front = {one.student_id for one in members if "front" in (one.vision, one.hearing)}
        apart = {
            student_id
            for row in relations
            if row.kind is RelationKind.CONFLICT
            for student_id in (row.student_id, row.other_id)
        }
        free = [one.student_id for one in members if one.student_id not in front | apart]
        friends = next(
            (
                row
                for row in relations
                if row.kind is RelationKind.FRIEND
                and row.student_id in free
                and row.other_id in free
            ),
            None,
        )
        if friends is not None:
            used |= {friends.student_id, friends.other_id}
            yield _entry(
                "keep_together",
                level="hard",
                scope=[class_id],
                students=[friends.student_id, friends.other_id],
                within="deskmate",
            )
        alone = [student_id for student_id in free if student_id not in used]
        if alone and len(members) > 8:
            yield _entry(
                "fixed_seat",
                level="hard",
                scope=[class_id],
                student=alone[0],
                seat=seats[-1].seat_id,
            )
    yield _entry("support_near", level="soft", weight=10, want=1)
    yield _entry("mentor_load", level="hard")


def _entry(rule_id: str, **parameters: object) -> RuleEntry:
    return RuleEntry.model_validate({"id": rule_id, **parameters})
