"""A judge of sessions that shares no code with the planner: it reads files and counts minutes.

It knows the file contract and Python's standard library alone. Every person's day is a list of
minutes; whoever is in two things in one of them is told, with the two things.
"""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

__all__ = ["Clash", "clashes"]

Row = dict[str, str]


@dataclass(frozen=True)
class Clash:
    """Somebody who is in two things at once, or a session that cannot be."""

    person: str
    date: str
    what: str


def _table(folder: Path, name: str) -> list[Row]:
    file = folder / f"{name}.csv"
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as text:
        return [{key: value or "" for key, value in row.items()} for row in csv.DictReader(text)]


def _minute(text: str) -> int:
    hour, minute = text.split(":")[:2]
    return 60 * int(hour) + int(minute)


def _days(row: Row) -> Iterator[datetime.date]:
    first = datetime.date.fromisoformat(row["from"])
    last = datetime.date.fromisoformat(row.get("to") or row["from"])
    while first <= last:
        yield first
        first += datetime.timedelta(days=1)


def _in_weeks(weeks: str, number: int) -> bool:
    if weeks in ("odd", "even"):
        return (number % 2 == 1) is (weeks == "odd")
    if not weeks:
        return True
    spans = [part.split("-") for part in weeks.split(";")]
    return any(int(span[0]) <= number <= int(span[-1]) for span in spans)


class _School:
    """What the tables of a folder say of days, lessons and people."""

    def __init__(self, folder: Path, week_one: datetime.date) -> None:
        self.week_one = week_one
        self.periods = {row["period_id"]: row for row in _table(folder, "periods")}
        self.class_of = {row["student_id"]: row["class_id"] for row in _table(folder, "students")}
        tags = {row["student_id"]: row.get("tags", "") for row in _table(folder, "students")}
        self.members: dict[str, set[str]] = {}
        for row in _table(folder, "sets"):
            names = {one for one in row["students"].split(";") if one}
            self.members[row["set_id"]] = {
                one for one in tags if one in names or names & set(tags[one].split(";"))
            }
        self.lessons = _table(folder, "timetable")
        self.follows: dict[datetime.date, int] = {}
        self.closed: set[datetime.date] = set()
        self.halved: set[datetime.date] = set()
        for row in _table(folder, "calendar"):
            for day in _days(row):
                if row["kind"] == "swapped":
                    self.follows[day] = int(row["follows"])
                elif row["kind"] == "half_day":
                    self.halved.add(day)
                else:
                    self.closed.add(day)
        self.away: dict[str, list[Row]] = defaultdict(list)
        for row in _table(folder, "absences"):
            self.away[row["person_id"]].append(row)

    def times(self, row: Row) -> tuple[int, int]:
        """From when to when a session is."""
        period = self.periods[row["period_id"]]
        begin, end = row.get("start") or period["start"], row.get("end") or period["end"]
        return _minute(begin), _minute(end)

    def weekday(self, day: datetime.date) -> int:
        return self.follows.get(day, day.isoweekday())

    def is_away(self, person: str, day: datetime.date, begin: int, end: int) -> bool:
        """Whether somebody is away in one of these minutes of a day."""
        for row in self.away[person]:
            if day in _days(row):
                period = self.periods.get(row.get("period_id", ""))
                if period is None:
                    return True
                if int(period["weekday"]) == self.weekday(day) and (
                    _minute(period["start"]) < end and begin < _minute(period["end"])
                ):
                    return True
        return False

    def busy(self, person: str, day: datetime.date) -> Iterator[tuple[int, int, str]]:
        """(from, to, what) of each lesson that a teacher or a student has on a day."""
        if day in self.closed:
            return
        week = (day - self.week_one).days // 7 + 1
        for lesson in self.lessons:
            period = self.periods[lesson["period_id"]]
            if int(period["weekday"]) != self.weekday(day):
                continue
            if not _in_weeks(lesson.get("weeks", ""), week):
                continue
            if day in self.halved and _minute(period["start"]) >= 12 * 60:
                continue
            own = lesson.get("set_id", "")
            there = (
                person in self.members[own]
                if own and self.members[own]
                else self.class_of.get(person) == lesson["class_id"]
            )
            if there or lesson["teacher_id"] == person:
                what = f"{lesson['subject']} {lesson['class_id']} {own}".strip()
                yield _minute(period["start"]), _minute(period["end"]), what


def _sessions(plan: Path) -> list[Row]:
    """The sessions of teachers and those of pairs, which have a table of their own."""
    pairs = [
        {**row, "student_id": row["tutee_id"], "kind": "peer_tutoring"}
        for row in _table(plan, "peer_times")
    ]
    return [*_table(plan, "sessions"), *pairs]


def _hurried(
    shared: dict[tuple[str, datetime.date, str], set[tuple[int, int]]], between: int
) -> Iterator[Clash]:
    """Who has too few minutes between two sessions that share a period."""
    for (person, day, period_id), times in shared.items():
        for (_, end), (begin, _) in pairwise(sorted(times)):
            if end <= begin < end + between:
                yield Clash(person, day.isoformat(), f"in a hurry in {period_id}")


def _taken_rooms(known: _School, rows: Iterable[Row]) -> Iterator[Clash]:
    """Rooms with two gatherings in one minute."""
    rooms: dict[tuple[str, str], dict[int, tuple[str, ...]]] = defaultdict(dict)
    for row in rows:
        begin, end = known.times(row)
        if row.get("room", "") in ("", "home", "online"):
            continue
        own = (_host(row), row["subject"], row["kind"], str(begin))
        minutes = rooms[row["room"], row["date"]]
        if any(minutes.setdefault(minute, own) != own for minute in range(begin, end)):
            yield Clash(own[0], row["date"], f"{row['room']} is taken")


def _host(row: Row) -> str:
    return row.get("tutor_id") or row.get("teacher_id", "")


def clashes(school: Path, plan: Path, week_one: datetime.date, between: int = 0) -> list[Clash]:
    """What is wrong with the sessions of a plan, minute by minute.

    Args:
        school: the folder of the school's tables.
        plan: the folder of the plan.
        week_one: the Monday of week 1.
        between: the minutes that somebody has between two sessions that share a period.

    A group of one host, subject and kind at one time counts once for the host.
    """
    known = _School(school, week_one)
    found = list(_taken_rooms(known, _sessions(plan)))
    meetings: dict[tuple[str, datetime.date], dict[tuple[str, ...], tuple[int, int]]] = defaultdict(
        dict
    )
    shared: dict[tuple[str, datetime.date, str], set[tuple[int, int]]] = defaultdict(set)
    for row in _sessions(plan):
        day = datetime.date.fromisoformat(row["date"])
        period = known.periods[row["period_id"]]
        begin, end = known.times(row)
        host = _host(row)
        if not _minute(period["start"]) <= begin < end <= _minute(period["end"]):
            found.append(Clash(host, row["date"], f"outside the period {row['period_id']}"))
        afternoon = day in known.halved and _minute(period["start"]) >= 12 * 60
        if int(period["weekday"]) != known.weekday(day) or day in known.closed or afternoon:
            found.append(Clash(host, row["date"], f"no {row['period_id']} on that day"))
        found += [
            Clash(person, row["date"], "away")
            for person in (host, row["student_id"])
            if known.is_away(person, day, begin, end)
        ]
        topic = (row["subject"], row["kind"], row["date"], str(begin))
        meetings[host, day][("holds", host, *topic)] = begin, end
        meetings[row["student_id"], day][(*topic, host, "guest")] = begin, end
        for person in (host, row["student_id"]):
            shared[person, day, row["period_id"]].add((begin, end))
    found += _hurried(shared, between)
    for (person, day), own in meetings.items():
        taken: dict[int, str] = {}
        for begin, end, what in known.busy(person, day):
            taken.update(dict.fromkeys(range(begin, end), what))
        for meeting, (begin, end) in own.items():
            told = " ".join(meeting)
            twice = {taken[minute] for minute in range(begin, end) if minute in taken}
            found += [Clash(person, day.isoformat(), f"{told} and {what}") for what in twice]
            taken.update(dict.fromkeys(range(begin, end), told))
    return found
