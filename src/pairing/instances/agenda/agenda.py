"""The agenda: which sessions are to be held, in which slots they could be, and by whom.

What a market is to pairs, the agenda is to sessions: all that rules ask about them.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from pairing.instances.agenda.free_time import FreeTime
from pairing.instances.agenda.requests import (
    SessionRequest,
    face_to_face,
    not_cancelled,
    of_mentors,
    of_pairs,
)
from pairing.instances.agenda.sharing import shared_out
from pairing.instances.agenda.slots import OpenDays, Slot, first_monday, overlaps_of, slots_of
from pairing.instances.agenda.visits import Visits
from pairing.model.enums import Attendance, SessionKind
from pairing.model.plan import Mentorship, Pair, Plan, Session
from pairing.model.records import Cancellation
from pairing.model.settings import SessionSettings
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["Agenda", "HeldSession"]


class HeldSession(NamedTuple):
    """A session of a plan: its row, its slot, and the request it answers, -1 where it is none."""

    row: Session
    slot: int
    request: int


@dataclass(frozen=True, eq=False)
class Agenda:
    """The requests and slots of some weeks.

    ``untaught`` are (class_id, subject) of needs that nobody teaches: they have no sessions.
    ``past`` counts the sessions whose time was over before today: nobody can hold them.
    """

    findings: Findings
    start: datetime.date
    slots: tuple[Slot, ...]
    requests: tuple[SessionRequest, ...]
    untaught: tuple[tuple[str, str], ...]
    past: int = 0
    mentors: tuple[Mentorship, ...] = ()
    pairs: tuple[Pair, ...] = ()
    standing: tuple[Session, ...] = ()

    @classmethod
    def of(
        cls,
        findings: Findings,
        mentors: Iterable[Mentorship] = (),
        pairs: Iterable[Pair] = (),
        standing: Iterable[Session] = (),
    ) -> Agenda:
        """The agenda of a school's settings, from its needs, and a plan's mentors and pairs.

        Where teachers share a subject, who holds a session of ``standing`` holds it further on.
        """
        mentors, pairs, standing = tuple(mentors), tuple(pairs), tuple(standing)
        school = findings.school
        start = first_monday(school)
        slots = tuple(slots_of(school, start))
        untaught: dict[tuple[str, str], None] = {}
        requests = [
            *face_to_face(findings, start, untaught),
            *of_mentors(findings, start, mentors),
            *of_pairs(findings, start, pairs, {slot.date for slot in slots}),
        ]
        today = school.today
        to_come = tuple(one for one in requests if today is None or one.last >= today)
        past = len(requests) - len(to_come)
        made = cls(findings, start, slots, to_come, tuple(untaught), past, mentors, pairs, standing)
        settled: list[Session | Cancellation] = [*standing, *school.cancellations]
        shared = shared_out(school, to_come, made.candidates, settled)
        kept = tuple(not_cancelled(shared, school.cancellations))
        return made if kept == to_come else replace(made, requests=kept)

    @classmethod
    def of_plan(cls, findings: Findings, plan: Plan) -> Agenda:
        """The agenda that a plan's mentors and pairs ask for; who holds a session stays."""
        return cls.of(findings, plan.mentors or (), plan.pairs or (), plan.sessions or ())

    def under(self, settings: SessionSettings) -> Agenda:
        """The agenda of the same people under other settings."""
        return Agenda.of(self._set(settings), self.mentors, self.pairs, self.standing)

    def grouped(self, settings: SessionSettings) -> Agenda:
        """The agenda with the same requests, where other settings differ in their groups alone."""
        return replace(self, findings=self._set(settings))

    def asking(self, requests: Iterable[SessionRequest]) -> Agenda:
        """The agenda with some of its requests."""
        return replace(self, requests=tuple(requests))

    def _set(self, settings: SessionSettings) -> Findings:
        school = replace(self.findings.school, session_settings=settings)
        return replace(self.findings, school=school)

    # --- slots ------------------------------------------------------------------------

    @cached_property
    def index(self) -> Mapping[tuple[datetime.date, str], int]:
        """The number of each slot by its date and period."""
        return {(slot.date, slot.period.period_id): n for n, slot in enumerate(self.slots)}

    @cached_property
    def days(self) -> IntArray:
        """The day of each slot, from 0."""
        return np.array([(one.date - self.start).days for one in self.slots], dtype=np.int64)

    @cached_property
    def weeks(self) -> IntArray:
        """The week of each slot, from 0."""
        return self.days // 7

    @cached_property
    def times(self) -> IntArray:
        """The number of each slot's period, its time of the week."""
        number: dict[str, int] = {}
        periods = (slot.period.period_id for slot in self.slots)
        return np.array([number.setdefault(one, len(number)) for one in periods], dtype=np.int64)

    @cached_property
    def overlaps(self) -> tuple[IntArray, ...]:
        """Sets of slots of one day with a moment in common, where there are such."""
        return tuple(overlaps_of(self.slots))

    @cached_property
    def free(self) -> FreeTime:
        """Who is free in which slots."""
        return FreeTime(self.findings.school, self.slots)

    @cached_property
    def visits(self) -> Visits:
        """When home visits are due in the term."""
        return Visits(self.findings, self.start)

    @cached_property
    def visited(self) -> tuple[str, ...]:
        """The ids of mentees who are to be visited at home in the term."""
        if SessionKind.HOME_VISIT not in self.findings.school.session_settings.enabled:
            return ()
        known = self.findings.needs_of.keys() & self.findings.school.student.keys()
        return tuple(sorted({row.student_id for row in self.mentors} & known))

    # --- people -----------------------------------------------------------------------

    @cached_property
    def _person(self) -> Mapping[tuple[str, str], int]:
        school = self.findings.school
        keys = [("teacher", one.teacher_id) for one in school.teachers]
        keys += [("student", one.student_id) for one in school.students]
        return {key: number for number, key in enumerate(keys)}

    def teacher(self, teacher_id: str) -> int:
        """The number of a teacher among all people."""
        return self._person["teacher", teacher_id]

    def student(self, student_id: str) -> int:
        """The number of a student among all people."""
        return self._person["student", student_id]

    def host(self, row: SessionRequest | Session) -> int:
        """The number of the teacher, or of the tutor, among all people."""
        return self.student(row.tutor_id) if row.tutor_id else self.teacher(row.teacher_id)

    @cached_property
    def teachers(self) -> tuple[str, ...]:
        """The ids of teachers of whom sessions are asked."""
        return tuple(sorted({one.teacher_id for one in self.requests if one.teacher_id}))

    @cached_property
    def students(self) -> tuple[str, ...]:
        """The ids of students of whom sessions are asked, tutors among them."""
        helped = {one.student_id for one in self.requests}
        return tuple(sorted(helped | {one.tutor_id for one in self.requests if one.tutor_id}))

    def needs_room(self, row: SessionRequest | Session) -> bool:
        """Whether a session takes up a room: it is neither at home, online, nor of two pupils."""
        return not row.tutor_id and self.place(row) == ""

    def place(self, row: SessionRequest | Session) -> str:
        """ "home" or "online" where a session is there, else ""."""
        if row.kind == SessionKind.HOME_VISIT:
            return "home"
        students = self.findings.school.student
        people = [students[row.student_id], *([students[row.tutor_id]] if row.tutor_id else [])]
        return "online" if any(one.attends is Attendance.REMOTE for one in people) else ""

    # --- requests ---------------------------------------------------------------------

    @cached_property
    def _suiting(self) -> Mapping[SessionKind, BoolArray]:
        """The slots that are long enough, of a kind and on a day for each kind of session."""
        open_ = OpenDays(self.findings.school)
        return {
            kind: np.array([open_.suits(kind, slot) for slot in self.slots], dtype=bool)
            for kind in SessionKind
        }

    def suits(self, kind: SessionKind) -> BoolArray:
        """In which slots a kind of session may be held."""
        return self._suiting[kind]

    def in_time(self, request: SessionRequest) -> BoolArray:
        """Which slots lie between a request's first and last day."""
        first, last = ((day - self.start).days for day in (request.first, request.last))
        return np.asarray((self.days >= first) & (self.days <= last), dtype=bool)

    def weeks_of(self, request: SessionRequest) -> range:
        """The weeks, from 0, that a request's days lie in."""
        first, last = ((day - self.start).days // 7 for day in (request.first, request.last))
        return range(first, last + 1)

    def host_free(self, row: SessionRequest | Session) -> BoolArray:
        """In which slots the teacher, or the tutor, has no lesson and is there."""
        if row.tutor_id:
            return self.free.student(row.tutor_id)
        return self.free.teacher(row.teacher_id)

    def candidates(self, request: SessionRequest) -> IntArray:
        """The slots in which a request could be met."""
        open_ = self.suits(request.kind) & self.in_time(request)
        free = self.host_free(request) & self.free.student(request.student_id)
        return np.flatnonzero(open_ & free).astype(np.int64)

    @cached_property
    def _requests_of(self) -> Mapping[tuple[str, ...], tuple[int, ...]]:
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, one in enumerate(self.requests):
            found[_key(one)].append(number)
        return {key: tuple(numbers) for key, numbers in found.items()}

    def held(self, rows: Sequence[Session]) -> tuple[HeldSession, ...]:
        """The rows whose slot and people are known; a request is answered by one row only."""
        answered: set[int] = set()
        found = []
        for row in rows:
            slot = self.index.get((row.date, row.period_id))
            if slot is None or not self.knows(row):
                continue
            request = next(
                (
                    number
                    for number in self._requests_of.get(_key(row), ())
                    if number not in answered
                    and self.requests[number].first <= row.date <= self.requests[number].last
                ),
                -1,
            )
            answered.add(request)
            found.append(HeldSession(row, slot, request))
        return tuple(found)

    def knows(self, row: Session) -> bool:
        """Whether the school has both people."""
        school = self.findings.school
        host = row.tutor_id in school.student if row.tutor_id else row.teacher_id in school.teacher
        return host and row.student_id in school.student


def _key(row: SessionRequest | Session) -> tuple[str, ...]:
    """Who meets whom for what."""
    return row.student_id, row.teacher_id, row.tutor_id, row.subject, str(row.kind)
