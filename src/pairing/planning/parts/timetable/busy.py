"""Who of the two of a session cannot come in a slot, and why."""

from __future__ import annotations

from collections.abc import Iterator

from pairing.instances.agenda import Agenda, SessionRequest
from pairing.model.messages.message import Message, listed, say, word

__all__ = ["who_is_busy"]


def who_is_busy(agenda: Agenda, request: SessionRequest, slot: int) -> Iterator[Message]:
    """What keeps the host, and the student, of a request from a slot."""
    school = agenda.findings.school
    if not agenda.host_free(request)[slot]:
        host = school.host_name(request.teacher_id, request.tutor_id)
        yield _reason(agenda, request, host, request.tutor_id, slot)
    if not agenda.guest_free(request)[slot]:
        name = school.label(request.student_id)
        yield _reason(agenda, request, name, request.student_id, slot)


def _reason(
    agenda: Agenda, request: SessionRequest, name: str, student_id: str, slot: int
) -> Message:
    """A lesson that a rule keeps closed is another thing than being away: it names the lesson."""
    if (
        student_id
        and agenda.calling_out.governing(student_id, request.kind)
        and not agenda.grid.free.away(student_id)[slot]
    ):
        open_ = agenda.calling_out.open_subjects(student_id, request.kind)
        closed = [one for one in agenda.calling_out.missed(student_id, slot) if one not in open_]
        return say(
            "replan.not_from_lesson",
            "{name} may not be called from {subjects}",
            name=name,
            subjects=listed(map(word, closed)),
        )
    return say("replan.busy", "{name} has a lesson or is away", name=name)
