"""What somebody's absence changes: the week of a session, and who covers one in a plan."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pairing.instances.agenda.requests import FIVE, SessionRequest
from pairing.model.enums import SessionKind
from pairing.model.plan import Session
from pairing.model.records import Absence
from pairing.model.school import School
from pairing.terms.assignment import IntArray

__all__ = ["covered", "put_off"]

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
_MOVES = (*FIVE, SessionKind.HOME_VISIT)
"""The kinds that come later where their week has no time; others are held again next week."""

Candidates = Callable[[SessionRequest], IntArray]


def put_off(
    school: School,
    start: datetime.date,
    requests: Sequence[SessionRequest],
    past: Sequence[SessionRequest],
    standing: Sequence[Session],
    candidates: Candidates,
    without_absences: Candidates,
) -> tuple[SessionRequest, ...]:
    """The requests, those for which an absence leaves no time in the next week that has some.

    Corrections still come after classwork. What stands in a later week of the plan in force,
    where somebody has put it, is asked for in that week; so is what was due before today.

    Args:
        past: requests that were due before today.
        standing: the sessions of the plan in force.
        candidates: the slots in which a request could be met.
        without_absences: the same if nobody were ever away.
    """
    if not school.absences:
        return tuple(requests)
    moves = _Moves(school, start, standing, candidates, without_absences)
    moves.claim([*past, *requests])
    late = (moves.standing_later(one) for one in past)
    return (*(one for one in late if one is not None), *map(moves.moved, requests))


class _Moves:
    """Where the requests of a school go that has absences."""

    def __init__(
        self,
        school: School,
        start: datetime.date,
        standing: Sequence[Session],
        candidates: Candidates,
        without_absences: Candidates,
    ) -> None:
        self._settings = school.session_settings
        self._weeks = [start + _WEEK * week for week in range(self._settings.weeks)]
        self._candidates, self._without = candidates, without_absences
        self._absences: dict[str, list[Absence]] = defaultdict(list)
        for row in school.absences:
            self._absences[row.person_id].append(row)
        self._rows: dict[tuple[str, ...], list[Session]] = defaultdict(list)
        for one in sorted(standing, key=lambda row: (row.date, row.period_id)):
            if not one.tutor_id:
                self._rows[_need(one)].append(one)
        self._claimed: dict[SessionRequest, Session] = {}
        self._classwork: dict[tuple[str, str], tuple[SessionRequest, Session | None]] = {}

    def claim(self, requests: Iterable[SessionRequest]) -> None:
        """Give each request the session in force that stands in its days."""
        for request in requests:
            own = self._rows.get(_need(request), [])
            row = next((one for one in own if request.first <= one.date <= request.last), None)
            if row is not None and request.kind in _MOVES:
                own.remove(row)
                self._claimed[request] = row

    def _hit(self, request: SessionRequest) -> bool:
        """Whether one of the two is away at some time of its days."""
        return any(
            row.since <= request.last and request.first <= (row.until or row.since)
            for person in (request.teacher_id, request.student_id)
            for row in self._absences.get(person, ())
        )

    def standing_later(self, request: SessionRequest) -> SessionRequest | None:
        """The request in the later week in which somebody put it; None where nobody did."""
        if request.kind not in _MOVES or not self._hit(request) or request in self._claimed:
            return None
        own = self._rows.get(_need(request), [])
        for row in own:
            week = next((one for one in self._weeks if one <= row.date < one + _WEEK), None)
            by = request.deadline or datetime.date.max
            if week is not None and week > request.first and row.date <= by:
                own.remove(row)
                self._claimed[request] = row
                moved = _in_week(request, week)
                return replace(moved, teacher_id=row.own_teacher_id)
        return None

    def moved(self, request: SessionRequest) -> SessionRequest:
        """The request in the week in which it can be held."""
        need = request.student_id, request.subject
        found = self._moved(request)
        if request.kind is SessionKind.CLASSWORK:
            self._classwork[need] = found, self._claimed.get(request)
        return found

    def _moved(self, request: SessionRequest) -> SessionRequest:
        own = self._claimed.get(request)
        if request.kind not in _MOVES or (own is not None and own.covers):
            return request
        after = self._after(request, own)
        if after == request.first:
            if not self._hit(request):
                return request
            if (later := self.standing_later(request)) is not None:
                return later
            if len(self._candidates(request)) or not len(self._without(request)):
                return request
        by = request.deadline or datetime.date.max
        weeks = [week for week in self._weeks if request.first < week <= by]
        for week in weeks:
            moved = _in_week(request, week, along=after != request.first)
            if week >= after and len(self._candidates(moved)):
                return moved
        if after == request.first:
            return request
        # Rather in the week of the classwork than not at all; never before it.
        before, _ = self._classwork[request.student_id, request.subject]
        return _in_week(request, before.first, along=True)

    def _after(self, request: SessionRequest, own: Session | None) -> datetime.date:
        """The first day on which a request may be met: corrections come after classwork."""
        need = request.student_id, request.subject
        if request.kind is not SessionKind.CORRECTIONS or need not in self._classwork:
            return request.first
        before, row = self._classwork[need]
        if not before.away or (own is not None and row is not None and row.date < own.date):
            return request.first
        settings = self._settings
        apart = settings.of(request.kind).week - settings.of(SessionKind.CLASSWORK).week
        return max(request.first, before.first + (apart > 0) * _WEEK)


def _need(row: Session | SessionRequest) -> tuple[str, ...]:
    """What a session in force and its request have in common; of mentors also the mentor."""
    kind = str(row.kind)
    teacher = row.own_teacher_id if isinstance(row, Session) else row.teacher_id
    return row.student_id, row.subject, kind, "" if kind in FIVE else teacher


def _in_week(
    request: SessionRequest, week: datetime.date, *, along: bool = False
) -> SessionRequest:
    return replace(
        request,
        first=week,
        last=min(week + _WEEK - _DAY, request.deadline or datetime.date.max),
        moved_from=request.moved_from or request.first,
        away=True,
        along=along,
    )


def covered(
    requests: Iterable[SessionRequest], standing: Iterable[Session]
) -> Iterator[SessionRequest]:
    """The requests, with whoever covers them in the plan in force in place of their teacher."""
    covers = [row for row in standing if row.covers]
    for request in requests:
        row = next(
            (
                one
                for one in covers
                if (one.student_id, one.covers, one.subject, one.kind)
                == (request.student_id, request.teacher_id, request.subject, request.kind)
                and request.first <= one.date <= request.last
            ),
            None,
        )
        if row is None:
            yield request
        else:
            covers.remove(row)
            yield replace(request, teacher_id=row.teacher_id, covers=row.covers)
