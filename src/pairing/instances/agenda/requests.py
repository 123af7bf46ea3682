"""Which sessions are asked for: the five kinds, mentors' talks, home visits, pairs' times."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pairing.instances.agenda.times.slots import OpenDays
from pairing.instances.agenda.visits import Visits
from pairing.model.enums import DayKind, SessionKind
from pairing.model.plan import Mentorship, Pair
from pairing.model.records import Cancellation
from pairing.screening import Findings

__all__ = ["FIVE", "SessionRequest", "face_to_face", "not_cancelled", "of_mentors", "of_pairs"]

FIVE = (
    SessionKind.TALK,
    SessionKind.CLASSWORK,
    SessionKind.CORRECTIONS,
    SessionKind.STUDY_CHECK,
    SessionKind.EXAM_REVIEW,
)
_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """A session that should be held from ``first`` to ``last``.

    A mentor's is about the most severe need of the student, a subject or not. A pair's has a
    tutor in place of a teacher. Requests of one ``series`` follow each other week by week.
    ``moved_from`` is the first day of the week in which it should have been: that week is closed,
    or, where somebody is ``away``, has no time for both. What moves ``along`` would have time
    there, but comes after classwork that moves. ``covers`` is the teacher whose session it is
    where another holds it. After ``deadline`` it is not to be held at all.
    """

    student_id: str
    teacher_id: str
    subject: str
    kind: SessionKind
    first: datetime.date
    last: datetime.date
    severity: int
    series: str = ""
    tutor_id: str = ""
    moved_from: datetime.date | None = None
    away: bool = False
    along: bool = False
    covers: str = ""
    deadline: datetime.date | None = None

    @property
    def own_teacher_id(self) -> str:
        """The teacher whose session it is, whoever holds it."""
        return self.covers or self.teacher_id

    @property
    def worth(self) -> int:
        """What it counts that it is held, in sessions of a mild need.

        A teacher's time is scarcer than a pair's, which finds another hour by itself.
        """
        return 1 if self.tutor_id else self.severity


def face_to_face(
    findings: Findings, start: datetime.date, untaught: dict[tuple[str, str], None]
) -> Iterator[SessionRequest]:
    """The five kinds for each need in a subject, a cycle after another."""
    school = findings.school
    settings = school.session_settings
    cycles = range(0, settings.weeks, settings.cycle)
    windows = [one for cycle in cycles for one in _cycle(findings, start, cycle)]
    for need in findings.subject_needs:
        teachers = sorted(school.taught(need.student_id).get(need.need, ()))
        if not teachers:
            untaught[school.student[need.student_id].class_id, need.need] = None
            continue
        for kind, window in windows:
            yield SessionRequest(
                need.student_id,
                teachers[0],
                need.need,
                kind,
                window.first,
                window.last,
                need.severity,
                "face_to_face",
                moved_from=window.moved_from,
                along=window.along,
            )


@dataclass(frozen=True, slots=True)
class _Window:
    """From when to when a session is held, and from which week it moved, ``along`` or not."""

    first: datetime.date
    last: datetime.date
    moved_from: datetime.date | None = None
    along: bool = False


def _cycle(
    findings: Findings, start: datetime.date, cycle: int
) -> Iterator[tuple[SessionKind, _Window]]:
    """When each kind is held in the cycle that begins with a week, as far as it is planned.

    What lies in a week that is closed comes in the next open one; corrections then still come
    after classwork.
    """
    settings = findings.school.session_settings
    open_ = OpenDays(findings.school)
    before: _Window | None = None
    for kind in FIVE:
        if kind not in settings.enabled:
            continue
        window = _window(findings, start, cycle, kind)
        if window is None:
            continue
        after = window.first
        if kind is SessionKind.CORRECTIONS and before is not None and before.moved_from:
            apart = settings.of(kind).week > settings.of(SessionKind.CLASSWORK).week
            after = max(after, before.first + apart * _WEEK)
        window = _in_open_week(findings, start, open_, kind, window, after)
        if kind is SessionKind.CLASSWORK:
            before = window
        yield kind, window


def _in_open_week(
    findings: Findings,
    start: datetime.date,
    open_: OpenDays,
    kind: SessionKind,
    window: _Window,
    after: datetime.date,
) -> _Window:
    """The window, or the first open week not before ``after``; the window if none is planned.

    Where only weeks before ``after`` are open it is the first of those: rather in one week with
    what it should follow than not at all.
    """
    open_here = open_.is_open(kind, window.first, window.last)
    if after == window.first and open_here:
        return window
    weeks = (start + _WEEK * week for week in range(findings.school.session_settings.weeks))
    later = [
        first
        for first in weeks
        if first > window.first and open_.is_open(kind, first, first + _WEEK - _DAY)
    ]
    found = next((first for first in later if first >= after), None)
    if found is None and not open_here:
        found = next(iter(later), None)
    if found is None:
        return window
    return _Window(found, found + _WEEK - _DAY, window.first, along=open_here)


def _window(
    findings: Findings, start: datetime.date, cycle: int, kind: SessionKind
) -> _Window | None:
    """When a kind is held in the cycle that begins with a week; None: not planned."""
    settings = findings.school.session_settings
    week = cycle + settings.of(kind).week - 1
    if week >= settings.weeks:
        return None
    end = start + _WEEK * settings.weeks - _DAY
    if kind is SessionKind.EXAM_REVIEW:
        begins, ends = start + _WEEK * cycle, start + _WEEK * (cycle + settings.cycle)
        exams = sorted(
            row.until or row.since for row in findings.school.calendar if row.kind is DayKind.EXAM
        )
        for day in exams:
            after = day + _DAY
            if begins <= after < ends and after <= end:
                return _Window(after, min(day + _WEEK, end))
    first = start + _WEEK * week
    return _Window(first, first + _WEEK - _DAY)


def of_mentors(
    findings: Findings, start: datetime.date, mentors: Iterable[Mentorship]
) -> Iterator[SessionRequest]:
    """A session a week with each mentor, and home visits, those of one area in one week."""
    settings = findings.school.session_settings
    students = findings.school.student
    gravest = {
        student_id: max(needs, key=lambda need: need.severity)
        for student_id, needs in findings.needs_of.items()
    }
    visits = Visits(findings, start)
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
                last = first + _WEEK - _DAY
                yield SessionRequest(*ends, SessionKind.MENTORING, first, last, grave, "mentoring")
        if SessionKind.HOME_VISIT in settings.enabled:
            for first, last, by in visits.planned(row.student_id):
                kind = SessionKind.HOME_VISIT
                yield SessionRequest(*ends, kind, first, last, grave, deadline=by)


def of_pairs(
    findings: Findings,
    start: datetime.date,
    pairs: Iterable[Pair],
    days: Collection[datetime.date],
) -> Iterator[SessionRequest]:
    """So many times a week for each pair, each in its share of the week's open ``days``."""
    settings = findings.school.session_settings
    severity = {(need.student_id, need.need): need.severity for need in findings.subject_needs}
    if SessionKind.PEER_TUTORING not in settings.enabled:
        return
    rows = [pair for pair in pairs if (pair.tutee_id, pair.subject) in severity]
    for week in range(settings.weeks):
        first = start + _WEEK * week
        open_days = sorted(day for day in days if first <= day < first + _WEEK)
        times = min(settings.peer_times, len(open_days))
        for number in range(times):
            share = open_days[
                number * len(open_days) // times : (number + 1) * len(open_days) // times
            ]
            for pair in rows:
                yield SessionRequest(
                    pair.tutee_id,
                    "",
                    pair.subject,
                    SessionKind.PEER_TUTORING,
                    share[0],
                    share[-1],
                    severity[pair.tutee_id, pair.subject],
                    f"pair {number}",
                    pair.tutor_id,
                )


def not_cancelled(
    requests: Iterable[SessionRequest], cancellations: Iterable[Cancellation]
) -> Iterator[SessionRequest]:
    """The requests but those that a person called off: one for each cancellation."""
    called_off = Counter(
        (row.student_id, row.host_id, row.subject, row.kind, row.date) for row in cancellations
    )
    if not called_off:
        yield from requests
        return
    for one in requests:
        key = one.student_id, one.tutor_id or one.teacher_id, one.subject, one.kind
        own = [(*key, day) for *rest, day in called_off if tuple(rest) == key]
        match = next((item for item in own if called_off[item] and _is_of(one, item[-1])), None)
        if match is None:
            yield one
        else:
            called_off[match] -= 1


def _is_of(request: SessionRequest, day: datetime.date) -> bool:
    """Whether a session on a day is the one requested, be it in the week it has moved from."""
    moved = request.moved_from
    return request.first <= day <= request.last or (
        moved is not None and moved <= day < moved + _WEEK
    )
