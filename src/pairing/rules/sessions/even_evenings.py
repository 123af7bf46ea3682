"""even_evenings: nobody holds all the evening sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession
from pairing.model.enums import Level, PeriodKind
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.sessions._base import SessionRule, by_person
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import Crowd, TimetableTerm

__all__ = ["EvenEvenings"]

_LATE = (PeriodKind.EVENING, PeriodKind.AFTER_SCHOOL)


class EvenEvenings(SessionRule):
    """A teacher's sessions after school and in the evening cost beyond ``most`` a week."""

    id = "even_evenings"
    title = "Few evenings each"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(1, description="Points lost for each late session beyond")
    most: Annotated[int, Field(ge=0, le=50)] = Field(3, description="Late ones a week at no cost")

    def words(self, school: School) -> Message:
        return say(
            "even_evenings.rule",
            "at most {most} late sessions of a teacher in a week",
            most=self.most,
        )

    def _late(self, agenda: Agenda) -> Iterator[IntArray]:
        """The late slots of each week."""
        late = np.array([slot.period.kind in _LATE for slot in agenda.grid.slots], dtype=bool)
        for week in np.unique(agenda.grid.weeks):
            yield np.flatnonzero(late & (agenda.grid.weeks == week))

    def compile(self, agenda: Agenda) -> Iterator[TimetableTerm]:
        teachers = [agenda.teacher(teacher_id) for teacher_id in agenda.teachers]
        for slots in self._late(agenda):
            for person in teachers:
                yield Crowd(self.key, person, slots, self.most, self.unit)

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        weeks = [set(slots.tolist()) for slots in self._late(agenda)]
        for (kind, key), used in by_person(held).items():
            for week, slots in enumerate(weeks, 1):
                beyond = len(used & slots) - self.most
                if kind == "teacher" and beyond > 0:
                    name = agenda.findings.school.teacher_label(key)
                    yield Match(
                        -beyond,
                        (),
                        say(
                            "even_evenings.beyond",
                            "{name} has {beyond} late sessions too many in week {week}",
                            name=name,
                            beyond=beyond,
                            week=week,
                        ),
                    )
