"""The agenda: which sessions are to be held, in which slots they could be, and who is free when.

What a market is to pairs, the agenda is to sessions: all that rules ask about them.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from pairing.model.enums import DayKind, SessionKind
from pairing.model.plan import Mentorship, Session
from pairing.model.records import Absence, Period
from pairing.rules.requests import Request, face_to_face, of_mentors
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["Agenda", "Held", "Slot"]

_NOON = datetime.time(12)


@dataclass(frozen=True, slots=True)
class Slot:
    """A period of a date."""

    date: datetime.date
    period: Period

    @property
    def minutes(self) -> int:
        start, end = self.period.start, self.period.end
        return 60 * (end.hour - start.hour) + end.minute - start.minute


class Held(NamedTuple):
    """A session of a plan: its row, its slot, and the request it answers, -1 where it is none."""

    row: Session
    slot: int
    request: int


@dataclass(frozen=True, eq=False)
class Agenda:
    """The requests and slots of some weeks.

    ``untaught`` are (class_id, subject) of needs that nobody teaches: they have no sessions.
    """

    findings: Findings
    start: datetime.date
    slots: tuple[Slot, ...]
    requests: tuple[Request, ...]
    untaught: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, findings: Findings, mentors: Iterable[Mentorship]) -> Agenda:
        """The agenda of a school's settings, from its needs and the mentors of a plan."""
        settings = findings.school.meetings
        start = settings.start or _next_monday(findings.school.as_of)
        slots = tuple(_slots(findings, start))
        untaught: dict[tuple[str, str], None] = {}
        requests = [
            *face_to_face(findings, start, untaught),
            *of_mentors(findings, start, mentors),
        ]
        return cls(findings, start, slots, tuple(requests), tuple(untaught))

    # --- slots ------------------------------------------------------------------------

    @cached_property
    def index(self) -> Mapping[tuple[datetime.date, str], int]:
        """The number of each slot by its date and period."""
        return {(slot.date, slot.period.period_id): n for n, slot in enumerate(self.slots)}

    @cached_property
    def weeks(self) -> IntArray:
        """The week of each slot, from 0."""
        days = ((slot.date - self.start).days for slot in self.slots)
        return np.fromiter((day // 7 for day in days), dtype=np.int64)

    @cached_property
    def days(self) -> IntArray:
        """The day of each slot, from 0."""
        return np.fromiter(((one.date - self.start).days for one in self.slots), dtype=np.int64)

    @cached_property
    def _overlapping(self) -> Mapping[str, frozenset[str]]:
        """The other periods of the weekday that have a moment in common with each."""
        periods = self.findings.school.periods
        return {
            one.period_id: frozenset(
                other.period_id
                for other in periods
                if other.weekday == one.weekday
                and other.period_id != one.period_id
                and other.start < one.end
                and one.start < other.end
            )
            for one in periods
        }

    @cached_property
    def overlaps(self) -> tuple[IntArray, ...]:
        """Sets of slots of one day with a moment in common, where there are such."""
        found: dict[tuple[int, ...], None] = {}
        for slot in self.slots:
            others = self._overlapping[slot.period.period_id]
            # Whatever runs when this one begins.
            running = [
                self.index[slot.date, other.period_id]
                for other in self.findings.school.periods
                if other.period_id in others
                and other.start <= slot.period.start
                and (slot.date, other.period_id) in self.index
            ]
            if running:
                own = self.index[slot.date, slot.period.period_id]
                found[tuple(sorted((own, *running)))] = None
        return tuple(np.array(one, dtype=np.int64) for one in found)

    # --- people -----------------------------------------------------------------------

    @cached_property
    def _teacher(self) -> Mapping[str, int]:
        return {one.teacher_id: n for n, one in enumerate(self.findings.school.teachers)}

    @cached_property
    def _student(self) -> Mapping[str, int]:
        first = len(self._teacher)
        return {one.student_id: n for n, one in enumerate(self.findings.school.students, first)}

    def teacher(self, teacher_id: str) -> int:
        """The number of a teacher among all people."""
        return self._teacher[teacher_id]

    def student(self, student_id: str) -> int:
        """The number of a student among all people."""
        return self._student[student_id]

    @cached_property
    def _lessons(self) -> tuple[Mapping[str, BoolArray], Mapping[str, BoolArray]]:
        """In which slots each teacher, and each class, has a lesson."""
        teachers: dict[str, set[str]] = defaultdict(set)
        classes: dict[str, set[str]] = defaultdict(set)
        for lesson in self.findings.school.timetable:
            taken = {lesson.period_id, *self._overlapping.get(lesson.period_id, ())}
            teachers[lesson.teacher_id] |= taken
            classes[lesson.class_id] |= taken
        periods = [slot.period.period_id for slot in self.slots]

        def busy(taken: dict[str, set[str]]) -> dict[str, BoolArray]:
            return {
                key: np.array([period_id in own for period_id in periods], dtype=bool)
                for key, own in taken.items()
            }

        return busy(teachers), busy(classes)

    @cached_property
    def _absences(self) -> Mapping[str, tuple[Absence, ...]]:
        found: dict[str, list[Absence]] = defaultdict(list)
        for row in self.findings.school.absences:
            found[row.person_id].append(row)
        return {person: tuple(rows) for person, rows in found.items()}

    def _free(self, lessons: BoolArray | None, person_id: str) -> BoolArray:
        free = np.ones(len(self.slots), dtype=bool) if lessons is None else ~lessons
        if away := self._absences.get(person_id):
            free = free & np.array([not _is_away(away, slot) for slot in self.slots], dtype=bool)
        return free

    def free_teacher(self, teacher_id: str) -> BoolArray:
        """In which slots a teacher has no lesson and is there."""
        return self._free(self._lessons[0].get(teacher_id), teacher_id)

    def free_student(self, student_id: str) -> BoolArray:
        """In which slots a student has no lesson and is there."""
        class_id = self.findings.school.student[student_id].class_id
        return self._free(self._lessons[1].get(class_id), student_id)

    # --- requests ---------------------------------------------------------------------

    @cached_property
    def _suiting(self) -> Mapping[SessionKind, BoolArray]:
        """The slots that are long enough, and of a kind, for each kind of session."""
        settings = self.findings.school.meetings
        return {
            kind: np.array(
                [
                    slot.period.kind in settings.of(kind).periods
                    and slot.minutes >= settings.of(kind).minutes
                    for slot in self.slots
                ],
                dtype=bool,
            )
            for kind in SessionKind
        }

    def suits(self, kind: SessionKind) -> BoolArray:
        """In which slots a kind of session may be held."""
        return self._suiting[kind]

    def in_time(self, request: Request) -> BoolArray:
        """Which slots lie between a request's first and last day."""
        first, last = ((day - self.start).days for day in (request.first, request.last))
        return np.asarray((self.days >= first) & (self.days <= last), dtype=bool)

    def candidates(self, request: Request) -> IntArray:
        """The slots in which a request could be met."""
        open_ = self.suits(request.kind) & self.in_time(request)
        free = self.free_teacher(request.teacher_id) & self.free_student(request.student_id)
        return np.flatnonzero(open_ & free).astype(np.int64)

    @cached_property
    def _requests_of(self) -> Mapping[tuple[str, str, str, str], tuple[int, ...]]:
        found: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
        for number, one in enumerate(self.requests):
            found[one.student_id, one.teacher_id, one.subject, one.kind.value].append(number)
        return {key: tuple(numbers) for key, numbers in found.items()}

    def held(self, rows: Sequence[Session]) -> tuple[Held, ...]:
        """The rows whose slot and people are known; a request is answered by one row only."""
        answered: set[int] = set()
        found = []
        for row in rows:
            slot = self.index.get((row.date, row.period_id))
            if slot is None or not self.knows(row):
                continue
            key = row.student_id, row.teacher_id, row.subject, row.kind
            request = next(
                (
                    number
                    for number in self._requests_of.get(key, ())
                    if number not in answered
                    and self.requests[number].first <= row.date <= self.requests[number].last
                ),
                -1,
            )
            answered.add(request)
            found.append(Held(row, slot, request))
        return tuple(found)

    def knows(self, row: Session) -> bool:
        """Whether the school has both people."""
        school = self.findings.school
        return row.student_id in school.student and row.teacher_id in school.teacher


def _is_away(absences: Iterable[Absence], slot: Slot) -> bool:
    return any(
        one.since <= slot.date <= (one.until or one.since)
        and one.period_id in (None, slot.period.period_id)
        for one in absences
    )


def _next_monday(day: datetime.date | None) -> datetime.date:
    """The Monday after a day, or the first of all where no table has a day."""
    known = day or datetime.date(2000, 1, 2)
    return known + datetime.timedelta(days=7 - known.weekday())


def _slots(findings: Findings, start: datetime.date) -> Iterator[Slot]:
    """Every period of every day on which the school is open, in the order of time."""
    school = findings.school
    by_weekday: dict[int, list[Period]] = defaultdict(list)
    for period in sorted(school.periods, key=lambda one: (one.start, one.end, one.period_id)):
        by_weekday[period.weekday].append(period)
    for number in range(7 * school.meetings.weeks):
        date = start + datetime.timedelta(days=number)
        kinds = {
            row.kind for row in school.calendar if row.since <= date <= (row.until or row.since)
        }
        if kinds & {DayKind.HOLIDAY, DayKind.EXAM}:
            continue
        for period in by_weekday[date.isoweekday()]:
            if DayKind.HALF_DAY not in kinds or period.start < _NOON:
                yield Slot(date, period)
