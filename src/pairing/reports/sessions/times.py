"""When something is, as paper for people says it."""

from __future__ import annotations

import datetime

from pairing.language import day
from pairing.model.messages.message import say

__all__ = ["moment"]


def moment(date: datetime.date, start: datetime.time, end: datetime.time | None = None) -> str:
    """A day, and from when, or from when to when."""
    time = f"{start:%H:%M}" if end is None else f"{start:%H:%M}–{end:%H:%M}"
    return str(say("report.moment", "{day}, {time}", day=day(date), time=time))
