"""Why a session that was asked for found no slot."""

from __future__ import annotations

from pairing.instances.agenda import Agenda, OpenDays, SessionRequest, Slot, days_from
from pairing.model.messages.message import Message, say, word

__all__ = ["reason_left_out"]


def reason_left_out(agenda: Agenda, number: int, cut: bool = False) -> Message:
    """Why a request found no slot; ``cut``: the search for one was ended before its time."""
    request = agenda.requests[number]
    open_ = agenda.suits(request.kind) & agenda.in_time(request)
    host = agenda.host_free(request)
    student = agenda.free.student(request.student_id)
    kind = request.kind.value.replace("_", " ")
    if not open_.any() and _is_closed(agenda, request):
        return say(
            "shortage.closed",
            "the calendar leaves no period of those days for {kind}: holidays, exams, half days",
            kind=word(kind),
        )
    if not open_.any():
        return say("shortage.no_period", "no period of those weeks is for {kind}", kind=word(kind))
    if not (open_ & host).any():
        return say("shortage.host_busy", "they have no free period for it")
    if not (open_ & student).any():
        return say("shortage.student_busy", "the student has no free period for it")
    if not (open_ & host & student).any():
        return say("shortage.none_in_common", "the two have no free period in common")
    if cut:
        return say("shortage.cut", "planning was stopped before a time for it was found")
    return say(
        "shortage.common_taken", "all periods in common are taken, or the day or the week is full"
    )


def _is_closed(agenda: Agenda, request: SessionRequest) -> bool:
    """Whether there would be periods for a request if it were not for the calendar."""
    open_ = OpenDays(agenda.findings.school)
    today = agenda.findings.school.today or request.first
    return any(
        open_.suits(request.kind, Slot(date, period))
        for date in days_from(max(request.first, today), request.last)
        for period in open_.usual(date)
    )
