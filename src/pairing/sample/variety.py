"""What no real timetable is without: halves of a class, weeks in turn, a shared lesson, odd days.

It changes a made-up school without a draw of chance, so that the rest of it stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pairing.model.records import (
    ClassRecord,
    LayoutSeat,
    Lesson,
    Record,
    SpecialDays,
    Student,
    TaughtSet,
    Teaching,
)
from pairing.model.room.patterns import paired_desks
from pairing.sample.words import Words

__all__ = ["WEEK_ONE", "with_variety"]

WEEK_ONE = date(2026, 8, 31)
"""The Monday of the first week of the term, from which odd and even weeks count."""

_CALENDAR: tuple[Mapping[str, object], ...] = (
    {"from": date(2026, 10, 30), "kind": "holiday"},
    {"from": date(2026, 10, 31), "kind": "swapped", "follows": 5},
    {"from": date(2026, 11, 11), "kind": "half_day"},
)
"""A Friday off, the Saturday that makes up for it, and a Wednesday that ends at noon."""
_LEAST = 4
"""A class of fewer is not parted."""


class _Lessons:
    """The lessons, and who is free when."""

    def __init__(self, rows: Iterable[Lesson], teaching: Iterable[Teaching], words: Words) -> None:
        self.rows = list(rows)
        self._words = words
        self._teacher = {(row.class_id, row.subject): row.teacher_id for row in teaching}
        self._teachers = {row.teacher_id: row.subject for row in teaching}
        self._busy = {(row.teacher_id, row.period_id) for row in self.rows}

    def of(self, class_id: str, code: str) -> list[Lesson]:
        """The lessons of a class in a subject."""
        subject = self._words.subjects[code]
        return [row for row in self.rows if (row.class_id, row.subject) == (class_id, subject)]

    def beside(self, class_id: str, code: str, other: str) -> Lesson | None:
        """A lesson of a subject at which the class's teacher of another is free."""
        teacher_id = self._teacher[class_id, self._words.subjects[other]]
        own = self.of(class_id, code)
        return next((row for row in own if (teacher_id, row.period_id) not in self._busy), None)

    def second(self, lesson: Lesson) -> str | None:
        """Somebody else who teaches the subject and is free at a lesson."""
        return next(
            (
                teacher_id
                for teacher_id, subject in self._teachers.items()
                if subject == lesson.subject and (teacher_id, lesson.period_id) not in self._busy
            ),
            None,
        )

    def replace(self, lesson: Lesson, *rows: Lesson) -> None:
        """Put lessons in the place of one."""
        at = self.rows.index(lesson)
        self.rows[at : at + 1] = rows
        self._busy |= {(row.teacher_id, row.period_id) for row in rows}

    def other(self, lesson: Lesson, code: str, **more: str) -> Lesson:
        """The same lesson of the class in another subject, by its teacher."""
        subject = self._words.subjects[code]
        teacher_id = self._teacher[lesson.class_id, subject]
        return lesson.model_copy(update={"subject": subject, "teacher_id": teacher_id, **more})


def with_variety(
    tables: Mapping[str, Iterable[Record]],
    classes: Sequence[ClassRecord],
    members: Mapping[str, Sequence[Student]],
    words: Words,
) -> dict[str, Iterable[Record]]:
    """The tables of a made-up school with what timetables have beside whole classes every week.

    The first class has a lesson of physics and one of biology in halves, one of them in the
    laboratory; the last has history and geography in turns; the second a lesson of two teachers.
    What finds no free teacher is left out.
    """
    teaching: list[Teaching] = [row for row in tables["teaching"] if isinstance(row, Teaching)]
    rows = [row for row in tables["timetable"] if isinstance(row, Lesson)]
    lessons = _Lessons(rows, teaching, words)
    sets, room = _halves(lessons, classes[0].class_id, members[classes[0].class_id], words)
    turn = lessons.beside(classes[-1].class_id, "history", "geography")
    if turn is not None:
        odd = turn.model_copy(update={"weeks": "odd"})
        lessons.replace(turn, odd, lessons.other(turn, "geography", weeks="even"))
    shared = lessons.of(classes[min(1, len(classes) - 1)].class_id, "english")
    for lesson in shared:
        if (second := lessons.second(lesson)) is not None:
            lessons.replace(lesson, lesson, lesson.model_copy(update={"teacher_id": second}))
            break
    return {
        **tables,
        "layouts": [*tables["layouts"], *room],
        "timetable": lessons.rows,
        "sets": sets,
        "calendar": [SpecialDays.model_validate(row) for row in _CALENDAR],
    }


def _halves(
    lessons: _Lessons, class_id: str, members: Sequence[Student], words: Words
) -> tuple[list[TaughtSet], list[LayoutSeat]]:
    """Two halves of a class, which exchange physics and biology, and the room of the first."""
    one, two = lessons.beside(class_id, "physics", "biology"), None
    if one is not None:
        two = lessons.beside(class_id, "biology", "physics")
    if one is None or two is None or len(members) < _LEAST:
        return [], []
    names = f"{class_id}-1", f"{class_id}-2"
    for lesson, own, other in ((one, "physics", "biology"), (two, "biology", "physics")):
        first, second = names if own == "physics" else names[::-1]
        lessons.replace(
            lesson,
            lesson.model_copy(update={"set_id": first}),
            lessons.other(lesson, other, set_id=second),
        )
    half = -(-len(members) // 2)
    seats = paired_desks(words.laboratory, rows=-(-half // 6), columns=6)
    parts = members[:half], members[half:]
    made = [
        TaughtSet(
            set_id=name,
            subject=lesson.subject,
            teacher_id=lesson.teacher_id,
            room=words.laboratory if name == names[0] else None,
            students=tuple(student.student_id for student in part),
        )
        for name, lesson, part in zip(names, (one, two), parts, strict=True)
    ]
    return made, list(seats)
