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
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["FIVE", "Agenda", "Held", "Request", "Slot"]

FIVE = (
    SessionKind.TALK,
    SessionKind.CLASSWORK,
    SessionKind.CORRECTIONS,
    SessionKind.STUDY_CHECK,
    SessionKind.EXAM_REVIEW,
)
_WEEK = datetime.timedelta(days=7)
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


@dataclass(frozen=True, slots=True)
class Request:
    """A session that should be held from ``first`` to ``last``.

    A mentor's is about the most severe need of the student, a subject or not.
    """

    student_id: str
    teacher_id: str
    subject: str
    kind: SessionKind
    first: datetime.date
    last: datetime.date
    severity: int


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
            *_face_to_face(findings, start, untaught),
            *_of_mentors(findings, start, tuple(mentors)),
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
    def person(self) -> Mapping[str, int]:
        """A number for each teacher and student."""
        school = self.findings.school
        teachers = ((one.teacher_id, "teacher") for one in school.teachers)
        students = ((one.student_id, "student") for one in school.students)
        return {f"{kind} {key}": n for n, (key, kind) in enumerate((*teachers, *students))}

    def teacher(self, teacher_id: str) -> int:
        """The number of a teacher."""
        return self.person[f"teacher {teacher_id}"]

    def student(self, student_id: str) -> int:
        """The number of a student."""
        return self.person[f"student {student_id}"]

    @cached_property
    def _lessons(self) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
        """The periods in which each teacher, and each class, has no time."""
        teachers: dict[str, set[str]] = defaultdict(set)
        classes: dict[str, set[str]] = defaultdict(set)
        for lesson in self.findings.school.timetable:
            taken = {lesson.period_id, *self._overlapping.get(lesson.period_id, ())}
            teachers[lesson.teacher_id] |= taken
            classes[lesson.class_id] |= taken
        return teachers, classes

    @cached_property
    def _absences(self) -> Mapping[str, tuple[Absence, ...]]:
        found: dict[str, list[Absence]] = defaultdict(list)
        for row in self.findings.school.absences:
            found[row.person_id].append(row)
        return {person: tuple(rows) for person, rows in found.items()}

    def _free(self, lessons: set[str], person_id: str) -> BoolArray:
        away = self._absences.get(person_id, ())
        return np.array(
            [
                slot.period.period_id not in lessons and not _is_away(away, slot)
                for slot in self.slots
            ],
            dtype=bool,
        )

    @cached_property
    def _free_teacher(self) -> dict[str, BoolArray]:
        return {}

    @cached_property
    def _free_student(self) -> dict[str, BoolArray]:
        return {}

    def free_teacher(self, teacher_id: str) -> BoolArray:
        """In which slots a teacher has no lesson and is there."""
        if teacher_id not in self._free_teacher:
            lessons = self._lessons[0].get(teacher_id, set())
            self._free_teacher[teacher_id] = self._free(lessons, teacher_id)
        return self._free_teacher[teacher_id]

    def free_student(self, student_id: str) -> BoolArray:
        """In which slots a student has no lesson and is there."""
        if student_id not in self._free_student:
            class_id = self.findings.school.student[student_id].class_id
            lessons = self._lessons[1].get(class_id, set())
            self._free_student[student_id] = self._free(lessons, student_id)
        return self._free_student[student_id]

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


def _face_to_face(
    findings: Findings, start: datetime.date, untaught: dict[tuple[str, str], None]
) -> Iterator[Request]:
    """The five kinds for each need in a subject, a cycle after another."""
    school = findings.school
    settings = school.meetings
    for need in findings.subject_needs:
        class_id = school.student[need.student_id].class_id
        teachers = sorted(school.teachers_of[class_id].get(need.need, ()))
        if not teachers:
            untaught[class_id, need.need] = None
            continue
        for cycle in range(0, settings.weeks, settings.cycle):
            for kind in FIVE:
                if kind not in settings.enabled:
                    continue
                window = _window(findings, start, cycle, kind)
                if window is not None:
                    yield Request(
                        need.student_id, teachers[0], need.need, kind, *window, need.severity
                    )


def _window(
    findings: Findings, start: datetime.date, cycle: int, kind: SessionKind
) -> tuple[datetime.date, datetime.date] | None:
    """From when to when a kind is held in the cycle that begins with a week; None: not planned."""
    settings = findings.school.meetings
    week = cycle + settings.of(kind).week - 1
    if week >= settings.weeks:
        return None
    end = start + _WEEK * settings.weeks - datetime.timedelta(days=1)
    if kind is SessionKind.EXAM_REVIEW:
        begins, ends = start + _WEEK * cycle, start + _WEEK * (cycle + settings.cycle)
        exams = sorted(
            row.until or row.since for row in findings.school.calendar if row.kind is DayKind.EXAM
        )
        for day in exams:
            after = day + datetime.timedelta(days=1)
            if begins <= after < ends and after <= end:
                return after, min(day + _WEEK, end)
    first = start + _WEEK * week
    return first, first + datetime.timedelta(days=6)


def _of_mentors(
    findings: Findings, start: datetime.date, mentors: Sequence[Mentorship]
) -> Iterator[Request]:
    """A session a week with each mentor, and home visits, those of one area in one week."""
    settings = findings.school.meetings
    students = findings.school.student
    gravest = {
        student_id: max(needs, key=lambda need: need.severity)
        for student_id, needs in findings.needs_of.items()
    }
    areas = {area: n for n, area in enumerate(sorted({s.area or "" for s in students.values()}))}
    visits = (2 * settings.home_visits * settings.weeks + settings.term_weeks) // (
        2 * settings.term_weeks
    )
    for row in mentors:
        if row.student_id not in students or row.teacher_id not in findings.school.teacher:
            continue
        need = gravest.get(row.student_id)
        if need is None:
            continue
        # What a mentor speaks about first.
        ends, grave = (row.student_id, row.teacher_id, need.need), need.severity
        if SessionKind.MENTORING in settings.enabled:
            for week in range(settings.weeks):
                first = start + _WEEK * week
                last = first + datetime.timedelta(days=6)
                yield Request(*ends, SessionKind.MENTORING, first, last, grave)
        if SessionKind.HOME_VISIT in settings.enabled:
            for visit in range(visits):
                span = max(1, settings.weeks // visits)
                place = areas[students[row.student_id].area or ""]
                first = start + _WEEK * (visit * span + place % span)
                last = first + datetime.timedelta(days=6)
                yield Request(*ends, SessionKind.HOME_VISIT, first, last, grave)
