"""What is told of a timetable of sessions: what is not held and why, what moves, odd times."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from pairing.instances.agenda import Agenda, OpenDays, overlapping_periods
from pairing.model.enums import DayKind, SessionKind
from pairing.model.messages.message import Message, say, say_count, some, word
from pairing.planning.parts.timetable.demand import demand_told, people_of
from pairing.planning.parts.timetable.left_out import reason_left_out
from pairing.planning.parts.timetable.odd_lessons import odd_lessons
from pairing.rules.core.book import RuleBook
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE

__all__ = ["beyond_their_time", "session_notes"]

_CLOSING = {
    DayKind.HOLIDAY: say("sessions.closed_by_holiday", "holiday"),
    DayKind.EXAM: say("sessions.closed_by_exam", "exams"),
    DayKind.HALF_DAY: say("sessions.closed_by_half_day", "half days"),
}
_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)


def beyond_their_time(agenda: Agenda, book: RuleBook, slot_of: IntArray) -> tuple[Message, ...]:
    """What is asked beyond the time of those who have not all of their sessions."""
    left_out = np.flatnonzero(slot_of == NOWHERE).tolist()
    people = {key for number in left_out for key in people_of(agenda.requests[number])}
    return tuple(demand_told(agenda, book, people)) if people else ()


def session_notes(agenda: Agenda, slot_of: IntArray, cut: bool) -> Iterator[Message]:
    """What could not be held, and whose time is short."""
    school = agenda.findings.school
    if agenda.requests:
        held = int((slot_of != NOWHERE).sum())
        yield say(
            "sessions.held",
            "{held} of {asked} sessions are held, from {start} on",
            held=held,
            asked=len(agenda.requests),
            start=agenda.grid.start.isoformat(),
        )
    if agenda.past and school.today is not None:
        yield say_count(
            "sessions.past",
            "{count} session lies before {today} and is not planned any more",
            "{count} sessions lie before {today} and are not planned any more",
            agenda.past,
            today=school.today.isoformat(),
        )
    yield from _put_off(agenda)
    for class_id, subject in agenda.untaught:
        yield say(
            "sessions.nobody_teaches",
            "nobody teaches {subject} in {class_id}",
            subject=subject,
            class_id=class_id,
        )
    reasons: dict[Message, Counter[str]] = defaultdict(Counter)
    for number in np.flatnonzero(slot_of == NOWHERE).tolist():
        request = agenda.requests[number]
        name = school.host_name(request.teacher_id, request.tutor_id)
        reasons[reason_left_out(agenda, number, cut)][name] += 1
    for reason, hosts in sorted(reasons.items(), key=lambda item: -item[1].total()):
        cases = [
            say("sessions.of_host", "{name}: {number}", name=name, number=number)
            for name, number in hosts.most_common()
        ]
        yield say_count(
            "sessions.cannot_be_held",
            "{count} session cannot be held: {reason} ({hosts})",
            "{count} sessions cannot be held: {reason} ({hosts})",
            hosts.total(),
            reason=reason,
            hosts=some(cases),
        )
    yield from _odd_times(agenda)


def _put_off(agenda: Agenda) -> Iterator[Message]:
    """What comes later than it would: out of closed weeks, and visits later in the term."""
    yield from _moved_out_of_closed_weeks(agenda)
    yield from _moved_along(agenda)
    yield from _moved_for_absences(agenda)
    visits = agenda.visits
    if later := sum(visits.later(student_id) for student_id in agenda.visited):
        yield say_count(
            "sessions.visits_later",
            "{count} first home visit falls after the weeks planned, in a term from {start} on",
            "{count} first home visits fall after the weeks planned, in a term from {start} on",
            later,
            start=visits.term_start.isoformat(),
        )


def _moved_out_of_closed_weeks(agenda: Agenda) -> Iterator[Message]:
    moved = Counter(
        (one.moved_from, one.first, one.kind)
        for one in agenda.requests
        if one.moved_from and not one.away and not one.along
    )
    open_ = OpenDays(agenda.findings.school)
    for (week, to, kind), count in sorted(moved.items()):
        facts = {"to": to.isoformat(), "week": week.isoformat(), "kind": _kind(kind)}
        if days := open_.closing(kind, week, week + _WEEK - _DAY):
            yield say_count(
                "sessions.moved_closed",
                "{count} session moves to the week of {to}, for the calendar leaves no period "
                "for it in that of {week} ({days}): {kind}",
                "{count} sessions move to the week of {to}, for the calendar leaves no period "
                "for them in that of {week} ({days}): {kind}",
                count,
                days=some([_CLOSING[day] for day in days]),
                **facts,
            )
        else:
            yield say_count(
                "sessions.moved_on",
                "{count} session moves to the week of {to}, for that of {week} has no open period "
                "for it: {kind}",
                "{count} sessions move to the week of {to}, for that of {week} has no open period "
                "for them: {kind}",
                count,
                **facts,
            )


def _moved_along(agenda: Agenda) -> Iterator[Message]:
    moved = Counter(
        (one.moved_from, one.first, one.kind)
        for one in agenda.requests
        if one.moved_from and one.along
    )
    for (week, to, kind), count in sorted(moved.items()):
        yield say_count(
            "sessions.moved_along",
            "{count} session moves from the week of {week} to that of {to}, after the classwork "
            "that it follows: {kind}",
            "{count} sessions move from the week of {week} to that of {to}, after the classwork "
            "that they follow: {kind}",
            count,
            to=to.isoformat(),
            week=week.isoformat(),
            kind=_kind(kind),
        )


def _moved_for_absences(agenda: Agenda) -> Iterator[Message]:
    school = agenda.findings.school
    away = Counter(
        (one.moved_from, one.first, one.kind, one.teacher_id)
        for one in agenda.requests
        if one.moved_from and one.away and not one.along
    )
    for (week, to, kind, teacher_id), count in sorted(away.items()):
        yield say_count(
            "sessions.moved_away",
            "{count} session moves to the week of {to}, ill or away in that of {week}: "
            "{kind} ({host})",
            "{count} sessions move to the week of {to}, ill or away in that of {week}: "
            "{kind} ({host})",
            count,
            to=to.isoformat(),
            week=week.isoformat(),
            kind=_kind(kind),
            host=school.teacher_label(teacher_id),
        )


def _kind(kind: SessionKind) -> Message:
    return word(kind.value.replace("_", " "))


def _odd_times(agenda: Agenda) -> Iterator[Message]:
    """What a person should know of the tables of time: clashes, overlaps, exams elsewhere."""
    school = agenda.findings.school
    yield from odd_lessons(school)
    shared = sum(map(bool, overlapping_periods(school.periods).values()))
    if shared:
        yield say_count(
            "sessions.periods_overlap",
            "{count} period overlaps with others: nobody is in two of them",
            "{count} periods overlap with others: nobody is in two of them",
            shared,
        )
    end = agenda.grid.start + datetime.timedelta(weeks=school.session_settings.weeks)
    for row in school.calendar:
        if row.kind is DayKind.EXAM and not agenda.grid.start <= row.since < end:
            yield say(
                "sessions.exam_outside",
                "the exam of {day} lies outside the weeks planned: no review follows it",
                day=row.since.isoformat(),
            )
