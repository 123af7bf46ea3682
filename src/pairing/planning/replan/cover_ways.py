"""What a session may become whose teacher is away, and why nothing better was possible."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from pairing.instances.agenda import FIVE, Agenda, Colleagues, SessionRequest
from pairing.language import N_
from pairing.model.enums import SessionKind
from pairing.model.messages.message import Message, say
from pairing.model.plan import Session
from pairing.terms.assignment import IntArray

__all__ = ["Choice", "Cover", "CoverKind", "Ways", "is_away"]

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
_LATER = 4
"""The rank of the next week: after the same week, and colleagues of three kinds."""
_EVER = 10**6
_NEAR = {
    1: N_("teaches the student the subject"),
    2: N_("teaches the subject in the grade"),
    3: N_("has the subject"),
}
"""How near a colleague is to a student."""


class CoverKind(StrEnum):
    """What is proposed for a session."""

    OTHER_TIME = "other_time"
    COLLEAGUE = "colleague"
    LATER_WEEK = "later_week"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Cover:
    """What is proposed for one session: ``after`` in place of ``before``; None where nothing is.

    ``near`` is how near a colleague is to the student (1 their own teacher, 2 the grade's, 3 of
    the school), ``carried`` how many covers that colleague has in the plan with all proposed.
    ``why`` says what stood in the way of each better choice.
    """

    before: Session
    kind: CoverKind
    after: Session | None = None
    near: int = 0
    carried: int = 0
    why: tuple[Message, ...] = ()

    @property
    def nearness(self) -> str:
        """How near a colleague is to the student, in words."""
        return _NEAR.get(self.near, "")


@dataclass(frozen=True)
class Choice:
    """One way for a session: a request with the slots in which it could be met."""

    kind: CoverKind
    rank: int
    request: SessionRequest
    slots: IntArray


def is_away(agenda: Agenda, row: Session) -> bool:
    """Whether whoever holds a session is ill or away then; a tutor is nobody who is covered."""
    slot = agenda.grid.slot_of(row)
    if row.tutor_id or slot is None or not agenda.knows(row):
        return False
    return bool(agenda.grid.free.away(row.teacher_id)[slot])


class Ways:
    """The ways for each session whose teacher is away."""

    def __init__(self, agenda: Agenda, rows: tuple[Session, ...], since: datetime.date) -> None:
        self._agenda = agenda
        self._own: dict[tuple[str, ...], list[Session]] = defaultdict(list)
        for row in rows:
            if not row.tutor_id:
                self._own[row.student_id, row.subject, row.own_teacher_id].append(row)
        self._requests: dict[tuple[str, ...], list[SessionRequest]] = defaultdict(list)
        for one in agenda.requests:
            if not one.tutor_id:
                self._requests[_topic(one)].append(one)
        self._first = (since - agenda.grid.start).days
        self._colleagues = Colleagues(agenda.findings.school)
        weeks = agenda.findings.school.session_settings.weeks
        self._weeks = [agenda.grid.start + _WEEK * week for week in range(weeks)]

    def _request(self, row: Session) -> SessionRequest | None:
        """What the session answers, in the days in which it should be held."""
        for one in self._requests[_topic(row)]:
            first, last = one.first, one.last
            if one.away and one.moved_from is not None:
                first, last = one.moved_from, one.moved_from + _WEEK - _DAY
            if first <= row.date <= last:
                return replace(
                    one,
                    teacher_id=row.own_teacher_id,
                    covers="",
                    first=first,
                    last=last,
                    moved_from=None,
                    away=False,
                    along=False,
                    series="",
                )
        return None

    def severity(self, row: Session) -> int:
        """What it counts that a session is held."""
        request = self._request(row)
        return request.worth if request else 1

    def of(self, row: Session) -> Iterator[Choice]:
        """All ways in which a session could be held, each with the slots it leaves open."""
        agenda, request = self._agenda, self._request(row)
        if request is None:
            return
        yield from self._with(CoverKind.OTHER_TIME, 0, row, request)
        slot = agenda.grid.slot_of(row)
        if slot is not None and row.kind in FIVE and agenda.guest_free(row)[slot]:
            for teacher_id, near in self._near(row).items():
                if agenda.grid.free.teacher(teacher_id)[slot]:
                    own = replace(request, teacher_id=teacher_id, covers=row.own_teacher_id)
                    yield Choice(CoverKind.COLLEAGUE, near, own, np.array([slot]))
        if row.kind in FIVE or row.kind == SessionKind.HOME_VISIT:
            later = [week for week in self._weeks if week > request.first]
            for number, week in enumerate(later):
                moved = replace(request, first=week, last=week + _WEEK - _DAY)
                yield from self._with(CoverKind.LATER_WEEK, _LATER + number, row, moved)

    def _near(self, row: Session) -> dict[str, int]:
        found = self._colleagues.of(row.student_id, row.subject)
        return {one: near for one, near in found.items() if one != row.own_teacher_id}

    def _with(
        self, kind: CoverKind, rank: int, row: Session, request: SessionRequest
    ) -> Iterator[Choice]:
        slots = self._agenda.candidates(request)
        days = self._agenda.grid.days[slots]
        low, high = self._between(row)
        slots = slots[(days >= max(self._first, low)) & (days <= high)]
        if len(slots):
            yield Choice(kind, rank, request, slots)

    def _between(self, row: Session) -> tuple[int, int]:
        """The days, from 0, between which a session stays, so that all keep their order.

        Corrections come after classwork, and the next of a kind after the one before it.
        """
        order = (SessionKind.CLASSWORK, SessionKind.CORRECTIONS)
        first, last = 0, _EVER
        for one in self._own[row.student_id, row.subject, row.own_teacher_id]:
            day = (one.date - self._agenda.grid.start).days
            kinds = one.kind, row.kind
            if one is not row and one.date <= row.date and (one.kind == row.kind or kinds == order):
                # What is away too may come later itself, up to the day before this one.
                first = max(first, self._day(row) if is_away(self._agenda, one) else day + 1)
            elif one.date > row.date and (one.kind == row.kind or kinds[::-1] == order):
                last = min(last, day - 1)
        return first, last

    def _day(self, row: Session) -> int:
        return (row.date - self._agenda.grid.start).days

    def told(
        self,
        row: Session,
        own: list[Choice],
        taken: tuple[Choice, int] | None,
        carried: Counter[str],
    ) -> Cover:
        """What is proposed for a session, and why nothing better is."""
        if taken is None:
            return Cover(row, CoverKind.NOBODY, why=tuple(self._why(row, own, CoverKind.NOBODY)))
        choice, place = taken
        slot, request = self._agenda.grid.slots[place], choice.request
        after = replace(
            row,
            teacher_id=request.teacher_id,
            covers=request.covers,
            date=slot.date,
            period_id=slot.period.period_id,
            start=slot.start,
            end=slot.end,
        )
        why = tuple(self._why(row, own, choice.kind))
        if choice.kind is CoverKind.COLLEAGUE:
            after = replace(after, start=row.start, end=row.end)
            load = carried[request.teacher_id]
            return Cover(row, choice.kind, after, choice.rank, load, why)
        return Cover(row, choice.kind, after, why=why)

    def _why(self, row: Session, own: list[Choice], reached: CoverKind) -> Iterator[Message]:
        """What stood in the way of each choice before the one reached."""
        order = list(CoverKind)
        if self._request(row) is None:
            yield say("cover.not_asked", "nobody asks for this session any more")
            return
        possible = {choice.kind for choice in own}
        for kind in order[: order.index(reached)]:
            if kind in possible:
                yield _taken(kind)
            elif kind is CoverKind.OTHER_TIME:
                yield say("cover.no_other_time", "no other time of its week suits both")
            elif kind is CoverKind.LATER_WEEK and row.kind == SessionKind.MENTORING:
                yield say("cover.next_talk", "the next week has a talk of its own")
            elif kind is CoverKind.LATER_WEEK:
                yield say("cover.no_later_week", "no later week planned has time for both")
            elif row.kind not in FIVE:
                yield say("cover.mentors_own", "what a mentor does nobody else does for them")
            elif not self._near(row):
                yield say("cover.no_colleague", "nobody else has the subject")
            else:
                yield say("cover.none_free", "nobody else who has the subject is free then")


def _taken(kind: CoverKind) -> Message:
    """That what was possible is not any more."""
    if kind is CoverKind.OTHER_TIME:
        return say("cover.times_taken", "their other times in common that week are taken")
    if kind is CoverKind.COLLEAGUE:
        return say(
            "cover.colleagues_taken",
            "colleagues who are free then hold another session or have as many as they may",
        )
    return say("cover.weeks_taken", "their times in common in later weeks are taken")


def _topic(row: Session | SessionRequest) -> tuple[str, ...]:
    return row.student_id, row.own_teacher_id, row.subject, str(row.kind)
