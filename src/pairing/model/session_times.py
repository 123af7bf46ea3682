"""When a session is: the period it takes, or the part of it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from pairing.language import N_, translated
from pairing.model.enums import SessionKind
from pairing.model.plan import Session

if TYPE_CHECKING:
    from pairing.model.school import School

__all__ = [
    "Times",
    "later_by",
    "minutes_of",
    "part_words",
    "place_of",
    "room_words",
    "start_of",
    "takes_part",
    "times_of",
]

_NO_ROOMS = (N_("home"), N_("online"))
"""What stands for a room where a session is in none of the school's."""

Times = tuple[datetime.time, datetime.time]
"""From when to when."""

_KINDS = frozenset(SessionKind)
_DAY = datetime.date(2000, 1, 1)


def minutes_of(start: datetime.time, end: datetime.time) -> int:
    """How many whole minutes it is from one time of a day to another."""
    return (_seconds(end) - _seconds(start)) // 60


def _seconds(time: datetime.time) -> int:
    return 3600 * time.hour + 60 * time.minute + time.second


def later_by(start: datetime.time, minutes: int) -> datetime.time:
    """The time so many minutes later, or the day's last."""
    later = datetime.datetime.combine(_DAY, start) + datetime.timedelta(minutes=minutes)
    return later.time() if later.date() == _DAY else datetime.time.max


def takes_part(school: School, row: Session) -> bool:
    """Whether a session of its kind takes a part of its period."""
    return row.kind in _KINDS and school.session_settings.of(SessionKind(row.kind)).part


def times_of(school: School, row: Session) -> Times | None:
    """From when to when a session takes its people's time; None where the period is unknown.

    A kind that takes whole periods follows them, whatever times were written down with it.
    """
    if row.start is not None and takes_part(school, row):
        minutes = school.session_settings.of(SessionKind(row.kind)).minutes
        return row.start, row.end or later_by(row.start, minutes)
    period = school.period.get(row.period_id)
    return None if period is None else (period.start, period.end)


def part_words(school: School, row: Session) -> str:
    """From when to when a session is, where it takes a part of its period; else nothing."""
    if row.start is None or not takes_part(school, row):
        return ""
    times = times_of(school, row)
    return "" if times is None else f"{times[0]:%H:%M}–{times[1]:%H:%M}"


def place_of(school: School, row: Session) -> str:
    """A session's period, and when in it, where it takes a part of it: L1, or L1 12:15–12:30."""
    return f"{row.period_id} {part_words(school, row)}".rstrip()


def room_words(row: Session) -> str:
    """Where a session is, as people say it: a room, or home or online in the reader's language."""
    return translated(row.room) if row.room in _NO_ROOMS else row.room


def start_of(school: School, row: Session) -> datetime.time | None:
    """When a session begins; None where its period is unknown."""
    times = times_of(school, row)
    return None if times is None else times[0]
