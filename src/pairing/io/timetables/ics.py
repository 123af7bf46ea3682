"""iCalendar: the lessons of a class or a teacher as events of a calendar, weekly or one by one."""

from __future__ import annotations

import contextlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import icalendar

from pairing.io.raw.unreadable import UnreadableError
from pairing.io.timetables.timetable import Taught, Timetable
from pairing.model.messages.message import Message, say, say_count

__all__ = ["FORM", "ics_of_text"]

FORM = "iCalendar"
_SHORT, _LONG = timedelta(minutes=5), timedelta(hours=6)
"""What is shorter or longer is no lesson."""
_WEEKS = 53
_EVENTS = 20_000
_OCCURRENCES = 200_000
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEPS = {"WEEKLY": 7, "DAILY": 1}
_SPLIT = re.compile(r"[\n\r;|/／,，、·()（）\[\]【】]+|\s[-–—]\s|(?<=[^\d\s])[:：](?=\D)")

_BRACKETED = re.compile(r"[^\W_]{1,8}[(（][^\W_]{1,4}[)）][班级級]?")


@dataclass(frozen=True)
class _Event:
    """An event on the days it is held, in the time of the clock on the wall."""

    start: time
    end: time
    days: tuple[date, ...]
    summary: str
    room: str
    words: tuple[str, ...]
    owners: tuple[str, ...]


def ics_of_text(text: str, called: str) -> Timetable:
    """The timetable of a calendar.

    Args:
        text: the file.
        called: what people call it: often the name of a class or a teacher.

    Raises UnreadableError where it is no calendar.
    """
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise UnreadableError(
            say(
                "timetables.ics",
                "a calendar that can be read; this file is damaged",
                error=str(error),
            )
        ) from None
    lost: Counter[str] = Counter()
    events: list[_Event] = []
    for calendar in calendars:
        owner = str(calendar.get("X-WR-CALNAME", "")).strip()
        zone = _zone(str(calendar.get("X-WR-TIMEZONE", "")))
        events += _events(calendar, zone, (owner, called), lost)
    lessons = tuple(_lessons(events))
    first = min((day for event in events for day in event.days), default=None)
    return Timetable(
        FORM, lessons, first_day=first, counted=False, whole=False, left_out=tuple(_told(lost))
    )


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _events(
    calendar: icalendar.Component, zone: tzinfo | None, beside: Iterable[str], lost: Counter[str]
) -> Iterator[_Event]:
    moved: dict[str, set[date]] = defaultdict(set)
    components = calendar.walk("VEVENT")[:_EVENTS]
    lost["many"] += max(0, len(calendar.walk("VEVENT")) - _EVENTS)
    for one in components:
        if (instead := _value(one, "RECURRENCE-ID")) is not None:
            moved[str(one.get("UID", ""))].add(_local(instead, zone, lost)[0])
    owners = tuple(piece for text in beside for piece in _pieces(text))
    left = _OCCURRENCES
    for one in components:
        begin, finish = _value(one, "DTSTART"), _end(one)
        if str(one.get("STATUS", "")).upper() == "CANCELLED":
            lost["cancelled"] += 1
            continue
        if not isinstance(begin, datetime) or not isinstance(finish, datetime):
            lost["whole_days"] += 1
            continue
        (day, start), (last, end) = _local(begin, zone, lost), _local(finish, zone, lost)
        if not (last == day and start < end) or not _SHORT <= _length(start, end) <= _LONG:
            lost["length"] += 1
            continue
        days = _days(one, day, lost)
        if one.get("RECURRENCE-ID") is None:
            days -= moved[str(one.get("UID", ""))]
        days -= {_local(out, zone, lost)[0] for out in _values(one, "EXDATE")}
        left -= len(days)
        if left < 0:
            lost["many"] += 1
            continue
        if days:
            summary = str(one.get("SUMMARY", "")).strip()
            yield _Event(
                start,
                end,
                tuple(sorted(days)),
                summary,
                str(one.get("LOCATION", "")).strip(),
                tuple(_words(one, summary)),
                owners,
            )


def _length(start: time, end: time) -> timedelta:
    return datetime.combine(date.min, end) - datetime.combine(date.min, start)


def _value(event: icalendar.Component, name: str) -> Any:
    """The day or the moment of a property; None where it has none, or one that is none."""
    found = event.get(name)
    # What the library cannot read it keeps as text.
    value = found.dt if isinstance(found, icalendar.vDDDTypes) else None
    return value if isinstance(value, date | timedelta) else None


def _values(event: icalendar.Component, name: str) -> Iterator[date]:
    found = event.get(name)
    for one in found if isinstance(found, list) else [found]:
        for own in one.dts if isinstance(one, icalendar.vDDDLists) else ():
            if isinstance(own.dt, date):
                yield own.dt


def _end(event: icalendar.Component) -> date | None:
    if (end := _value(event, "DTEND")) is not None:
        return end if isinstance(end, date) else None
    begin, length = _value(event, "DTSTART"), _value(event, "DURATION")
    try:
        return begin + length if isinstance(length, timedelta) and begin is not None else None
    except OverflowError:
        return None


def _local(moment: date, zone: tzinfo | None, lost: Counter[str]) -> tuple[date, time]:
    """(day, time) as the clock of the school shows it."""
    if not isinstance(moment, datetime):
        return moment, time()
    if moment.tzinfo is not None and str(moment.tzinfo) in ("UTC", "Etc/UTC"):
        lost["utc"] += zone is None
        with contextlib.suppress(OverflowError):
            moment = moment.replace(tzinfo=UTC).astimezone(zone or UTC)
    return moment.date(), moment.time().replace(second=0, microsecond=0, tzinfo=None)


def _days(event: icalendar.Component, day: date, lost: Counter[str]) -> set[date]:
    """The days of an event: its own, or those of its rule within a year."""
    extra = {one.date() if isinstance(one, datetime) else one for one in _values(event, "RDATE")}
    rule = event.get("RRULE")
    if rule is None:
        return {day, *extra}
    rule = rule[0] if isinstance(rule, list) else rule
    if not isinstance(rule, icalendar.vRecur):
        lost["rule"] += 1
        return {day, *extra}

    def whole(name: str, default: int) -> int:
        given = rule.get(name) or [default]
        return int(given[0]) if str(given[0]).isdigit() else default

    step = _STEPS.get(str((rule.get("FREQ") or [""])[0]).upper())
    if step is None or any(rule.get(one) for one in ("BYMONTH", "BYSETPOS", "BYYEARDAY")):
        lost["rule"] += 1
        return {day, *extra}
    interval, most = max(1, min(whole("INTERVAL", 1), _WEEKS)), whole("COUNT", 0)
    until = next(iter(rule.get("UNTIL") or ()), None)
    until = until.date() if isinstance(until, datetime) else until
    try:
        last = day + timedelta(weeks=_WEEKS)
    except OverflowError:
        return {day, *extra}
    if isinstance(until, date):
        last = min(last, until)
    names = {str(one)[-2:].upper() for one in rule.get("BYDAY") or ()}
    wanted = {_DAYS.index(one) for one in names if one in _DAYS} or (
        {day.weekday()} if step == 7 else set(range(7))
    )
    first = day - timedelta(days=day.weekday()) if step == 7 else day
    found: set[date] = set()
    current = day
    while current <= last and not (most and len(found) >= most):
        since = (current - first).days // step
        if since % interval == 0 and current.weekday() in wanted:
            found.add(current)
        current += timedelta(days=1)
    return found | extra


def _words(event: icalendar.Component, summary: str) -> Iterator[str]:
    """Texts that may name the class or the teacher, the nearest first."""
    yield from _pieces(summary)
    yield from _pieces(str(event.get("DESCRIPTION", ""))[:2000])
    for name in ("ORGANIZER", "ATTENDEE"):
        found = event.get(name)
        for one in found if isinstance(found, list) else [found]:
            if one is not None and (spoken := getattr(one, "params", {}).get("CN")):
                yield str(spoken).strip()


def _pieces(text: str) -> Iterator[str]:
    """A text, its pieces between signs, and the words of each."""
    pieces = [piece.strip() for piece in _SPLIT.split(text) if piece.strip()]
    words = (word for piece in pieces for word in piece.split())
    # The signs inside a class's name part nothing: 高二（1）班.
    yield from dict.fromkeys([*_BRACKETED.findall(text), *pieces, *words])


def _lessons(events: list[_Event]) -> Iterator[Taught]:
    """A lesson for each day of the week and time that events of the same words have."""
    days: dict[tuple[object, ...], set[date]] = defaultdict(set)
    sample: dict[tuple[object, ...], _Event] = {}
    for event in events:
        for day in event.days:
            key = (day.isoweekday(), event.start, event.end, event.summary, event.room, event.words)
            days[key].add(day)
            sample[key] = event
    for place, own in days.items():
        event = sample[place]
        yield Taught(
            str(place[0]),
            0,
            event.summary,
            f"{event.start:%H:%M}",
            f"{event.end:%H:%M}",
            room=event.room,
            dates=tuple(sorted(own)),
            words=event.words,
            owners=event.owners,
        )


def _told(lost: Counter[str]) -> Iterator[Message]:
    count = lost["whole_days"]
    if count:
        yield say_count(
            "timetables.whole_days",
            "{count} event has no hours",
            "{count} events have no hours",
            count,
        )
    if lost["length"]:
        yield say_count(
            "timetables.no_lesson_long",
            "{count} event is no lesson by its length",
            "{count} events are no lessons by their lengths",
            lost["length"],
        )
    if lost["cancelled"]:
        yield say_count(
            "timetables.cancelled",
            "{count} event is cancelled",
            "{count} events are cancelled",
            lost["cancelled"],
        )
    if lost["rule"]:
        yield say_count(
            "timetables.odd_rule",
            "{count} event is repeated neither by weeks nor by days: only its first day counts",
            "{count} events are repeated neither by weeks nor by days: only their first days count",
            lost["rule"],
        )
    if lost["many"]:
        yield say_count(
            "timetables.many_events",
            "{count} event is beyond what a calendar of lessons has",
            "{count} events are beyond what a calendar of lessons has",
            lost["many"],
        )
    if lost["utc"]:
        yield say(
            "timetables.utc",
            "the calendar does not say where on earth its hours are of: they are taken as they "
            "stand, in UTC",
        )
