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

from pairing.instances.agenda.pull_out import CallingOut, PullOut
from pairing.instances.agenda.put_off import covered, put_off
from pairing.instances.agenda.requests import (
    SessionRequest,
    face_to_face,
    not_cancelled,
    of_mentors,
    of_pairs,
)
from pairing.instances.agenda.sharing import shared_out
from pairing.instances.agenda.times.grid import TimeGrid
from pairing.instances.agenda.visit_days import shared_days
from pairing.instances.agenda.visits import Visits
from pairing.model.enums import Attendance, SessionKind
from pairing.model.plan import Mentorship, Pair, Plan, Session
from pairing.model.records import Cancellation
from pairing.model.session_times import takes_part
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
    ``pull_outs`` say from which lessons students may be called; none where it is empty.
    """

    findings: Findings
    grid: TimeGrid
    requests: tuple[SessionRequest, ...]
    untaught: tuple[tuple[str, str], ...]
    past: int = 0
    mentors: tuple[Mentorship, ...] = ()
    pairs: tuple[Pair, ...] = ()
    standing: tuple[Session, ...] = ()
    pull_outs: tuple[PullOut, ...] = ()

    @classmethod
    def of(
        cls,
        findings: Findings,
        mentors: Iterable[Mentorship] = (),
        pairs: Iterable[Pair] = (),
        standing: Iterable[Session] = (),
        pull_outs: Iterable[PullOut] = (),
        grid: TimeGrid | None = None,
    ) -> Agenda:
        """The agenda of a school's settings, from its needs, and a plan's mentors and pairs.

        Where teachers share a subject, who holds a session of ``standing`` holds it further on;
        who covers one there still covers it. ``grid`` is the school's where it is known already.
        """
        given = tuple(mentors), tuple(pairs), tuple(standing), tuple(pull_outs)
        mentors, pairs, standing, _ = given
        school = findings.school
        if grid is None:
            grid = TimeGrid.of(school, standing)
        start = grid.start
        untaught: dict[tuple[str, str], None] = {}
        requests = [
            *face_to_face(findings, start, untaught),
            *of_mentors(findings, start, mentors),
            *of_pairs(findings, start, pairs, {slot.date for slot in grid.slots}),
        ]
        today = school.today
        to_come = tuple(one for one in requests if today is None or one.last >= today)
        gone = [one for one in requests if today is not None and one.last < today]
        made = cls(findings, grid, to_come, tuple(untaught), len(gone), *given)
        settled: list[Session | Cancellation] = [
            *(replace(row, teacher_id=row.own_teacher_id, covers="") for row in standing),
            *school.cancellations,
        ]
        shared = shared_out(school, to_come, made.candidates, settled)
        present = made.present.candidates
        due = put_off(school, start, shared, gone, standing, made.candidates, present)
        past = len(requests) - len(due)
        kept = tuple(covered(not_cancelled(due, school.cancellations), standing))
        return made if kept == to_come else replace(made, requests=kept, past=past)

    @classmethod
    def of_plan(cls, findings: Findings, plan: Plan, pull_outs: Iterable[PullOut] = ()) -> Agenda:
        """The agenda that a plan's mentors and pairs ask for; who holds a session stays."""
        asked = plan.mentors or (), plan.pairs or (), plan.sessions or ()
        return cls.of(findings, *asked, pull_outs)

    def under(self, settings: SessionSettings) -> Agenda:
        """The agenda of the same people and slots, where other settings ask for other sessions."""
        asked = self.mentors, self.pairs, self.standing
        return Agenda.of(self._set(settings), *asked, self.pull_outs, self.grid)

    def grouped(self, settings: SessionSettings) -> Agenda:
        """The agenda with the same requests, where other settings differ in their groups alone."""
        return replace(self, findings=self._set(settings))

    def asking(self, requests: Iterable[SessionRequest]) -> Agenda:
        """The agenda with some of its requests."""
        return replace(self, requests=tuple(requests))

    def also_at(self, rows: Iterable[Session]) -> Agenda:
        """The agenda with the times of some more sessions among its slots."""
        grid = self.grid.also_at(rows)
        return self if grid is self.grid else replace(self, grid=grid)

    def _set(self, settings: SessionSettings) -> Findings:
        school = replace(self.findings.school, session_settings=settings)
        return replace(self.findings, school=school)

    @cached_property
    def present(self) -> Agenda:
        """The agenda as if nobody were ill or away."""
        school = replace(self.findings.school, absences=())
        # Needs rest on no absence.
        findings = replace(self.findings, school=school)
        return replace(self, findings=findings, grid=replace(self.grid, school=school))

    # --- time -------------------------------------------------------------------------

    @cached_property
    def calling_out(self) -> CallingOut:
        """From which lessons students may be called, and when they are free with that."""
        return CallingOut(self.findings, self.grid.free, self.pull_outs)

    @cached_property
    def visits(self) -> Visits:
        """When home visits are due in the term."""
        return Visits(self.findings, self.grid.start)

    @cached_property
    def visited(self) -> tuple[str, ...]:
        """The ids of mentees who are to be visited at home in the term."""
        if SessionKind.HOME_VISIT not in self.findings.school.session_settings.enabled:
            return ()
        known = self.findings.needs_of.keys() & self.findings.school.student.keys()
        return tuple(sorted({row.student_id for row in self.mentors} & known))

    @cached_property
    def visit_days(self) -> Mapping[tuple[str, datetime.date], int]:
        """The day on which most visits of an area (area, Monday) could be, where it has several."""
        return shared_days(self)

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

    def places_of(self, one: HeldSession) -> IntArray:
        """The slots in which a session that answers a request is where its row says.

        A row without times of a kind that takes a part of its period may be in any part of it.
        """
        if one.row.start is not None or not takes_part(self.findings.school, one.row):
            return np.array([one.slot])
        slots, planned = self.grid.slots, self.grid.planned(self.requests[one.request].kind)
        whole = slots[one.slot]
        here = [
            number
            for number in np.flatnonzero(planned).tolist()
            if (slots[number].date, slots[number].period) == (whole.date, whole.period)
        ]
        return np.array(here or [one.slot])

    @cached_property
    def _stands(self) -> Mapping[tuple[str, ...], tuple[int, ...]]:
        """The slots of those sessions that stand, by who meets whom for what."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row in self.standing:
            if (slot := self.grid.slot_of(row)) is not None:
                found[_key(row)].append(slot)
        return {key: tuple(slots) for key, slots in found.items()}

    def open_to(self, request: SessionRequest) -> BoolArray:
        """In which slots a request could be met, whoever is free then.

        A session that stands may stay where it is, at a time that would not be planned anew.
        """
        open_ = self.grid.planned(request.kind)
        if own := self._stands.get(_key(request)):
            open_ = open_.copy()
            open_[list(own)] = True
            open_ &= self.grid.suits(request.kind)
        return np.asarray(open_ & self.in_time(request), dtype=bool)

    def in_time(self, request: SessionRequest) -> BoolArray:
        """Which slots lie between a request's first and last day."""
        first, last = ((day - self.grid.start).days for day in (request.first, request.last))
        return np.asarray((self.grid.days >= first) & (self.grid.days <= last), dtype=bool)

    def weeks_of(self, request: SessionRequest) -> range:
        """The weeks, from 0, that a request's days lie in."""
        first, last = ((day - self.grid.start).days // 7 for day in (request.first, request.last))
        return range(first, last + 1)

    def host_free(self, row: SessionRequest | Session) -> BoolArray:
        """In which slots the teacher has no lesson and is there, or the tutor can come."""
        if row.tutor_id:
            return self.calling_out.free(row.tutor_id, row.kind)
        return self.grid.free.teacher(row.teacher_id)

    def guest_free(self, row: SessionRequest | Session) -> BoolArray:
        """In which slots the student can come: in no lesson, or in one to be called from."""
        return self.calling_out.free(row.student_id, row.kind)

    def candidates(self, request: SessionRequest) -> IntArray:
        """The slots in which a request could be met."""
        open_ = self.open_to(request)
        free = self.host_free(request) & self.guest_free(request)
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
            slot = self.grid.slot_of(row)
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
