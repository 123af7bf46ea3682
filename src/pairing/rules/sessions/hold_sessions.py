"""hold_sessions: each session that is asked for is held, those of the most severe needs first."""

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

__all__ = ["HoldSessions"]


class HoldSessions(SessionRule):
    """Every face-to-face, mentor's talk and home visit takes place; a severe need counts more.

    A pair's time together counts as a mild one.
    """

    id = "hold_sessions"
    title = "Every session held"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(
        50, description="Points for each session, times the severity (a pair's: 1)"
    )

    def words(self, school: School) -> Message:
        return say("hold_sessions.rule", "hold every session that is asked for")

    def measure(self, agenda: Agenda, request: SessionRequest, slots: IntArray) -> IntArray:
        worth = request.worth if self.concerns(agenda, request.student_id) else 0
        return np.full(len(slots), worth, dtype=np.int64)

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        for one in held:
            if one.request >= 0 and self.concerns(agenda, one.row.student_id):
                name = agenda.findings.school.label(one.row.student_id)
                text = say(
                    "hold_sessions.held",
                    "{kind} with {name} is held",
                    kind=word(one.row.title),
                    name=name,
                )
                worth = agenda.requests[one.request].worth
                yield Match(worth, (one.row.student_id,), text)
