"""The days of the week, and times of a week, as messages."""

from __future__ import annotations

import datetime

from pairing.model.messages.message import Message, say

__all__ = ["time_of_week", "weekday_word"]

_DAYS = (
    say("weekdays.1", "Monday"),
    say("weekdays.2", "Tuesday"),
    say("weekdays.3", "Wednesday"),
    say("weekdays.4", "Thursday"),
    say("weekdays.5", "Friday"),
    say("weekdays.6", "Saturday"),
    say("weekdays.7", "Sunday"),
)


def weekday_word(weekday: int) -> Message:
    """A weekday, 1 Monday to 7 Sunday."""
    return _DAYS[weekday - 1]


def time_of_week(weekday: int, start: datetime.time, end: datetime.time) -> Message:
    """A weekday, 1 Monday to 7 Sunday, and from when to when."""
    return say(
        "weekdays.time",
        "{day} {start}–{end}",
        day=weekday_word(weekday),
        start=f"{start:%H:%M}",
        end=f"{end:%H:%M}",
    )
