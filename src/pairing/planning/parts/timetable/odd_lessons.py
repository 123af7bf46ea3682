"""What a person should know of a timetable: who is in two lessons at once, and what is guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from pairing.instances.agenda import first_monday
from pairing.model.messages.message import Message, named, say, say_count
from pairing.model.records import Lesson
from pairing.model.school import School
from pairing.model.weeks import LAST_WEEK, in_week

__all__ = ["odd_lessons"]


def odd_lessons(school: School) -> Iterator[Message]:
    """Clashes of the timetable, cells of which nobody says who is in what, and week 1."""
    by_teacher: dict[tuple[str, str], list[Lesson]] = defaultdict(list)
    by_class: dict[tuple[str, str], list[Lesson]] = defaultdict(list)
    for lesson in school.timetable:
        by_teacher[lesson.teacher_id, lesson.period_id].append(lesson)
        if lesson.set_id is None:
            by_class[lesson.class_id, lesson.period_id].append(lesson)
    clashes = sum(_clash(own) for own in by_teacher.values())
    if clashes:
        yield say_count(
            "sessions.timetable_clashes",
            "the timetable has a teacher in two classes at once {count} time",
            "the timetable has a teacher in two classes at once {count} times",
            clashes,
        )
    unsaid = {class_id for (class_id, _), own in by_class.items() if _two_subjects(own)}
    if unsaid:
        yield say(
            "sessions.who_is_in_which",
            "{classes}: the timetable has several lessons of the whole class at once, and neither "
            "set_id nor weeks says who is in which, and when; everybody of the class, and each "
            "of the teachers, is taken to be busy then",
            classes=named(sorted(unsaid)),
        )
    nobody = {row.set_id for row in school.timetable if row.set_id is not None} - {
        set_id for set_id, members in school.set_members.items() if members
    }
    if nobody:
        yield say(
            "sessions.nobody_in_set",
            "{sets}: nobody says who is in them; the whole class is taken to be busy then",
            sets=named(sorted(nobody)),
        )
    settings = school.session_settings
    guessed = settings.week_one is None and settings.start is None
    if guessed and any(row.weeks is not None for row in school.timetable):
        yield say(
            "sessions.week_one_guessed",
            "week 1 of the timetable is taken to begin on {date}, the first Monday planned; where "
            "that is another, odd and even weeks are exchanged: say week_one under sessions",
            date=first_monday(school).isoformat(),
        )


def _clash(lessons: list[Lesson]) -> bool:
    """Whether a teacher has two of these at once: not where one is the other's, or a joint one."""
    return any(
        (one.set_id or one.class_id) != (other.set_id or other.class_id) and _meet(one, other)
        for one, other in combinations(lessons, 2)
    )


def _two_subjects(lessons: list[Lesson]) -> bool:
    """Whether a whole class has two subjects at once; of one subject, two teachers share it."""
    return any(
        one.subject != other.subject and _meet(one, other)
        for one, other in combinations(lessons, 2)
    )


def _meet(one: Lesson, other: Lesson) -> bool:
    """Whether two lessons of one period are ever in the same week."""
    weeks = range(1, LAST_WEEK + 1)
    return any(in_week(one.weeks, week) and in_week(other.weeks, week) for week in weeks)
