"""session_slots: sessions lie in periods of an allowed kind, in their week, when both are free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession
from pairing.model.enums import Level, SessionKind
from pairing.model.messages.message import Message, say, word
from pairing.model.plan import Session
from pairing.model.school import School
from pairing.rules.core.rule import Match
from pairing.rules.sessions._base import SessionRule

__all__ = ["SessionSlots"]


class SessionSlots(SessionRule):
    """No lesson, no absence, no holiday, the right kind of period, long enough, in its week.

    The agenda offers no other slots; this rule judges plans from elsewhere. Where the rule
    pull_out speaks of a session, it is that rule which judges from which lesson somebody is called.
    """

    id = "session_slots"
    title = "In free periods"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")

    def words(self, school: School) -> Message:
        return say("session_slots.rule", "sessions lie in free periods of the right kind and week")

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        kinds = set(SessionKind)
        for one in held:
            row = one.row
            wrong = []
            if not _may_be_there(agenda, row, one.slot, host=True):
                wrong.append(say("session_slots.host_busy", "who holds it is not free"))
            if not _may_be_there(agenda, row, one.slot, host=False):
                wrong.append(say("session_slots.student_busy", "the student is not free"))
            if row.kind not in kinds or not agenda.grid.suits(SessionKind(row.kind))[one.slot]:
                wrong.append(say("session_slots.wrong_kind", "it is no period for that"))
            if one.request < 0:
                wrong.append(say("session_slots.not_asked", "nobody asked for it in that week"))
            for reason in wrong:
                name = agenda.findings.school.label(row.student_id)
                text = say(
                    "session_slots.wrong",
                    "{kind} with {name} on {date}: {reason}",
                    kind=word(row.title),
                    name=name,
                    date=row.date.isoformat(),
                    reason=reason,
                )
                yield Match(-1, (row.student_id,), text)


def _may_be_there(agenda: Agenda, row: Session, slot: int, *, host: bool) -> bool:
    """Whether somebody is free, or only in a lesson of which pull_out has its own say."""
    student_id = row.tutor_id if host else row.student_id
    if (agenda.host_free(row) if host else agenda.guest_free(row))[slot]:
        return True
    if not student_id or agenda.grid.free.away(student_id)[slot]:
        return False
    return bool(agenda.calling_out.governing(student_id, row.kind))
