"""Who is in a taught group that is no class: named by id, by class, or by a tag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pairing.model.records import Student, TaughtSet

__all__ = ["members_of"]


def members_of(
    sets: Iterable[TaughtSet], students: Iterable[Student]
) -> dict[str, tuple[Student, ...]]:
    """The students of each set by its id, in the order of ``students``.

    What a set names is an id where a student has it, else a class, and else a tag.
    """
    everybody = tuple(students)
    known = {student.student_id for student in everybody}
    together: dict[str, set[str]] = defaultdict(set)
    tagged: dict[str, set[str]] = defaultdict(set)
    for student in everybody:
        together[student.class_id].add(student.student_id)
        for tag in student.tags:
            tagged[tag].add(student.student_id)
    found = {}
    for row in sets:
        own: set[str] = set()
        for name in row.students:
            own |= {name} if name in known else together.get(name) or tagged.get(name, set())
        found[row.set_id] = tuple(one for one in everybody if one.student_id in own)
    return found
