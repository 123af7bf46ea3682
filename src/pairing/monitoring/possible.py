"""Whether a session can have been when a record says: lessons, closed days, hours, its entry."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pairing.instances.agenda.slots import OpenDays
from pairing.model.enums import Attendance, DayKind, PeriodKind, RecordKind
from pairing.model.messages.message import Message, say
from pairing.model.records import Absence, HelpRecord
from pairing.model.school import School

__all__ = ["PossibleTimes"]

_AWAY = frozenset({RecordKind.HOME_VISIT, RecordKind.FIRST_VISIT})
"""Kinds that are at the student's home."""
_ANY_DAY = _AWAY | {RecordKind.PARENT_CONTACT, RecordKind.OTHER}
"""Kinds that may be on any day and at any hour."""
_IN_LESSON = frozenset({RecordKind.CLASSWORK, RecordKind.CORRECTIONS})
"""Kinds that a teacher may hold beside a student's desk in their own lesson with the class."""


class _Taught(NamedTuple):
    """A lesson of a class, in minutes of its day."""

    class_id: str
    period_id: str
    start: int
    end: int


class PossibleTimes:
    """What the timetable, the calendar and the absences of a school say of the time of a record.

    Only periods of the kind ``lesson`` are lessons: in a lesson of self-study people may meet.
    """

    def __init__(self, school: School) -> None:
        self.school = school
        self._settings = school.monitoring
        self._days = OpenDays(school)
        self._teaching: dict[tuple[str, int], list[_Taught]] = defaultdict(list)
        self._learning: dict[tuple[str, int], list[_Taught]] = defaultdict(list)
        for lesson in school.timetable:
            period = school.period[lesson.period_id]
            if period.kind is PeriodKind.LESSON:
                begins, ends = _minute(period.start), _minute(period.end)
                taught = _Taught(lesson.class_id, period.period_id, begins, ends)
                self._teaching[lesson.teacher_id, period.weekday].append(taught)
                self._learning[lesson.class_id, period.weekday].append(taught)
        self._absences: dict[str, list[Absence]] = defaultdict(list)
        for row in school.absences:
            self._absences[row.person_id].append(row)
        self._kinds = lru_cache(maxsize=None)(self._days.kinds)
        self._hours = lru_cache(maxsize=None)(self._hours_of)
        self._open = lru_cache(maxsize=None)(self._open_of)

    def against(self, row: HelpRecord) -> Message | None:
        """The first thing that speaks against the time of a record; None where nothing does."""
        return next(self._reasons(row), None)

    def _reasons(self, row: HelpRecord) -> Iterator[Message]:
        if too_early(row, self._settings.early_minutes):
            yield say("impossible.early", "entered before it took place")
        kinds = self._kinds(row.date)
        if row.kind not in _ANY_DAY:
            if DayKind.HOLIDAY in kinds:
                yield say("impossible.holiday", "the calendar has a holiday on that day")
            elif self.school.periods and not self._days.usual(row.date):
                yield say("impossible.no_school", "there is no school on that weekday")
        if self._is_away(row.by, row.date):
            yield say("impossible.teacher_away", "the teacher was away on that day")
        if row.kind not in _ANY_DAY and self._is_away(row.student_id, row.date):
            yield say("impossible.student_away", "the student was away on that day")
        if row.start is not None:
            yield from self._by_the_clock(row, _minute(row.start), kinds)

    def _by_the_clock(self, row: HelpRecord, start: int, kinds: set[DayKind]) -> Iterator[Message]:
        student = self.school.student.get(row.student_id)
        lessons = not kinds & {DayKind.HOLIDAY, DayKind.EXAM}
        if lessons:
            class_id = "" if student is None else student.class_id
            if own := self._lesson(self._teaching[row.by, row.date.isoweekday()], row, start):
                in_class = own.class_id == class_id and row.kind in _IN_LESSON
                if not in_class:
                    yield say("impossible.teaching", "the teacher had a lesson then")
            in_school = row.kind not in _ANY_DAY and (own is None or own.class_id != class_id)
            there = self._learning[class_id, row.date.isoweekday()]
            if in_school and self._lesson(there, row, start):
                yield say("impossible.learning", "the student's class had a lesson then")
        at_school = student is None or student.attends is Attendance.ONSITE
        hours = self._hours(row.date)
        if at_school and hours is not None and row.kind not in _ANY_DAY:
            first, last = hours
            around = self._settings.hours_minutes
            if not first - around <= start <= last + around:
                yield say("impossible.hours", "the school was not open at that hour")

    def _lesson(self, lessons: list[_Taught], row: HelpRecord, start: int) -> _Taught | None:
        """The lesson in which most of a session lies."""
        end = start + max(1, row.minutes)
        least = self._settings.lesson_share * (end - start)
        open_ = self._open(row.date)
        for lesson in lessons:
            common = min(end, lesson.end) - max(start, lesson.start)
            if common >= least and lesson.period_id in open_:
                return lesson
        return None

    def _is_away(self, person_id: str, day: datetime.date) -> bool:
        return any(
            row.period_id is None and row.since <= day <= (row.until or row.since)
            for row in self._absences.get(person_id, ())
        )

    def _open_of(self, day: datetime.date) -> frozenset[str]:
        """The periods that a day has."""
        return frozenset(period.period_id for period in self._days.periods(day))

    def _hours_of(self, day: datetime.date) -> tuple[int, int] | None:
        """When the school opens and closes, in minutes; None where the periods do not say."""
        exam = DayKind.EXAM in self._kinds(day)
        periods = self._days.usual(day) if exam else self._days.periods(day)
        if not periods:
            return None
        return min(_minute(one.start) for one in periods), max(_minute(one.end) for one in periods)


def too_early(row: HelpRecord, minutes: int) -> bool:
    """Whether a record was entered before what it tells; one that says no time, before its day."""
    if row.entered_at is None:
        return False
    if row.start is None or row.entered_at.time() == datetime.time():
        return row.entered_at.date() < row.date
    begun = datetime.datetime.combine(row.date, row.start)
    return row.entered_at + datetime.timedelta(minutes=minutes) < begun


def _minute(time: datetime.time) -> int:
    return 60 * time.hour + time.minute
