"""Why a session that was asked for found no slot."""

from __future__ import annotations

import numpy as np

from pairing.instances.agenda import Agenda, OpenDays, SessionRequest
from pairing.model.messages.message import Message, say, word
from pairing.terms.assignment import BoolArray

__all__ = ["reason_left_out"]


def reason_left_out(agenda: Agenda, number: int, cut: bool = False) -> Message:
    """Why a request found no slot; ``cut``: the search for one was ended before its time."""
    request = agenda.requests[number]
    open_ = agenda.open_to(request)
    host = agenda.host_free(request)
    student = agenda.guest_free(request)
    kind = request.kind.value.replace("_", " ")
    if request.deadline is not None and not (open_ & host & student).any():
        return say(
            "shortage.first_visit",
            "the two have no time together up to {date}, by which first visits are to be held",
            date=request.deadline.isoformat(),
        )
    if not open_.any() and _is_closed(agenda, request):
        return say(
            "shortage.closed",
            "the calendar leaves no period of those days for {kind}: holidays, exams, half days",
            kind=word(kind),
        )
    if not open_.any():
        return say("shortage.no_period", "no period of those weeks is for {kind}", kind=word(kind))
    if not (open_ & host & student).any() and _is_away(agenda, request):
        return say(
            "shortage.away",
            "ill or away: one of the two is not there when both could meet, and no later week "
            "planned has time for both",
        )
    if not (open_ & host).any():
        return say("shortage.host_busy", "they have no free period for it")
    if not (open_ & student).any() and _has_lessons(agenda, request, open_):
        if agenda.calling_out.governing(request.student_id, request.kind):
            return say(
                "shortage.no_lesson_open",
                "the student has lessons at all of these times and may be called from none of them",
            )
        return say(
            "shortage.in_lessons",
            "the student has lessons at all of these times: the rule pull_out says from which "
            "they may be called",
        )
    if not (open_ & student).any():
        return say("shortage.student_busy", "the student has no free period for it")
    if not (open_ & host & student).any():
        return say("shortage.none_in_common", "the two have no free period in common")
    if cut:
        return say("shortage.cut", "planning was stopped before a time for it was found")
    if not (open_ & host & student & ~_in_lessons(agenda, request)).any():
        return say(
            "shortage.called_enough",
            "all lessons from which the student may be called then are taken, or the week has as "
            "many as the rules allow",
        )
    return say(
        "shortage.common_taken", "all periods in common are taken, or the day or the week is full"
    )


def _in_lessons(agenda: Agenda, request: SessionRequest) -> BoolArray:
    """In which slots the student of a request has a lesson."""
    lessons = agenda.grid.free.by_subject(request.student_id).values()
    found: BoolArray = np.any([np.zeros(len(agenda.grid.slots), dtype=bool), *lessons], axis=0)
    return found


def _has_lessons(agenda: Agenda, request: SessionRequest, slots: BoolArray) -> bool:
    """Whether it is lessons alone that keep the student from all of some slots."""
    there = ~agenda.grid.free.away(request.student_id)
    return bool((_in_lessons(agenda, request) & there)[slots].all())


def _is_closed(agenda: Agenda, request: SessionRequest) -> bool:
    """Whether there would be periods for a request if it were not for the calendar."""
    school = agenda.findings.school
    since = max(request.first, school.today or request.first)
    return bool(OpenDays(school).closing(request.kind, since, request.last))


def _is_away(agenda: Agenda, request: SessionRequest) -> bool:
    """Whether the two could meet if nobody were away."""
    if not agenda.findings.school.absences:
        return False
    return len(agenda.present.candidates(request)) > 0
