"""Calendars of sessions (.ics, RFC 5545): one a teacher, one a class, for teachers' eyes.

An event's UID comes from what the session is for, not from when it is: who imports a later
calendar sees it move. A class's calendar goes to its homeroom teacher and says who meets whom,
not why.
"""

from __future__ import annotations

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar

from pairing.instances.agenda import Agenda, Slot
from pairing.language import language, translated
from pairing.model.enums import SessionKind
from pairing.model.messages.message import Message, listed, say, word
from pairing.model.plan import Session
from pairing.model.session_times import room_words
from pairing.reports.names import CLASS_CALENDAR, TEACHER_CALENDAR, named_file
from pairing.reports.sessions.missed import called_from

__all__ = ["Calendars", "make_calendars"]

_SPACE = uuid.UUID("7d0a3f0e-5b1c-4f0a-9d36-6f2f2f0f7a51")
"""The name space of sessions, drawn once."""
_ZERO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Calendars:
    """The files by name, and what a reader should know: times that a clock change skips."""

    texts: Mapping[str, bytes]
    notes: tuple[Message, ...]


@dataclass(frozen=True)
class _Entry:
    """A session with its identity; ``cancelled`` where it stood in the earlier plan only."""

    uid: str
    row: Session
    cancelled: bool = False


def make_calendars(
    agenda: Agenda,
    rows: Iterable[Session],
    stamp: datetime.datetime,
    earlier: Iterable[Session] = (),
) -> Calendars:
    """The calendars of a plan's sessions.

    Args:
        agenda: what the sessions answer, and when its periods are.
        rows: the sessions.
        stamp: when they are written, with a time zone; a later one outranks an earlier one.
        earlier: sessions that were given out before; those that are gone become cancelled.
    """
    rows, earlier = tuple(rows), tuple(earlier)
    agenda = agenda.also_at([*rows, *earlier])
    now = dict(_identified(agenda, rows))
    entries = [_Entry(uid, row) for uid, row in now.items()]
    entries += [
        _Entry(uid, row, cancelled=True)
        for uid, row in _identified(agenda, earlier)
        if uid not in now
    ]
    school = agenda.findings.school
    zone = ZoneInfo(school.session_settings.time_zone)
    owned: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    for entry in entries:
        row = entry.row
        if not row.tutor_id:
            owned["teacher", row.teacher_id].append(entry)
        owned["class", school.student[row.student_id].class_id].append(entry)
    texts = {}
    for (kind, key), own in sorted(owned.items()):
        title = school.teacher_label(key) if kind == "teacher" else key
        name = (
            named_file(TEACHER_CALENDAR, "ics", key, school.teacher)
            if kind == "teacher"
            else named_file(CLASS_CALENDAR, "ics", key, school.class_)
        )
        texts[name] = _calendar(
            agenda, title, (_event(agenda, entry, kind == "class", zone, stamp) for entry in own)
        )
    return Calendars(texts, tuple(_skipped(agenda, entries, zone)))


def _identified(agenda: Agenda, rows: Iterable[Session]) -> Iterator[tuple[str, Session]]:
    """(uid, row) of each session; those that answer no request are known by their day."""
    seen: Counter[tuple[str, ...]] = Counter()
    held = agenda.held(tuple(rows))
    in_order = sorted(
        held,
        key=lambda one: (one.row.date, one.row.period_id, agenda.grid.slots[one.slot].start),
    )
    for row, _, number in in_order:
        since = agenda.requests[number].first if number >= 0 else row.date
        what = row.student_id, row.teacher_id, row.tutor_id, row.subject, row.kind
        key = (*what, since.isoformat())
        seen[key] += 1
        name = "\x1f".join((*key, str(seen[key])))
        yield f"{uuid.uuid5(_SPACE, name)}@pairing", row


def _calendar(agenda: Agenda, title: str, events: Iterable[icalendar.Event]) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//pairing//sessions//{language()[:2].upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", agenda.findings.school.session_settings.time_zone)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(
    agenda: Agenda, entry: _Entry, discreet: bool, zone: ZoneInfo, stamp: datetime.datetime
) -> icalendar.Event:
    row = entry.row
    school = agenda.findings.school
    student = school.label(row.student_id)
    host = school.host_name(row.teacher_id, row.tutor_id)
    starts, ends = _times(agenda, row, zone)
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp.astimezone(datetime.UTC))
    event.add("sequence", int((stamp - _ZERO).total_seconds() // 60))
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("class", "PRIVATE")
    if discreet:
        event.add("summary", f"{student} – {host}")
    else:
        told = say(
            "calendar.event",
            "{student}: {about}",
            student=student,
            about=listed(word(one) for one in (row.title, row.topic) if one),
        )
        event.add("summary", str(told))
        event.add("categories", [translated(row.title)])
    if called := called_from(agenda.grid.free.lessons, row):
        event.add("description", str(called))
    if row.room:
        event.add("location", room_words(row))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event


def _local(row: Session, start: datetime.time, zone: ZoneInfo) -> datetime.datetime:
    """When a session begins; a time that a clock change skips becomes the one after it."""
    wall = datetime.datetime.combine(row.date, start, zone)
    return wall.astimezone(datetime.UTC).astimezone(zone)


def _slot(agenda: Agenda, row: Session) -> Slot:
    """The slot of a session that is known to have one."""
    number = agenda.grid.slot_of(row)
    assert number is not None, row
    return agenda.grid.slots[number]


def _times(
    agenda: Agenda, row: Session, zone: ZoneInfo
) -> tuple[datetime.datetime, datetime.datetime]:
    """From when to when: as long as its kind takes, also where the clock changes meanwhile."""
    slot = _slot(agenda, row)
    starts = _local(row, slot.start, zone)
    minutes = slot.minutes
    if row.kind in set(SessionKind):
        minutes = min(
            minutes, agenda.findings.school.session_settings.of(SessionKind(row.kind)).minutes
        )
    ends = starts.astimezone(datetime.UTC) + datetime.timedelta(minutes=minutes)
    return starts, ends.astimezone(zone)


def _skipped(agenda: Agenda, entries: Iterable[_Entry], zone: ZoneInfo) -> Iterator[Message]:
    """The days and periods whose beginning a change of clocks skips."""
    told = set()
    for entry in entries:
        row = entry.row
        start = _slot(agenda, row).start
        actual = _local(row, start, zone)
        if actual.time() != start and (row.date, row.period_id, start) not in told:
            told.add((row.date, row.period_id, start))
            yield say(
                "calendar.clocks_skip",
                "{period} on {date} begins at {time}: the clocks skip {start}",
                period=row.period_id,
                date=row.date.isoformat(),
                time=actual.strftime("%H:%M"),
                start=start.strftime("%H:%M"),
            )
