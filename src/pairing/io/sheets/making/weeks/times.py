"""The hours of a week: as they are said, made up where nobody says them, and what lies between."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import chain, count, pairwise

from pairing.io.sheets.answers import ANSWERS, Answers
from pairing.io.sheets.found import Found, Slot
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say

__all__ = ["GAPS", "Times", "add_gaps", "add_slot", "clock", "times_assumed", "times_said"]

Times = list[tuple[int, int]]
"""Begin and end of each period, in minutes since midnight."""

GAPS = 100
"""The numbers of what lies between lessons begin here."""
_CLOCK = re.compile(r"(\d{1,2})[:：.时](\d\d)\s*分?\s*[-—–~～至到]+\s*(\d{1,2})[:：.时](\d\d)")
_FIRST_LESSON = 8 * 60
_LESSON, _BREAK = 40, 10
"""Minutes of a lesson and of the break after it, where no times are said."""
_MIDDAY = 120
_MORNING = 4
"""So many lessons stand before noon, where no times are said."""
_LUNCH_FROM, _LUNCH_GAP = 10 * 60, 60
"""A gap of an hour that begins after ten is lunch."""
_DAY = 24 * 60


def clock(minutes: int) -> str:
    """A time as the tables have it."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def times_said(labels: Sequence[str]) -> Times | None:
    """The times that the labels of periods say; None where one of them says none."""
    found = [_CLOCK.search(unicodedata.normalize("NFKC", text)) for text in labels]
    if not all(found):
        return None
    numbers = [tuple(map(int, one.groups())) for one in found if one]
    return [(hour * 60 + minute, till * 60 + past) for hour, minute, till, past in numbers]


def times_assumed(periods: int, sheet: str, answers: Answers) -> Times:
    """Times of so many periods, from when the first lesson is said or assumed to be.

    Raises InputError where what was said is no time.
    """
    words = say(
        "sheets.times",
        "{sheet} does not say when lessons are: from {start}, {minutes} minutes each",
        sheet=sheet,
        start=clock(_FIRST_LESSON),
        minutes=_LESSON,
    )
    said = str(answers.ask("made", "first_lesson", clock(_FIRST_LESSON), words, sure=True))
    found = re.fullmatch(r"\s*(\d{1,2})[:：](\d\d)\s*", said)
    now = int(found[1]) * 60 + int(found[2]) if found else _DAY
    times: Times = []
    for number in range(1, periods + 1):
        times.append((now, now + _LESSON))
        now += _LESSON + _BREAK + (_MIDDAY if number == _MORNING else 0)
    if times and times[-1][1] >= _DAY:
        expected = say("sheets.a_time", "a time such as 08:00, after which the lessons fit a day")
        raise InputError([Fault(ANSWERS, None, "made.first_lesson", said, expected)])
    return times


def add_slot(found: Found, day: int, number: int, start: str, end: str, kind: str) -> int:
    """Add a period of a day; its number there, another one where that has other times."""
    own = number
    others = chain(range(1, GAPS), count(2 * GAPS))
    while True:
        there = found.slots.setdefault((day, own), Slot(own, day, start, end, kind))
        if (there.start, there.end) == (start, end):
            return own
        own = next(others)


def add_gaps(found: Found, times: Times, days: Sequence[int]) -> None:
    """Breaks and lunch: the time between lessons in which people can be met."""
    for number, ((_, end), (begin, _)) in enumerate(pairwise(times), 1):
        gap = begin - end
        if gap >= _LUNCH_GAP and end >= _LUNCH_FROM:
            kind, start, until = "lunch", end + 20, begin - 20
        elif gap >= 2 * _BREAK:
            kind, start, until = "break", end, begin
        else:
            continue
        for day in days:
            slot = Slot(GAPS + number, day, clock(start), clock(until), kind)
            found.slots.setdefault((day, GAPS + number), slot)
