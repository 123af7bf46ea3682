"""The usual week: in which periods classes, and students who are often away, are free."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from pairing.instances.agenda.free_time import FreeTime
from pairing.instances.agenda.slots import first_monday, slots_of
from pairing.model.enums import PeriodKind
from pairing.model.school import School
from pairing.terms.assignment import BoolArray

__all__ = ["UsualWeek"]


class UsualWeek:
    """The periods of a week that are no lessons, and who is free in them.

    A class is free where it has no lesson at that time. Who is away from a period in more than
    half of the weeks planned is not free in it: a sportsman who trains at every lunch can meet
    nobody then, and one who misses a week can.
    """

    def __init__(self, school: School) -> None:
        self._school = school
        self.periods = tuple(
            row.period_id for row in school.periods if row.kind is not PeriodKind.LESSON
        )
        # One place knows what a lesson takes: the agenda's own look-up, over the weeks planned.
        self._slots = tuple(slots_of(school, first_monday(school)))
        self._free = FreeTime(school, self._slots)

    @cached_property
    def classes(self) -> BoolArray:
        """(classes, periods): whether each class has no lesson then, in the school's order."""
        found = [~self._free.lessons_in(class_id, self.periods) for class_id in self._school.class_]
        return np.array(found, dtype=bool).reshape(len(found), len(self.periods))

    @cached_property
    def away(self) -> Mapping[str, BoolArray]:
        """(periods,) of each student with absences of their own: from which they are away."""
        number = {period_id: place for place, period_id in enumerate(self.periods)}
        meeting = [at for at, slot in enumerate(self._slots) if slot.period.period_id in number]
        period = np.array(
            [number[self._slots[at].period.period_id] for at in meeting], dtype=np.int64
        )
        held = np.bincount(period, minlength=len(self.periods))
        found = {}
        for student_id in {row.person_id for row in self._school.absences}:
            if student_id in self._school.student:
                missed = period[self._free.away(student_id)[meeting]]
                often = 2 * np.bincount(missed, minlength=len(self.periods)) > held
                if often.any():
                    found[student_id] = often
        return found
