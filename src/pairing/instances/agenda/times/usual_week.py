"""The usual week: which periods students have free, and how many two of them have in common."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from pairing.instances.agenda.times.free_time import FreeTime
from pairing.instances.agenda.times.slots import first_monday, slots_of
from pairing.model.enums import PeriodKind
from pairing.model.school import School
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["UsualWeek"]


class UsualWeek:
    """The periods of a week that are no lessons, over the weeks that are planned.

    Two have a period in common if both are free in at least half of the weeks: a sportsman who
    trains at every lunch can meet nobody then, and one who misses a week can; so can somebody
    who has a lesson there in odd weeks, but not with somebody who has one in even weeks.
    Students with the same lessons, and no absences of their own, are of one pattern.
    """

    def __init__(self, school: School) -> None:
        self._school = school
        self.periods = tuple(
            row.period_id for row in school.periods if row.kind is not PeriodKind.LESSON
        )
        number = {period_id: place for place, period_id in enumerate(self.periods)}
        # One place knows what a lesson takes: the agenda's own look-up, over the weeks planned.
        self._slots = tuple(
            slot
            for slot in slots_of(school, first_monday(school))
            if slot.period.period_id in number
        )
        self._period: IntArray = np.array(
            [number[slot.period.period_id] for slot in self._slots], dtype=np.int64
        )
        self._held = np.bincount(self._period, minlength=len(self.periods))
        self._free = FreeTime(school, self._slots)
        keys: dict[tuple[object, ...], int] = {}
        self.pattern_of: Mapping[str, int] = {
            one.student_id: keys.setdefault(self._key(one.student_id), len(keys))
            for one in school.students
        }
        """The number of each student's pattern."""

    def _key(self, student_id: str) -> tuple[object, ...]:
        groups = self._free.lessons.groups_of(student_id)
        return (groups, student_id) if student_id in self.away else (groups,)

    @cached_property
    def away(self) -> Mapping[str, BoolArray]:
        """(slots,) of each student with absences of their own: from which they are away."""
        people = {row.person_id for row in self._school.absences} & self._school.student.keys()
        found = {one: self._free.away(one) for one in sorted(people)}
        return {one: slots for one, slots in found.items() if slots.any()}

    def often_away(self, student_id: str) -> bool:
        """Whether absences take a period from somebody: more than half of its weeks."""
        own = self.away.get(student_id)
        if own is None:
            return False
        return bool(
            (2 * np.bincount(self._period[own], minlength=len(self._held)) > self._held).any()
        )

    @cached_property
    def _patterns(self) -> BoolArray:
        """(patterns, slots): when the students of each pattern are free."""
        one_of = {pattern: student_id for student_id, pattern in self.pattern_of.items()}
        free = [self._free.student(one_of[pattern]) for pattern in range(len(one_of))]
        return np.array(free, dtype=bool).reshape(len(free), len(self._slots))

    @cached_property
    def common(self) -> IntArray:
        """(patterns, patterns): the free periods of the week that two have in common."""
        patterns = self._patterns
        found = np.zeros((len(patterns), len(patterns)), dtype=np.int64)
        # In floats a product of matrices is many times as fast; the counts are small.
        free = patterns.astype(np.float32)
        for period, held in enumerate(self._held.tolist()):
            if held:
                own = free[:, self._period == period]
                found += 2 * (own @ own.T) >= held
            else:
                # A period that falls on no day planned is judged by the lessons alone.
                never = self._without_lessons(period)
                found += np.outer(never, never)
        return found

    def _without_lessons(self, period: int) -> BoolArray:
        """Which patterns have no lesson in a period in any week."""
        one_of = {pattern: student_id for student_id, pattern in self.pattern_of.items()}
        lessons = self._free.lessons
        taken = [
            any(
                self.periods[period] in lessons.takes(one)
                for one in lessons.of_student(one_of[pattern])
            )
            for pattern in range(len(one_of))
        ]
        return ~np.array(taken, dtype=bool)

    @cached_property
    def known(self) -> frozenset[str]:
        """The classes that have a free period at all: others leave their breaks out."""
        found = set()
        for class_id in self._school.class_:
            lessons = self._free.lessons.of_group.get((class_id, ""), ())
            always = {
                period
                for one in lessons
                if one.weeks is None
                for period in self._free.lessons.takes(one)
            }
            if any(period not in always for period in self.periods):
                found.add(class_id)
        return frozenset(found)
