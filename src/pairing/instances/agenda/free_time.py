"""Who is free when: no lesson at that time, and there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pairing.instances.agenda.slots import Slot, overlapping_periods
from pairing.model.records import Absence
from pairing.model.school import School
from pairing.terms.assignment import BoolArray

__all__ = ["FreeTime"]


class FreeTime:
    """The slots in which teachers and students have no lesson and are not absent.

    A lesson takes its period and all that overlap with it.
    """

    def __init__(self, school: School, slots: Sequence[Slot]) -> None:
        self.school, self.slots = school, slots
        overlapping = overlapping_periods(school.periods)
        teachers: dict[str, set[str]] = defaultdict(set)
        self._lessons: dict[str, set[str]] = defaultdict(set)
        for lesson in school.timetable:
            taken = {lesson.period_id, *overlapping.get(lesson.period_id, ())}
            teachers[lesson.teacher_id] |= taken
            self._lessons[lesson.class_id] |= taken
        self._teaching, self._classes = self._arrays(teachers), self._arrays(self._lessons)
        self._absences: dict[str, list[Absence]] = defaultdict(list)
        for row in school.absences:
            self._absences[row.person_id].append(row)
        self._known: dict[str, BoolArray] = {}

    def _arrays(self, taken: Mapping[str, set[str]]) -> dict[str, BoolArray]:
        periods = [slot.period.period_id for slot in self.slots]
        return {
            key: np.array([period_id in own for period_id in periods], dtype=bool)
            for key, own in taken.items()
        }

    def _free(self, lessons: BoolArray | None, person_id: str) -> BoolArray:
        free = np.ones(len(self.slots), dtype=bool) if lessons is None else ~lessons
        return free & ~self.away(person_id) if person_id in self._absences else free

    def away(self, person_id: str) -> BoolArray:
        """From which slots somebody is absent."""
        rows = self._absences.get(person_id, [])
        return np.array([_is_away(rows, slot) for slot in self.slots], dtype=bool)

    def lessons_in(self, class_id: str, period_ids: Sequence[str]) -> BoolArray:
        """In which periods of the week a class has a lesson, or part of one."""
        taken = self._lessons.get(class_id, set())
        return np.array([period_id in taken for period_id in period_ids], dtype=bool)

    def teaching(self, teacher_id: str) -> BoolArray:
        """In which slots a teacher has a lesson."""
        lessons = self._teaching.get(teacher_id)
        return np.zeros(len(self.slots), dtype=bool) if lessons is None else lessons

    def teacher(self, teacher_id: str) -> BoolArray:
        """In which slots a teacher has no lesson and is there."""
        if teacher_id not in self._known:
            self._known[teacher_id] = self._free(self._teaching.get(teacher_id), teacher_id)
        return self._known[teacher_id]

    def student(self, student_id: str) -> BoolArray:
        """In which slots a student has no lesson and is there."""
        class_id = self.school.student[student_id].class_id
        return self._free(self._classes.get(class_id), student_id)


def _is_away(absences: Iterable[Absence], slot: Slot) -> bool:
    return any(
        one.since <= slot.date <= (one.until or one.since)
        and one.period_id in (None, slot.period.period_id)
        for one in absences
    )
