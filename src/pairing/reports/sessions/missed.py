"""From which lesson a session calls its student: said wherever staff see the session."""

from __future__ import annotations

from pairing.instances.agenda import LessonTimes
from pairing.model.messages.message import Message, listed, say, word
from pairing.model.plan import Session
from pairing.model.session_times import times_of

__all__ = ["called_from"]


def called_from(times: LessonTimes, row: Session, student_id: str | None = None) -> Message | None:
    """ "called from history", where a student of a session has a lesson then; else None.

    The student is the one who is helped, where no other is named.
    """
    student_id = student_id or row.student_id
    if student_id not in times.school.student:
        return None
    subjects = times.missed(student_id, row.date, row.period_id, times_of(times.school, row))
    if not subjects:
        return None
    return say(
        "sessions.called_from", "called from {subjects}", subjects=listed(map(word, subjects))
    )
