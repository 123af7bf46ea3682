"""FET: the table of activities that it exports, and the file it saves with a timetable in it.

Read as its public source writes them: ``*_timetable.csv``, and ``*_data_and_timetable.fet``, in
which the times and rooms of activities stand as constraints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from pairing.io.raw.cells import shown
from pairing.io.timetables.clock import day_of, span_of
from pairing.io.timetables.timetable import Taught, Timetable
from pairing.io.timetables.xml import children, text_of
from pairing.model.messages.message import Message, say, say_count

__all__ = ["FORM", "fet_of_rows", "fet_of_xml"]

FORM = "FET"
_HEADER = ("activityid", "day", "hour", "studentssets", "subject", "teachers")
_JOINED = "+"

Rows = Sequence[tuple[int, Sequence[str]]]


def _plain(cell: str) -> str:
    return "".join(cell.casefold().split())


def fet_of_rows(rows: Rows) -> Timetable | None:
    """The timetable of a sheet with the header of FET's export; None for any other sheet."""
    if not rows:
        return None
    header = [_plain(cell) for cell in rows[0][1]]
    if not set(_HEADER) <= set(header):
        return None
    places = {name: place for place, name in enumerate(header)}

    def cell(cells: Sequence[str], name: str) -> str:
        place = places.get(name, len(cells))
        return shown(cells[place]).strip() if place < len(cells) else ""

    lessons, lost = [], []
    hours = _in_order(cell(cells, "hour") for _, cells in rows[1:])
    for row, cells in rows[1:]:
        day, hour, subject = (cell(cells, one) for one in ("day", "hour", "subject"))
        if not day or not hour or not subject:
            lost.append(str(row))
            continue
        start, end = span_of(hour)
        lessons.append(
            Taught(
                day_of(day),
                hours[hour],
                subject,
                start,
                end,
                classes=_names(cell(cells, "studentssets")),
                teachers=_names(cell(cells, "teachers")),
                room=cell(cells, "room"),
            )
        )
    return Timetable(FORM, tuple(lessons), left_out=tuple(_lost(lost)))


def _lost(rows: Sequence[str]) -> Iterable[Message]:
    if rows:
        yield say(
            "timetables.fet_rows", "rows {rows} have no day, hour or subject", rows=tuple(rows)
        )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in cell.split(_JOINED) if one.strip()))


def _in_order(hours: Iterable[str]) -> dict[str, int]:
    """The number of each hour: by its time where it has one, else by the number in its name."""

    def key(hour: str) -> tuple[str, int, str]:
        number = re.search(r"\d+", hour)
        return span_of(hour)[0] or "99", int(number[0][:9]) if number else 0, hour

    return {hour: number for number, hour in enumerate(sorted(set(hours) - {""}, key=key), 1)}


def fet_of_xml(root: Element) -> Timetable:
    """The timetable of a .fet file: activities whose day and hour a constraint fixes."""
    days = [text_of(one, "Name") for one in children(root, "Days_List", "Day")]
    days = days or [
        " ".join((one.text or "").split()) for one in children(root, "Days_List", "Name")
    ]
    hours = [text_of(one, "Name") for one in children(root, "Hours_List", "Hour")]
    hours = hours or [
        " ".join((one.text or "").split()) for one in children(root, "Hours_List", "Name")
    ]
    number_of = {hour: number for number, hour in enumerate(hours, 1)}
    times = _times(root)
    rooms = {
        text_of(one, "Activity_Id"): text_of(one, "Room")
        for one in children(root, "Space_Constraints_List", "ConstraintActivityPreferredRoom")
    }
    lessons = []
    unplaced = 0
    for one in children(root, "Activities_List", "Activity"):
        if text_of(one, "Active") == "false":
            continue
        identifier = text_of(one, "Id")
        day, hour = times.get(identifier, ("", ""))
        if not day or hour not in number_of:
            unplaced += 1
            continue
        students = [" ".join((own.text or "").split()) for own in children(one, "Students")]
        duration = text_of(one, "Duration")
        length = int(duration) if duration.isascii() and duration.isdigit() else 1
        first = number_of[hour]
        for number in range(first, min(first + length, len(hours) + 1)):
            start, end = span_of(hours[number - 1])
            lessons.append(
                Taught(
                    day_of(day),
                    number,
                    text_of(one, "Subject"),
                    start,
                    end,
                    classes=tuple(filter(None, students)),
                    teachers=tuple(
                        " ".join((own.text or "").split()) for own in children(one, "Teacher")
                    ),
                    room=rooms.get(identifier, ""),
                )
            )
    left = []
    if unplaced:
        left.append(
            say_count(
                "timetables.unplaced",
                "{count} lesson has no day and hour in the file",
                "{count} lessons have no day and hour in the file",
                unplaced,
            )
        )
    return Timetable(
        FORM,
        tuple(lessons),
        tuple(map(day_of, days)),
        parents=_parents(root),
        left_out=tuple(left),
    )


def _times(root: Element) -> dict[str, tuple[str, str]]:
    """(day, hour) of each activity that a constraint of full weight fixes."""
    found = {}
    name = "ConstraintActivityPreferredStartingTime"
    for one in children(root, "Time_Constraints_List", name):
        if text_of(one, "Active") == "false" or text_of(one, "Weight_Percentage") not in (
            "",
            "100",
        ):
            continue
        # Older versions say Day and Hour.
        day = text_of(one, "Preferred_Day") or text_of(one, "Day")
        hour = text_of(one, "Preferred_Hour") or text_of(one, "Hour")
        found[text_of(one, "Activity_Id")] = (day, hour)
    return found


def _parents(root: Element) -> Mapping[str, tuple[str, ...]]:
    """What each set of students is a part of: years have groups, and those have subgroups.

    Which of the three are classes is not said: the school knows its own.
    """
    found: dict[str, dict[str, None]] = {}
    for year in children(root, "Students_List", "Year"):
        for group in children(year, "Group"):
            found.setdefault(text_of(group, "Name"), {})[text_of(year, "Name")] = None
            for own in children(group, "Subgroup"):
                found.setdefault(text_of(own, "Name"), {})[text_of(group, "Name")] = None
    return {name: tuple(parents) for name, parents in found.items()}
