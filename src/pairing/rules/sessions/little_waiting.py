"""little_waiting: teachers do not sit idle between lessons and sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.sessions._base import SessionRule, by_person
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import TimetableTerm, Wait

__all__ = ["LittleWaiting"]


class LittleWaiting(SessionRule):
    """An idle period between the day's lessons and a session, or between sessions, costs.

    What lies between two lessons is the timetable's doing and costs nothing. Nor does a period
    of which sessions may take a part: it is neither idle nor full.
    """

    id = "little_waiting"
    title = "Few idle gaps"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(0.5, description="Points lost for each period that a teacher waits")
    minutes: Annotated[int, Field(ge=5, le=240)] = Field(
        30, description="Periods shorter than this are no waiting"
    )

    def words(self, school: School) -> Message:
        return say(
            "little_waiting.rule", "leave teachers few idle gaps between lessons and sessions"
        )

    def _days(self, agenda: Agenda) -> Iterator[IntArray]:
        """The slots of each day in which one could wait, none of which overlap."""
        shared = {slot.period.period_id for slot in agenda.grid.slots if slot.part is not None}
        whole = [
            slot.minutes >= self.minutes and slot.period.period_id not in shared
            for slot in agenda.grid.slots
        ]
        second = {
            slot
            for overlap in agenda.grid.overlaps
            for slot in [
                one
                for one in overlap.tolist()
                if agenda.grid.slots[one].period.period_id not in shared
            ][1:]
        }
        counts = np.array(
            [own and number not in second for number, own in enumerate(whole)], dtype=bool
        )
        for day in np.unique(agenda.grid.days):
            yield np.flatnonzero(counts & (agenda.grid.days == day))

    def _waits(self, agenda: Agenda) -> Iterator[tuple[str, int, Wait]]:
        """(teacher, day, term): before the first lesson of a day, and after its last."""
        for slots in self._days(agenda):
            if not len(slots):
                continue
            day = int(agenda.grid.days[slots[0]])
            for teacher_id in agenda.teachers:
                person = agenda.teacher(teacher_id)
                lessons = np.flatnonzero(agenda.grid.free.teaching(teacher_id)[slots])
                if not len(lessons):
                    yield teacher_id, day, Wait(self.key, person, slots, self.unit)
                    continue
                # Backwards from the first lesson, forwards from the last.
                before, after = slots[: lessons[0]][::-1], slots[lessons[-1] + 1 :]
                for own in (before, after):
                    if len(own) > 1:
                        yield teacher_id, day, Wait(self.key, person, own, self.unit, anchored=True)

    def compile(self, agenda: Agenda) -> Iterator[TimetableTerm]:
        for _, _, term in self._waits(agenda):
            yield term

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        used = by_person(held)
        for teacher_id, day, term in self._waits(agenda):
            waited = term.waited(used.get(("teacher", teacher_id), set()))
            if waited:
                name = agenda.findings.school.teacher_label(teacher_id)
                text = say_count(
                    "little_waiting.waits",
                    "{name} waits {count} period on day {day}",
                    "{name} waits {count} periods on day {day}",
                    waited,
                    name=name,
                    day=day,
                )
                yield Match(-waited, (), text)
