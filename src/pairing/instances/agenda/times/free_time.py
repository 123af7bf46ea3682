"""Who is free when: no lesson at that time, and there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np

from pairing.instances.agenda.times.lessons import Group, LessonTimes
from pairing.instances.agenda.times.slots import Slot
from pairing.model.records import Absence, Lesson, Period
from pairing.model.school import School
from pairing.terms.assignment import BoolArray

__all__ = ["FreeTime"]


class FreeTime:
    """The slots in which teachers and students have no lesson and are not absent."""

    def __init__(self, school: School, slots: Sequence[Slot]) -> None:
        self.school, self.slots = school, slots
        self.lessons = LessonTimes(school)
        self._dates = tuple(dict.fromkeys(slot.date for slot in slots))
        self._absences: dict[str, list[Absence]] = defaultdict(list)
        for row in school.absences:
            self._absences[row.person_id].append(row)
        self._teaching: dict[str, BoolArray] = {}
        self._learning: dict[tuple[Group, ...], dict[str, BoolArray]] = {}
        self._missed: dict[tuple[Group, ...], dict[tuple[str, str], BoolArray]] = {}
        self._free: dict[str, BoolArray] = {}

    def _taken(self, lessons: Iterable[Lesson]) -> BoolArray:
        own = tuple(lessons)
        busy = self.lessons.busy(own, self._dates)
        found = [
            slot.period.period_id in busy[slot.date]
            # Of a lesson that overlaps with the period, a part of it may be free.
            and (slot.part is None or self.lessons.meet(own, slot))
            for slot in self.slots
        ]
        return np.array(found, dtype=bool)

    def away(self, person_id: str) -> BoolArray:
        """From which slots somebody is absent."""
        rows = self._absences.get(person_id, [])
        periods = self.school.period
        return np.array([_is_away(rows, slot, periods) for slot in self.slots], dtype=bool)

    def teaching(self, teacher_id: str) -> BoolArray:
        """In which slots a teacher has a lesson."""
        if teacher_id not in self._teaching:
            lessons = self.lessons.of_teacher.get(teacher_id, ())
            self._teaching[teacher_id] = self._taken(lessons)
        return self._teaching[teacher_id]

    def by_subject(self, student_id: str) -> Mapping[str, BoolArray]:
        """In which slots a student has lessons of each subject."""
        groups = self.lessons.groups_of(student_id)
        if groups not in self._learning:
            lessons: dict[str, list[Lesson]] = defaultdict(list)
            for one in self.lessons.of_student(student_id):
                lessons[one.subject].append(one)
            self._learning[groups] = {
                subject: self._taken(lessons[subject]) for subject in sorted(lessons)
            }
        return self._learning[groups]

    def by_lesson(self, student_id: str) -> Mapping[tuple[str, str], BoolArray]:
        """In which slots a student has the lessons of each (subject, period of the week).

        Lessons of one subject at once, as of two who teach together, are one.
        """
        groups = self.lessons.groups_of(student_id)
        if groups not in self._missed:
            lessons: dict[tuple[str, str], list[Lesson]] = defaultdict(list)
            for one in self.lessons.of_student(student_id):
                lessons[one.subject, one.period_id].append(one)
            self._missed[groups] = {key: self._taken(lessons[key]) for key in sorted(lessons)}
        return self._missed[groups]

    def teacher(self, teacher_id: str) -> BoolArray:
        """In which slots a teacher has no lesson and is there."""
        if teacher_id not in self._free:
            self._free[teacher_id] = self._there(self.teaching(teacher_id), teacher_id)
        return self._free[teacher_id]

    def student(self, student_id: str, leaving: Set[str] = frozenset()) -> BoolArray:
        """In which slots a student is there and in no lesson, but of subjects they may leave."""
        lessons = np.zeros(len(self.slots), dtype=bool)
        for subject, slots in self.by_subject(student_id).items():
            if subject not in leaving:
                lessons |= slots
        return self._there(lessons, student_id)

    def _there(self, lessons: BoolArray, person_id: str) -> BoolArray:
        return ~lessons & ~self.away(person_id) if person_id in self._absences else ~lessons


def _is_away(absences: Iterable[Absence], slot: Slot, periods: Mapping[str, Period]) -> bool:
    """Whether one of some absences takes the day, or minutes of the slot."""
    return any(
        one.since <= slot.date <= (one.until or one.since)
        and (
            one.period_id is None
            # Of another bell, some minutes may be the same.
            or (one.period_id in periods and slot.meets(periods[one.period_id]))
        )
        for one in absences
    )
