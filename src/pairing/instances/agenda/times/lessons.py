"""Which lessons of the timetable are held when, and who is in them: the one look-up of all.

The agenda, the usual week of pairs and the questions of supervision ask here.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pairing.instances.agenda.times.slots import OpenDays, Slot, first_monday, overlapping_periods
from pairing.model.records import Lesson
from pairing.model.school import School
from pairing.model.session_times import Times
from pairing.model.weeks import in_week

__all__ = ["Group", "LessonTimes"]

Group = tuple[str, str]
"""Who is in a lesson: (class_id, "") for a whole class, ("", set_id) for a set."""


class LessonTimes:
    """The lessons of a school by date: under swapped days, odd and even weeks, and sets.

    A lesson takes its period and all that overlap with it. One of a set of which nobody says who
    is in it takes its whole class: rather nobody is called than somebody who has a lesson.
    """

    def __init__(self, school: School) -> None:
        self.school = school
        self.days = OpenDays(school)
        self.week_one = school.session_settings.week_one or first_monday(school)
        overlapping = overlapping_periods(school.periods)
        self._taken = {
            period_id: frozenset({period_id, *others}) for period_id, others in overlapping.items()
        }
        self.of_teacher: Mapping[str, tuple[Lesson, ...]]
        self.of_group: Mapping[Group, tuple[Lesson, ...]]
        teachers: dict[str, list[Lesson]] = defaultdict(list)
        groups: dict[Group, list[Lesson]] = defaultdict(list)
        for lesson in school.timetable:
            teachers[lesson.teacher_id].append(lesson)
            groups[self._group(lesson)].append(lesson)
        self.of_teacher = {key: tuple(own) for key, own in teachers.items()}
        self.of_group = {key: tuple(own) for key, own in groups.items()}

    def _group(self, lesson: Lesson) -> Group:
        if lesson.set_id is not None and self.school.set_members[lesson.set_id]:
            return "", lesson.set_id
        return lesson.class_id, ""

    def groups_of(self, student_id: str) -> tuple[Group, ...]:
        """The groups whose lessons a student has: the class, and sets."""
        sets = self.school.sets_of.get(student_id, ())
        return (self.school.student[student_id].class_id, ""), *(("", one.set_id) for one in sets)

    def of_student(self, student_id: str) -> Iterator[Lesson]:
        """The lessons that a student is in."""
        for group in self.groups_of(student_id):
            yield from self.of_group.get(group, ())

    def attends(self, student_id: str, lesson: Lesson) -> bool:
        """Whether a student is in a lesson."""
        return self._group(lesson) in self.groups_of(student_id)

    def takes(self, lesson: Lesson) -> frozenset[str]:
        """The periods of which a lesson takes some time: its own, and those that overlap."""
        return self._taken.get(lesson.period_id, frozenset())

    def week(self, date: datetime.date) -> int:
        """The number of a date's week; 1 is the week of ``week_one``, 0 the one before."""
        return (date - self.week_one).days // 7 + 1

    def busy(
        self, lessons: Iterable[Lesson], dates: Iterable[datetime.date]
    ) -> dict[datetime.date, frozenset[str]]:
        """The periods that lessons take on each of some dates, if the day has them."""
        own = tuple(lessons)
        by_week: dict[int, frozenset[str]] = {}
        found = {}
        for date in dates:
            week = self.week(date)
            if week not in by_week:
                held = (one for one in own if in_week(one.weeks, week))
                by_week[week] = frozenset().union(*(self.takes(one) for one in held))
            found[date] = by_week[week]
        return found

    def meet(self, lessons: Iterable[Lesson], slot: Slot) -> bool:
        """Whether one of some lessons has a minute in common with a slot, in its week."""
        week, periods = self.week(slot.date), self.school.period
        return any(
            in_week(one.weeks, week) and slot.meets(periods[one.period_id]) for one in lessons
        )

    def on(self, lessons: Iterable[Lesson], date: datetime.date) -> Iterator[Lesson]:
        """Those of some lessons that are held on a date, if the school is open then."""
        there = {period.period_id for period in self.days.periods(date)}
        week = self.week(date)
        return (one for one in lessons if one.period_id in there and in_week(one.weeks, week))

    def missed(
        self, student_id: str, date: datetime.date, period_id: str, part: Times | None = None
    ) -> tuple[str, ...]:
        """The subjects of the lessons that a student has in a period of a date, or a part of it."""
        lessons = [
            one
            for one in self.on(self.of_student(student_id), date)
            if period_id in self.takes(one)
        ]
        if part is not None and lessons:
            slot = Slot(date, self.school.period[period_id], part)
            lessons = [one for one in lessons if self.meet([one], slot)]
        return tuple(sorted({one.subject for one in lessons}))
