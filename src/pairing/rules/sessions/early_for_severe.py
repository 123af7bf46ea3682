"""early_for_severe: sooner in their week, the more severe the need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession, SessionRequest
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, word
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.sessions._base import SessionRule
from pairing.terms.assignment import IntArray

__all__ = ["EarlyForSevere"]

_SEVERE = 2


class EarlyForSevere(SessionRule):
    """Needs of severity 2 and 3 are met early: each day of waiting costs, twice as much for 3."""

    id = "early_for_severe"
    title = "The most severe first"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(0.5, description="Points lost for each day, times severity less 1")

    def words(self, school: School) -> Message:
        return say("early_for_severe.rule", "meet the most severe needs early in the week")

    def _days(self, agenda: Agenda, request: SessionRequest, slots: IntArray) -> IntArray:
        urgent = request.severity >= _SEVERE and not request.tutor_id
        if not urgent or not self.concerns(agenda, request.student_id):
            return np.zeros(len(slots), dtype=np.int64)
        waited = agenda.grid.days[slots] - (request.first - agenda.grid.start).days
        return (request.severity - 1) * waited

    def measure(self, agenda: Agenda, request: SessionRequest, slots: IntArray) -> IntArray:
        return -self._days(agenda, request, slots)

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        for one in held:
            if one.request < 0:
                continue
            request = agenda.requests[one.request]
            days = int(self._days(agenda, request, np.array([one.slot]))[0])
            if days:
                name = agenda.findings.school.label(one.row.student_id)
                text = say(
                    "early_for_severe.earlier",
                    "{kind} with {name} could be earlier",
                    kind=word(one.row.title),
                    name=name,
                )
                yield Match(-days, (one.row.student_id,), text)
