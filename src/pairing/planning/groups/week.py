"""The periods of the week that a group could have: their dates, and who has no time in them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from pairing.instances.agenda import OpenDays, Slot, first_monday, overlaps_of, slots_of
from pairing.instances.agenda.pull_out import CallingOut
from pairing.instances.agenda.times.free_time import FreeTime
from pairing.model.enums import Part, PeriodKind, SessionKind
from pairing.model.messages.message import Message
from pairing.model.messages.weekdays import time_of_week
from pairing.model.plan import Plan, Session
from pairing.model.records import Period
from pairing.model.session_times import times_of
from pairing.planning.context import Context
from pairing.rules.sessions.pull_out import CalledFromLessons
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["GROUP_KIND", "GroupTime", "GroupWeek", "Missing", "Person", "when"]

GROUP_KIND = SessionKind.CLASSWORK
"""The kind of session that a teaching group is like: what may be said of it holds of groups."""

Person = tuple[str, str]
"""("teacher" or "student", id)"""


def when(period: Period) -> Message:
    """The weekday of a period, and from when to when it is."""
    return time_of_week(period.weekday, period.start, period.end)


@dataclass(frozen=True)
class GroupTime:
    """The period of the week that a group has, and the dates planned that it falls on.

    ``usual``: whether classwork would be in it. ``missed`` are the (student_id, subject) of
    lessons from which students are called.
    """

    period: Period
    dates: tuple[datetime.date, ...]
    usual: bool
    missed: tuple[tuple[str, str], ...]

    @property
    def when(self) -> Message:
        """The weekday, and from when to when."""
        return when(self.period)


class Missing(NamedTuple):
    """In which periods a student misses lessons that a rule counts, and how many more they may."""

    periods: BoolArray
    most: int


class GroupWeek:
    """The periods that are long enough for classwork and fall on a day planned, in order.

    A person is free in one who is free on each of its dates: there, in no lesson but those they
    may be called from, and in no session of the plan.
    """

    def __init__(self, context: Context, plan: Plan | None) -> None:
        self._context, self._school = context, context.school
        self._settings = self._school.session_settings.of(GROUP_KIND)
        self._start = first_monday(self._school)
        self.slots = tuple(slots_of(self._school, self._start))
        self._free = FreeTime(self._school, self.slots)
        self._calling_out = CallingOut(context.findings, self._free, context.pull_outs)
        held: dict[str, list[int]] = defaultdict(list)
        for number, slot in enumerate(self.slots):
            if slot.minutes >= self._settings.minutes:
                held[slot.period.period_id].append(number)
        self.periods: tuple[Period, ...] = tuple(
            sorted(
                (self._school.period[one] for one in held),
                key=lambda one: (one.weekday, one.start, one.end, one.period_id),
            )
        )
        self._held = [np.array(held[one.period_id], dtype=np.int64) for one in self.periods]
        open_ = OpenDays(self._school)
        self.usual: BoolArray = np.array(
            [open_.suits(GROUP_KIND, self.slots[own[0]]) for own in self._held], dtype=bool
        )
        """Which of the periods classwork would be in."""
        dates = np.array([len(own) for own in self._held], dtype=np.int64)
        self.lost: IntArray = dates.max(initial=0) - dates
        """How many dates fewer than the one with most each of the periods has."""
        self._sessions: dict[Person, list[Session]] = defaultdict(list)
        self.unknown = 0
        """Sessions of the plan of which nobody knows when they are."""
        for row in (plan.sessions or ()) if plan is not None else ():
            if times_of(self._school, row) is None:
                self.unknown += 1
                continue
            host = ("student", row.tutor_id) if row.tutor_id else ("teacher", row.teacher_id)
            for person in (host, ("student", row.student_id)):
                self._sessions[person].append(row)

    def _dates(self, period: int) -> tuple[datetime.date, ...]:
        """The dates that a period falls on."""
        return tuple(self.slots[one].date for one in self._held[period].tolist())

    def time(self, students: Sequence[str], period: int) -> GroupTime:
        """A period as the time of a group of these students."""
        missed = tuple(
            (student_id, subject)
            for student_id in students
            for subject, periods in self.missed(student_id).items()
            if periods[period]
        )
        found = self.periods[period]
        return GroupTime(found, self._dates(period), bool(self.usual[period]), missed)

    @cached_property
    def moments(self) -> tuple[IntArray, ...]:
        """Sets of periods with a moment in common, and each period that has none with another."""
        # Any week will do: whether periods overlap is a matter of their weekday and their times.
        week = [
            Slot(self._start + datetime.timedelta(days=one.weekday - 1), one)
            for one in self.periods
        ]
        shared = tuple(overlaps_of(week))
        among = {one for own in shared for one in own.tolist()}
        alone = (one for one in range(len(week)) if one not in among)
        return (*shared, *(np.array([one], dtype=np.int64) for one in alone))

    def busy(self, person: Person) -> BoolArray:
        """In which periods a person is not free on some date, or may miss no more lessons."""
        kind, person_id = person
        if kind == "teacher":
            free = self._free.teacher(person_id)
        else:
            free = self._calling_out.free(person_id, GROUP_KIND)
        free = free & ~self._in_sessions(person)
        busy = self._over(~free) | self._unknown_lessons(person)
        if kind == "student":
            for missing in self.may_miss(person_id):
                if missing.most <= 0:
                    busy |= missing.periods
        return busy

    def _over(self, slots: BoolArray) -> BoolArray:
        """The periods of which some slot is marked."""
        return np.array([slots[own].any() for own in self._held], dtype=bool)

    def _in_sessions(self, person: Person) -> BoolArray:
        by_date: dict[datetime.date, list[tuple[datetime.time, datetime.time]]] = defaultdict(list)
        for row in self._sessions.get(person, ()):
            times = times_of(self._school, row)
            assert times is not None
            by_date[row.date].append(times)
        found = [
            any(start < slot.end and slot.start < end for start, end in by_date.get(slot.date, ()))
            for slot in self.slots
        ]
        return np.array(found, dtype=bool)

    def _unknown_lessons(self, person: Person) -> BoolArray:
        """The periods of lessons, of somebody of whom the timetable has none: it may lack them."""
        kind, person_id = person
        lessons = self._free.lessons
        known: Iterable[object] = (
            lessons.of_teacher.get(person_id, ())
            if kind == "teacher"
            else lessons.of_student(person_id)
        )
        if any(True for _ in known):
            return np.zeros(len(self.periods), dtype=bool)
        lesson = [one.kind is PeriodKind.LESSON for one in self.periods]
        return np.array(lesson, dtype=bool) & ~self.usual

    # --- lessons that a student is called from ------------------------------------------

    def missed(self, student_id: str) -> Mapping[str, BoolArray]:
        """In which periods a student has lessons of each subject, on some date."""
        lessons = self._free.by_subject(student_id)
        return {subject: self._over(slots) for subject, slots in lessons.items()}

    def may_miss(self, student_id: str) -> Iterator[Missing]:
        """What the rules let a student miss in a week beside what the plan's sessions take."""
        class_id = self._school.student[student_id].class_id
        rules = [
            one
            for one in self._context.book.of_part(Part.SESSIONS)
            if isinstance(one, CalledFromLessons) and one.enabled and one.applies_to(class_id)
        ]
        if not rules:
            return
        own = self._free.by_subject(student_id)
        every = np.any([*own.values()], axis=0) if own else np.zeros(len(self.slots), dtype=bool)
        weeks = np.array([self._week(slot.date) for slot in self.slots], dtype=np.int64)
        taken = self._missed_in_plan(student_id)
        for subject, slots in (*own.items(), (None, every)):
            most = min(one.most if subject is None else one.most_of_subject for one in rules)
            for week in np.unique(weeks[slots]).tolist():
                gone = sum(subject is None or subject in one for one in taken.get(week, ()))
                yield Missing(self._over(slots & (weeks == week)), most - gone)

    def _missed_in_plan(self, student_id: str) -> Mapping[int, list[tuple[str, ...]]]:
        """The subjects that each session of the plan in a lesson takes from a student, by week."""
        found: dict[int, dict[object, tuple[str, ...]]] = defaultdict(dict)
        for row in self._sessions.get(("student", student_id), ()):
            times = times_of(self._school, row)
            subjects = self._free.lessons.missed(student_id, row.date, row.period_id, times)
            if subjects:
                found[self._week(row.date)][row.date, row.period_id, times] = subjects
        return {week: list(own.values()) for week, own in found.items()}

    def _week(self, date: datetime.date) -> int:
        return (date - self._start).days // 7
