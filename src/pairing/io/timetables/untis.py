"""Untis: its XML export (``document`` of the XmlInterface), with lessons and their times.

The ids of Untis begin with what they are of (CL_7A, TR_Smith, SU_MA), and behind that stands the
short name. Coupled lines of one lesson share its number, and are lessons of their own here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from pairing.io.timetables.clock import time_of
from pairing.io.timetables.timetable import Taught, Timetable
from pairing.io.timetables.xml import children, text_of
from pairing.model.messages.message import Message, say_count

__all__ = ["FORM", "is_untis", "untis_of_xml"]

FORM = "Untis"
_SPACE = "untis.at/untis/XmlInterface"
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_LONGEST = 800
"""Days of a school year, and some: what stands behind is not looked at."""


def is_untis(root: Element) -> bool:
    """Whether a root called document is of Untis."""
    return _SPACE in str(root.tag) or bool(
        children(root, "timeperiods") and children(root, "lessons", "lesson")
    )


def _short(identifier: str) -> str:
    return re.sub(r"^[A-Z]{2}_", "", identifier.strip())


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _ids(lesson: Element, name: str, known: Iterable[str]) -> list[str]:
    """The ids of an element, parted by blanks; an id may have blanks of its own."""
    found = []
    longest = sorted(known, key=len, reverse=True)
    for one in children(lesson, name):
        rest = one.get("id", "").strip()
        while rest:
            own = next((id_ for id_ in longest if id_ and f"{rest} ".startswith(f"{id_} ")), "")
            own = own or rest.partition(" ")[0]
            found.append(own)
            rest = rest[len(own) :].strip()
    return found


def untis_of_xml(root: Element) -> Timetable:
    """The timetable of an export."""
    classes = _names(root, "classes", "class")
    teachers = {
        one.get("id", ""): " ".join(
            filter(None, (text_of(one, "forename"), text_of(one, "surname")))
        )
        or _short(one.get("id", ""))
        for one in children(root, "teachers", "teacher")
    }
    subjects = {
        key: long or _short(key) for key, long in _names(root, "subjects", "subject").items()
    }
    groups = {one.get("id", ""): one for one in children(root, "studentgroups", "studentgroup")}
    rooms = {one.get("id", "") for one in children(root, "rooms", "room")}
    year = children(root, "general")
    begin = _day(text_of(year[0], "schoolyearbegindate")) if year else None
    grid = _grid(root)
    taught = []
    unplaced = 0
    for lesson in children(root, "lessons", "lesson"):
        own_classes = [_short(one) for one in _ids(lesson, "lesson_classes", classes)]
        parts = [_short(one) for one in _ids(lesson, "lesson_studentgroups", groups)]
        own_teachers = [
            teachers.get(one, _short(one)) for one in _ids(lesson, "lesson_teacher", teachers)
        ]
        subject = next(
            (subjects.get(one, _short(one)) for one in _ids(lesson, "lesson_subject", subjects)), ""
        )
        held = _held(lesson, begin)
        times = children(lesson, "times", "time")
        unplaced += not times and bool(own_classes)
        for one in times:
            day, number = text_of(one, "assigned_day"), text_of(one, "assigned_period")
            if not (day in tuple("1234567") and number.isascii() and number.isdigit()):
                unplaced += 1
                continue
            start, end = grid.get((text_of(lesson, "timegrid"), day, number), ("", ""))
            taught.append(
                Taught(
                    day,
                    int(number[:3]),
                    subject,
                    time_of(text_of(one, "assigned_starttime")) or start,
                    time_of(text_of(one, "assigned_endtime")) or end,
                    classes=() if parts else tuple(own_classes),
                    groups=tuple((name, part) for name in own_classes for part in parts),
                    teachers=tuple(own_teachers),
                    room=next(map(_short, _ids(one, "assigned_room", rooms)), ""),
                    dates=tuple(day_ for day_ in held if day_.isoweekday() == int(day)),
                )
            )
    return Timetable(
        FORM,
        tuple(taught),
        other_names={
            **{_short(key): (long,) for key, long in classes.items() if long},
            **{name: _teacher_names(key, name) for key, name in teachers.items()},
        },
        first_day=_term(year) or begin,
        left_out=tuple(_told(unplaced)),
    )


def _term(general: list[Element]) -> date | None:
    return _day(text_of(general[0], "termbegindate")) if general else None


def _names(root: Element, table: str, row: str) -> dict[str, str]:
    return {one.get("id", ""): text_of(one, "longname") for one in children(root, table, row)}


def _teacher_names(key: str, name: str) -> tuple[str, ...]:
    """What else a teacher may be called: the short name, the family name before the other."""
    first, _, last = name.partition(" ")
    return tuple(dict.fromkeys(one for one in (_short(key), f"{last} {first}".strip()) if one))


def _grid(root: Element) -> Mapping[tuple[str, str, str], tuple[str, str]]:
    """(start, end) of each period, by the grid it is of, its day and its number."""
    return {
        (text_of(one, "timegrid"), text_of(one, "day"), text_of(one, "period")): (
            time_of(text_of(one, "starttime")),
            time_of(text_of(one, "endtime")),
        )
        for one in children(root, "timeperiods", "timeperiod")
    }


def _held(lesson: Element, begin: date | None) -> list[date]:
    """The days on which a lesson may be: a sign for each day of the year, 0 for none.

    F is a holiday on which it would be: which days are free is not for the timetable to say.
    """
    signs = text_of(lesson, "occurence")[:_LONGEST]
    first = _day(text_of(lesson, "effectivebegindate"))
    last = _day(text_of(lesson, "effectiveenddate"))
    if begin is None or not (signs or (first and last)):
        return []
    signs = signs or "1" * _LONGEST
    first, last = first or begin, last or date.max
    days = (begin + timedelta(days=place) for place, sign in enumerate(signs) if sign in "1F")
    return [one for one in days if first <= one <= last]


def _told(unplaced: int) -> Iterator[Message]:
    if unplaced:
        yield say_count(
            "timetables.unplaced",
            "{count} lesson has no day and hour in the file",
            "{count} lessons have no day and hour in the file",
            unplaced,
        )
