"""Faults of taught groups: named like a class, naming whom nobody knows, or too large to sit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pairing.model.enums import Attendance, Usable
from pairing.model.messages.expected import known_in
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import say
from pairing.model.sets import members_of
from pairing.model.soundness.nearest import nearest

__all__ = ["check_sets"]


def check_sets(tables: Mapping[str, tuple[Any, ...]]) -> Iterator[Fault]:
    """What is wrong with the table ``sets`` beside the other tables."""
    classes = {row.class_id for row in tables.get("classes", ())}
    students = {row.student_id for row in tables.get("students", ())}
    tags = {tag for row in tables.get("students", ()) for tag in row.tags}
    for number, row in enumerate(tables.get("sets", ())):
        if row.set_id in classes:
            expected = say("sets.no_class", "a name that no class has: plans name sets beside them")
            yield Fault("sets", number, "set_id", row.set_id, expected)
        for name in row.students:
            if name not in students and name not in classes and name not in tags:
                expected = say(
                    "sets.students",
                    "ids of students, a class, or a tag that some of them have",
                    # Whoever stands in a row that cannot be read is unknown for that alone.
                    sheet="students",
                )
                # Nobody is told the name of another child.
                near = nearest(name, classes | tags)
                yield Fault("sets", number, "students", name, expected, near)
    yield from _crowded(tables)
    yield from _unknown_in_history(tables, classes)


def _crowded(tables: Mapping[str, tuple[Any, ...]]) -> Iterator[Fault]:
    """Sets that are larger than their room."""
    sets = tables.get("sets", ())
    if not any(row.room for row in sets):
        return
    layouts = tables.get("layouts", ())
    rooms = {row.layout_id for row in layouts}
    usable = Counter(row.layout_id for row in layouts if row.usable is Usable.YES)
    members = members_of(sets, tables.get("students", ()))
    for number, row in enumerate(sets):
        count = sum(one.attends is Attendance.ONSITE for one in members[row.set_id])
        if row.room in rooms and count > usable[row.room]:
            expected = say(
                "classes.room_large_enough",
                "a room with a usable seat for each of the {count} students; it has {seats}",
                count=count,
                seats=usable[row.room],
            )
            yield Fault("sets", number, "room", row.room, expected)


def _unknown_in_history(
    tables: Mapping[str, tuple[Any, ...]], classes: set[str]
) -> Iterator[Fault]:
    """Past seats of a group that is neither a class nor a set."""
    known = classes | {row.set_id for row in tables.get("sets", ())}
    for number, row in enumerate(tables.get("seat_history", ())):
        if row.class_id not in known:
            expected = known_in("class_id", "classes")
            hint = nearest(row.class_id, known)
            yield Fault("seat_history", number, "class_id", row.class_id, expected, hint)
