"""everybody_weekly: each student has one session a week before anybody has a second."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.sessions._base import SessionRule
from pairing.terms.timetable import Covered, TimetableTerm

__all__ = ["EverybodyWeekly"]


class EverybodyWeekly(SessionRule):
    """Help at least once a week: a student's first session of a week counts far more than others.

    Whoever holds it, and of whatever kind. With the weight as it is no second session, nor a
    group of three with severe needs, is worth what one student without any loses.
    """

    id = "everybody_weekly"
    title = "Everybody once before anybody twice"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(500, description="Points for each student's first session of a week")

    def words(self, school: School) -> Message:
        return say("everybody_weekly.rule", "help everybody once a week before anybody twice")

    def _weeks_of(self, agenda: Agenda) -> dict[str, set[int]]:
        """The weeks in which sessions are asked of each student who is helped."""
        found: dict[str, set[int]] = defaultdict(set)
        for request in agenda.requests:
            if self.concerns(agenda, request.student_id):
                found[request.student_id].update(agenda.weeks_of(request))
        return found

    def compile(self, agenda: Agenda) -> Iterator[TimetableTerm]:
        slots = {
            week: np.flatnonzero(agenda.grid.weeks == week)
            for week in np.unique(agenda.grid.weeks).tolist()
        }
        for student_id, weeks in self._weeks_of(agenda).items():
            for week in sorted(weeks & slots.keys()):
                yield Covered(self.key, agenda.student(student_id), slots[week], self.unit)

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        asked = self._weeks_of(agenda)
        met: dict[str, set[int]] = defaultdict(set)
        for one in held:
            week = int(agenda.grid.weeks[one.slot])
            if one.request >= 0 and week in asked.get(one.row.student_id, ()):
                met[one.row.student_id].add(week)
        for student_id, weeks in asked.items():
            name = agenda.findings.school.label(student_id)
            if met[student_id]:
                yield Match(
                    len(met[student_id]),
                    (student_id,),
                    say(
                        "everybody_weekly.met",
                        "{name} is helped in {met} of {asked} weeks",
                        name=name,
                        met=len(met[student_id]),
                        asked=len(weeks),
                    ),
                )
