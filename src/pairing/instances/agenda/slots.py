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
from pairing.terms.assignment import IntArray

__all__ = [
    "OpenDays",
    "Slot",
    "days_from",
    "first_monday",
    "overlapping_periods",
    "overlaps_of",
    "slots_of",
]

_NOON = datetime.time(12)


@dataclass(frozen=True, slots=True)
class Slot:
    """A period of a date."""

    date: datetime.date
    period: Period

    @property
    def minutes(self) -> int:
        """How long it is."""
        start, end = self.period.start, self.period.end
        return 60 * (end.hour - start.hour) + end.minute - start.minute


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

    def periods(self, date: datetime.date) -> list[Period]:
        """The periods of a day, none where the school is closed."""
        kinds = self.kinds(date)
        if kinds & {DayKind.HOLIDAY, DayKind.EXAM}:
            return []
        half = DayKind.HALF_DAY in kinds
        own = self._by_weekday[date.isoweekday()]
        return [period for period in own if not half or period.start < _NOON]

    def usual(self, date: datetime.date) -> list[Period]:
        """The periods that the day would have if the calendar said nothing of it."""
        return self._by_weekday[date.isoweekday()]

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
    others = overlapping_periods({slot.period.period_id: slot.period for slot in slots}.values())
    by_day: dict[datetime.date, list[int]] = defaultdict(list)
    for number, slot in enumerate(slots):
        by_day[slot.date].append(number)
    found: set[tuple[int, ...]] = set()
    for number, slot in enumerate(slots):
        # Whatever runs when this one begins.
        running = [
            other
            for other in by_day[slot.date]
            if slots[other].period.period_id in others[slot.period.period_id]
            and slots[other].period.start <= slot.period.start
        ]
        together = tuple(sorted((number, *running)))
        if running and together not in found:
            found.add(together)
            yield np.array(together, dtype=np.int64)
