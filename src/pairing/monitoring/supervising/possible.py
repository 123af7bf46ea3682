"""Whether a session can have been when a record says: lessons, closed days, hours, its entry."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pairing.instances.agenda import may_miss
from pairing.instances.agenda.times.lessons import Group, LessonTimes
from pairing.model.enums import Attendance, DayKind, PeriodKind, RecordKind
from pairing.model.messages.message import Message, say
from pairing.model.records import Absence, HelpRecord, Lesson
from pairing.model.school import School
from pairing.model.settings import MonitoringSettings
from pairing.rules.core.book import read_rules
from pairing.rules.sessions._base import pull_outs_of

__all__ = ["PossibleTimes"]

_AWAY = frozenset({RecordKind.HOME_VISIT, RecordKind.FIRST_VISIT})
"""Kinds that are at the student's home."""
_ANY_DAY = _AWAY | {RecordKind.PARENT_CONTACT, RecordKind.OTHER}
"""Kinds that may be on any day and at any hour."""
_IN_LESSON = frozenset({RecordKind.CLASSWORK, RecordKind.CORRECTIONS})
"""Kinds that a teacher may hold beside a student's desk in their own lesson with the class."""


class _Taught(NamedTuple):
    """A lesson, in minutes of its day."""

    lesson: Lesson
    start: int
    end: int


class PossibleTimes:
    """What the timetable, the calendar and the absences of a school say of the time of a record.

    Only periods of the kind ``lesson`` are lessons: in a lesson of self-study people may meet.
    """

    def __init__(self, school: School) -> None:
        self.school = school
        self._settings = school.monitoring
        self._lessons = LessonTimes(school)
        rules, _ = read_rules(school.rules, school)
        self._pull_outs = pull_outs_of(rules)
        self._days = self._lessons.days
        self._absences: dict[str, list[Absence]] = defaultdict(list)
        for row in school.absences:
            self._absences[row.person_id].append(row)
        self._kinds = lru_cache(maxsize=None)(self._days.kinds)
        self._hours = lru_cache(maxsize=None)(self._hours_of)
        self._teaching = lru_cache(maxsize=None)(self._teaching_on)
        self._learning = lru_cache(maxsize=None)(self._learning_on)

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
        if self._is_away_then(row.by, row, start):
            yield say("impossible.teacher_away_then", "the teacher was away at that time")
        if row.kind not in _ANY_DAY and self._is_away_then(row.student_id, row, start):
            yield say("impossible.student_away_then", "the student was away at that time")
        student = self.school.student.get(row.student_id)
        lessons = not kinds & {DayKind.HOLIDAY, DayKind.EXAM}
        if lessons:
            own = _lesson(self._settings, self._teaching(row.by, row.date), row, start)
            together = (
                own is not None and student is not None and self._attends(row.student_id, own)
            )
            if own is not None and not (together and row.kind in _IN_LESSON):
                yield say("impossible.teaching", "the teacher had a lesson then")
            if student is not None and row.kind not in _ANY_DAY and not together:
                there = self._learning(self._lessons.groups_of(row.student_id), row.date)
                closed = self._not_to_be_left(there, student.class_id, row.kind)
                if _lesson(self._settings, closed, row, start):
                    yield say("impossible.learning", "the student's class had a lesson then")
        at_school = student is None or student.attends is Attendance.ONSITE
        hours = self._hours(row.date)
        if at_school and hours is not None and row.kind not in _ANY_DAY:
            first, last = hours
            around = self._settings.hours_minutes
            if not first - around <= start <= last + around:
                yield say("impossible.hours", "the school was not open at that hour")

    def _not_to_be_left(
        self, lessons: Iterable[_Taught], class_id: str, kind: RecordKind
    ) -> Iterator[_Taught]:
        """The lessons from which no rule lets students be called to a kind of session.

        Whether somebody needs help in the lesson's own subject is not asked: a question accuses.
        """
        governing = [one for one in self._pull_outs if one.governs(class_id, kind)]
        return (one for one in lessons if not may_miss(governing, one.lesson.subject, False))

    def _attends(self, student_id: str, taught: _Taught) -> bool:
        return self._lessons.attends(student_id, taught.lesson)

    def _teaching_on(self, teacher_id: str, day: datetime.date) -> tuple[_Taught, ...]:
        """A teacher's lessons on a day."""
        return self._taught(self._lessons.of_teacher.get(teacher_id, ()), day)

    def _learning_on(self, groups: tuple[Group, ...], day: datetime.date) -> tuple[_Taught, ...]:
        """The lessons on a day of those who are in these groups."""
        own = (one for group in groups for one in self._lessons.of_group.get(group, ()))
        return self._taught(own, day)

    def _taught(self, lessons: Iterable[Lesson], day: datetime.date) -> tuple[_Taught, ...]:
        found = []
        for lesson in self._lessons.on(lessons, day):
            period = self.school.period[lesson.period_id]
            if period.kind is PeriodKind.LESSON:
                found.append(_Taught(lesson, _minute(period.start), _minute(period.end)))
        return tuple(found)

    def _is_away(self, person_id: str, day: datetime.date) -> bool:
        return any(
            row.period_id is None and row.since <= day <= (row.until or row.since)
            for row in self._absences.get(person_id, ())
        )

    def _is_away_then(self, person_id: str, row: HelpRecord, start: int) -> bool:
        """Whether most of a session lies in a period for which somebody was away."""
        missed = (
            self.school.period[one.period_id]
            for one in self._absences.get(person_id, ())
            if one.period_id is not None and one.since <= row.date <= (one.until or one.since)
        )
        spans = ((_minute(period.start), _minute(period.end)) for period in missed)
        return any(_mostly_in(self._settings, span, row, start) for span in spans)

    def _hours_of(self, day: datetime.date) -> tuple[int, int] | None:
        """When the school opens and closes, in minutes; None where the periods do not say."""
        exam = DayKind.EXAM in self._kinds(day)
        periods = self._days.usual(day) if exam else self._days.periods(day)
        if not periods:
            return None
        return min(_minute(one.start) for one in periods), max(_minute(one.end) for one in periods)


def _lesson(
    settings: MonitoringSettings, lessons: Iterable[_Taught], row: HelpRecord, start: int
) -> _Taught | None:
    """The lesson in which most of a session lies."""
    for lesson in lessons:
        if _mostly_in(settings, (lesson.start, lesson.end), row, start):
            return lesson
    return None


def _mostly_in(
    settings: MonitoringSettings, span: tuple[int, int], row: HelpRecord, start: int
) -> bool:
    """Whether most of a session lies between two minutes of its day."""
    end = start + max(1, row.minutes)
    return min(end, span[1]) - max(start, span[0]) >= settings.lesson_share * (end - start)


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
