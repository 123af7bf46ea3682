"""session_limits: nobody has more sessions in a day or a week than can be borne."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.core.rule import Match
from pairing.rules.sessions._base import SessionRule, by_person
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import Limit, TimetableTerm

__all__ = ["SessionLimits"]

_Most = Annotated[int, Field(ge=1, le=100)]


class SessionLimits(SessionRule):
    """A teacher holds so many sessions a day and a week, a student has so many a day.

    A group is one session of its teacher.
    """

    id = "session_limits"
    title = "Sessions of a day and a week"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")
    teacher_daily: _Most = Field(4, description="Sessions of a teacher in a day, at most")
    teacher_weekly: _Most = Field(16, description="Sessions of a teacher in a week, at most")
    student_daily: _Most = Field(3, description="Sessions of a student in a day, at most")

    def words(self, school: School) -> Message:
        return say(
            "session_limits.rule",
            "a teacher has at most {daily} sessions a day and {weekly} a week, a student "
            "{student} a day",
            daily=self.teacher_daily,
            weekly=self.teacher_weekly,
            student=self.student_daily,
        )

    def _spans(self, agenda: Agenda, kind: str) -> Iterator[tuple[IntArray, int]]:
        """The slots of each day and week, and how many of them are allowed."""
        daily = self.teacher_daily if kind == "teacher" else self.student_daily
        for day in np.unique(agenda.grid.days):
            yield np.flatnonzero(agenda.grid.days == day), daily
        if kind == "teacher":
            for week in np.unique(agenda.grid.weeks):
                yield np.flatnonzero(agenda.grid.weeks == week), self.teacher_weekly

    def compile(self, agenda: Agenda) -> Iterator[TimetableTerm]:
        teachers = [agenda.teacher(one) for one in agenda.teachers]
        students = [agenda.student(one) for one in agenda.students]
        for kind, people in (("teacher", teachers), ("student", students)):
            for slots, most in self._spans(agenda, kind):
                if len(slots) > most:
                    for person in people:
                        yield Limit(self.key, person, slots, most)

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        spans = {
            kind: [(set(slots.tolist()), most) for slots, most in self._spans(agenda, kind)]
            for kind in ("teacher", "student")
        }
        for (kind, key), used in by_person(held).items():
            for slots, most in spans[kind]:
                if (beyond := len(used & slots) - most) > 0:
                    students = (key,) if kind == "student" else ()
                    text = say_count(
                        "session_limits.beyond",
                        "{who} has {count} session too many",
                        "{who} has {count} sessions too many",
                        beyond,
                        who=key,
                    )
                    yield Match(-beyond, students, text)
