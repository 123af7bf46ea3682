"""spread_week: a student's sessions lie on different days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.sessions._base import SessionRule, by_person
from pairing.terms.timetable import Crowd, TimetableTerm

__all__ = ["SpreadWeek"]


class SpreadWeek(SessionRule):
    """One session a day: a child who is called out twice a day notices, and so do others."""

    id = "spread_week"
    title = "Spread over the week"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(2, description="Points lost for each further session of a student a day")

    def words(self, school: School) -> Message:
        return say("spread_week.rule", "spread a student's sessions over the week")

    def compile(self, agenda: Agenda) -> Iterator[TimetableTerm]:
        concerned = [one for one in agenda.students if self.concerns(agenda, one)]
        for day in np.unique(agenda.grid.days):
            slots = np.flatnonzero(agenda.grid.days == day)
            for student_id in concerned:
                yield Crowd(self.key, agenda.student(student_id), slots, 1, self.unit)

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        for (kind, key), used in by_person(held).items():
            if kind != "student" or not self.concerns(agenda, key):
                continue
            days, counts = np.unique(agenda.grid.days[sorted(used)], return_counts=True)
            for day, count in zip(days.tolist(), counts.tolist(), strict=True):
                if count > 1:
                    name = agenda.findings.school.label(key)
                    yield Match(
                        1 - count,
                        (key,),
                        say(
                            "spread_week.count",
                            "{name} has {count} sessions on day {day}",
                            name=name,
                            count=count,
                            day=day,
                        ),
                    )
