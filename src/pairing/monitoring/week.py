"""One person's week: what they hold with whom, what is told of it already, and telling it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from pairing.model.enums import DIMENSIONS, Held, RecordKind, Topic
from pairing.model.plan import Plan, Session
from pairing.model.records import HelpRecord
from pairing.model.school import School
from pairing.model.session_times import start_of
from pairing.monitoring.log import TermLog
from pairing.monitoring.matching import records_of_sessions

__all__ = ["Meeting", "meetings_of", "told_of"]

_TOPICS = {"psychology": Topic.PSYCHOLOGY, "safety": Topic.SAFETY, "study": Topic.STUDY}


@dataclass(frozen=True)
class Meeting:
    """The sessions of one host in one slot and of one kind: one student, or several together."""

    sessions: tuple[Session, ...]
    records: tuple[HelpRecord | None, ...]
    """What is told of each of them."""

    @property
    def first(self) -> Session:
        return self.sessions[0]

    @property
    def open_sessions(self) -> tuple[Session, ...]:
        """Those of which nothing is told yet."""
        both = zip(self.sessions, self.records, strict=True)
        return tuple(session for session, record in both if record is None)

    def waits(self, today: datetime.date) -> bool:
        """Whether it was held, or should have been, and somebody has yet to tell."""
        return bool(self.open_sessions) and self.first.date <= today

    @property
    def topic(self) -> Topic:
        """What such a meeting is most likely about."""
        subject = self.first.subject
        return _TOPICS.get(subject, Topic.THOUGHT) if subject in DIMENSIONS else Topic.STUDY


def meetings_of(
    log: TermLog, plan: Plan, host_id: str, since: datetime.date, until: datetime.date
) -> tuple[Meeting, ...]:
    """What a teacher, or a tutor, holds on these days, the earliest first."""
    own = tuple(row for row in plan.sessions or () if row.host_id == host_id)
    told = records_of_sessions(log, Plan(sessions=own), since, until)
    groups: dict[tuple[str, ...], list[Session]] = defaultdict(list)
    for row in told:
        start = start_of(log.school, row)
        groups[str(row.date), row.period_id, str(start), row.kind].append(row)
    meetings = [Meeting(tuple(rows), tuple(told[row] for row in rows)) for rows in groups.values()]

    def when(meeting: Meeting) -> tuple[datetime.date, datetime.time, str]:
        start = start_of(log.school, meeting.first) or datetime.time()
        return meeting.first.date, start, meeting.first.kind

    return tuple(sorted(meetings, key=when))


def told_of(
    school: School,
    sessions: Collection[Session],
    *,
    held: bool,
    minutes: int,
    day: datetime.date | None = None,
    content: Collection[Topic] = (),
    text: str = "",
    next_step: str = "",
    entered_at: datetime.datetime,
    entered_by: str = "",
) -> tuple[HelpRecord, ...]:
    """The records of sessions that were held together, or were not held.

    Args:
        school: knows when the periods begin.
        sessions: those that are told of, each of one student.
        held: whether they took place.
        minutes: how long they took; 0 where they did not.
        day: on which day they took place, if on another than planned.
        content: what they were about.
        text: the same in words.
        next_step: what comes next.
        entered_at: when that is written down.
        entered_by: who writes it down.

    Raises pydantic's ValidationError where a value is none that a record may have.
    """
    found = []
    for row in sessions:
        moved = day is not None and day != row.date
        found.append(
            HelpRecord(
                student_id=row.student_id,
                by=row.host_id,
                kind=RecordKind(row.kind),
                date=day if day is not None else row.date,
                # Held on another day it began at another time, which nobody said.
                start=None if moved else start_of(school, row),
                minutes=minutes if held else 0,
                held=Held.YES if held else Held.NO,
                content=tuple(content),
                text=text.strip() or None,
                next_step=next_step.strip() or None,
                entered_at=entered_at,
                entered_by=entered_by or None,
            )
        )
    return tuple(found)
