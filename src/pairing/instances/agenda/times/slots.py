"""Slots: the periods of the days on which the school is open, and which of them overlap."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pairing.model.enums import DayKind, SessionKind
from pairing.model.records import Period
from pairing.model.school import School
from pairing.model.session_times import Times, minutes_of
from pairing.terms.assignment import IntArray

__all__ = [
    "OpenDays",
    "Slot",
    "days_from",
    "first_monday",
    "hurried_of",
    "overlapping_periods",
    "overlaps_of",
    "slot_order",
    "slots_of",
]

_NOON = datetime.time(12)


@dataclass(frozen=True, slots=True)
class Slot:
    """A period of a date, or the ``part`` of one."""

    date: datetime.date
    period: Period
    part: Times | None = None

    @property
    def start(self) -> datetime.time:
        """When it begins."""
        return self.period.start if self.part is None else self.part[0]

    @property
    def end(self) -> datetime.time:
        """When it ends."""
        return self.period.end if self.part is None else self.part[1]

    @property
    def minutes(self) -> int:
        """How long it is."""
        return minutes_of(self.start, self.end)

    def meets(self, period: Period) -> bool:
        """Whether it has a moment in common with a period of its weekday."""
        same_day = period.weekday == self.period.weekday
        return same_day and period.start < self.end and self.start < period.end


def slot_order(slot: Slot) -> tuple[datetime.date, datetime.time, datetime.time, str]:
    """The order of time: which slot begins first, and of those the one that ends first."""
    return slot.date, slot.start, slot.end, slot.period.period_id


def first_monday(school: School) -> datetime.date:
    """The first day of the weeks planned: as set, or the Monday after the latest day known."""
    if school.session_settings.start is not None:
        return school.session_settings.start
    known = school.today or datetime.date(2000, 1, 2)
    return known + datetime.timedelta(days=7 - known.weekday())


def slots_of(school: School, start: datetime.date) -> Iterator[Slot]:
    """Every period of every open day of the weeks that are planned, from today on, in order."""
    open_ = OpenDays(school)
    for number in range(7 * school.session_settings.weeks):
        date = start + datetime.timedelta(days=number)
        if school.today is None or date >= school.today:
            yield from (Slot(date, period) for period in open_.periods(date))


class OpenDays:
    """Which periods the days have, by the calendar alone, of weeks planned and others."""

    def __init__(self, school: School) -> None:
        self._calendar = school.calendar
        self._settings = school.session_settings
        self._by_weekday: dict[int, list[Period]] = defaultdict(list)
        for period in sorted(school.periods, key=lambda one: (one.start, one.end, one.period_id)):
            self._by_weekday[period.weekday].append(period)

    def kinds(self, date: datetime.date) -> set[DayKind]:
        """What the calendar says of a day."""
        return {row.kind for row in self._calendar if row.since <= date <= (row.until or row.since)}

    def weekday(self, date: datetime.date) -> int:
        """The weekday, from 1, whose timetable a day has: its own, or that of a swapped day."""
        for row in self._calendar:
            if row.follows is not None and row.since <= date <= (row.until or row.since):
                return row.follows
        return date.isoweekday()

    def periods(self, date: datetime.date) -> list[Period]:
        """The periods of a day, none where the school is closed."""
        kinds = self.kinds(date)
        if kinds & {DayKind.HOLIDAY, DayKind.EXAM}:
            return []
        half = DayKind.HALF_DAY in kinds
        return [period for period in self.usual(date) if not half or period.start < _NOON]

    def usual(self, date: datetime.date) -> list[Period]:
        """The periods that the day would have if it were neither closed nor shortened."""
        return self._by_weekday[self.weekday(date)]

    def suits(self, kind: SessionKind, slot: Slot) -> bool:
        """Whether a kind of session may be in a slot: long enough, its period and its weekday."""
        own = self._settings.of(kind)
        return (
            slot.period.kind in own.periods
            and slot.period.weekday in own.weekdays
            and slot.minutes >= own.minutes
        )

    def is_open(self, kind: SessionKind, first: datetime.date, last: datetime.date) -> bool:
        """Whether any period from one day to another may have a kind of session."""
        return any(
            self.suits(kind, Slot(day, period))
            for day in days_from(first, last)
            for period in self.periods(day)
        )

    def closing(
        self, kind: SessionKind, first: datetime.date, last: datetime.date
    ) -> tuple[DayKind, ...]:
        """What the calendar says of the days whose periods a kind of session would have."""
        found = {
            said
            for day in days_from(first, last)
            if any(self.suits(kind, Slot(day, period)) for period in self.usual(day))
            for said in self.kinds(day) - {DayKind.SWAPPED}
        }
        return tuple(sorted(found))


def days_from(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """The days from one to another, both of them included."""
    for number in range((last - first).days + 1):
        yield first + datetime.timedelta(days=number)


def overlapping_periods(periods: Iterable[Period]) -> Mapping[str, frozenset[str]]:
    """The other periods of the weekday that have a moment in common with each, by id."""
    known = tuple(periods)
    return {
        one.period_id: frozenset(
            other.period_id
            for other in known
            if other.weekday == one.weekday
            and other.period_id != one.period_id
            and other.start < one.end
            and one.start < other.end
        )
        for one in known
    }


def overlaps_of(slots: Sequence[Slot]) -> Iterator[IntArray]:
    """Sets of slots of one day with a moment in common, where there are such."""
    by_day: dict[datetime.date, list[int]] = defaultdict(list)
    for number, slot in enumerate(slots):
        by_day[slot.date].append(number)
    found: set[tuple[int, ...]] = set()
    times = [(slot.start, slot.end) for slot in slots]
    for number, slot in enumerate(slots):
        begin = times[number][0]
        # Whatever runs when this one begins.
        running = [
            other
            for other in by_day[slot.date]
            if other != number and times[other][0] <= begin < times[other][1]
        ]
        together = tuple(sorted((number, *running)))
        if running and together not in found:
            found.add(together)
            yield np.array(together, dtype=np.int64)


def hurried_of(slots: Sequence[Slot], between: int) -> Iterator[IntArray]:
    """Sets of parts of one period of which no two have so many minutes between them.

    Those that only overlap are left to ``overlaps_of``. Of parts of one length there are none:
    the grid keeps them apart.
    """
    by_period: dict[tuple[datetime.date, str], list[int]] = defaultdict(list)
    for number, slot in enumerate(slots):
        if slot.part is not None:
            by_period[slot.date, slot.period.period_id].append(number)
    found: set[tuple[int, ...]] = set()
    for own in by_period.values():
        for number in own:
            begin = slots[number].start
            near = [
                other
                for other in own
                if slots[other].start <= begin and minutes_of(slots[other].end, begin) < between
            ]
            together = tuple(sorted({number, *near}))
            if any(slots[other].end <= begin for other in near) and together not in found:
                found.add(together)
                yield np.array(together, dtype=np.int64)
