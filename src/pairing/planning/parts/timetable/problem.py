"""An agenda under its rules as a timetable problem, and a timetable as sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from pairing.instances.agenda import Agenda, HeldSession, SessionRequest
from pairing.model.enums import Part
from pairing.model.plan import Session
from pairing.model.points import Millipoints
from pairing.planning.parts.timetable.rooms import rooms_of
from pairing.rules.core.book import RuleBook
from pairing.rules.sessions._base import SessionRule
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, Request, TimetableProblem

__all__ = ["rows_of", "slots_of", "timetable_problem"]


def timetable_problem(agenda: Agenda, book: RuleBook, valued: bool = True) -> TimetableProblem:
    """The requests of an agenda as requests, one each, under the rules of sessions.

    ``valued``: whether it is asked what slots are worth, or only what can be held: all are 0 then.
    """
    rules = [rule for rule in book.of_part(Part.SESSIONS) if isinstance(rule, SessionRule)]
    measured = [(rule.unit, rule) for rule in rules] if valued else []
    topics: dict[tuple[str, ...], int] = {}
    requests = tuple(_request(agenda, measured, request, topics) for request in agenda.requests)
    terms = tuple(term for rule in rules for term in rule.compile(agenda))
    return TimetableProblem(
        len(agenda.grid.slots),
        requests,
        terms,
        agenda.grid.apart,
        agenda.grid.weeks,
        agenda.grid.times,
    )


def _request(
    agenda: Agenda,
    measured: list[tuple[Millipoints, SessionRule]],
    request: SessionRequest,
    topics: dict[tuple[str, ...], int],
) -> Request:
    slots = agenda.candidates(request)
    values = np.zeros(len(slots), dtype=np.int64)
    for unit, rule in measured:
        values += unit * rule.measure(agenda, request, slots)
    # Who is online is not in the room with the others.
    topic = request.subject, request.kind.value, agenda.place(request)
    return Request(
        agenda.host(request),
        agenda.student(request.student_id),
        topics.setdefault(topic, len(topics)),
        agenda.findings.school.session_settings.of(request.kind).group,
        slots,
        values,
        agenda.needs_room(request),
    )


def slots_of(agenda: Agenda, held: Iterable[HeldSession]) -> IntArray:
    """The slot of each request of an agenda, NOWHERE where no session that is held answers it."""
    slot_of = np.full(len(agenda.requests), NOWHERE, dtype=np.int64)
    for one in held:
        if one.request >= 0:
            slot_of[one.request] = one.slot
    return slot_of


def rows_of(agenda: Agenda, slot_of: IntArray) -> tuple[Session, ...]:
    """The sessions of a timetable, in the order of time, each with its room."""
    return rooms_of(agenda, list(_rows(agenda, slot_of)))


def _rows(agenda: Agenda, slot_of: IntArray) -> Iterator[Session]:
    placed = [(slot, number) for number, slot in enumerate(slot_of.tolist()) if slot != NOWHERE]
    for place, number in sorted(placed):
        request, slot = agenda.requests[number], agenda.grid.slots[place]
        yield Session(
            request.student_id,
            request.teacher_id,
            request.subject,
            request.kind.value,
            slot.date,
            slot.period.period_id,
            request.tutor_id,
            agenda.place(request),
            slot.start,
            slot.end,
            request.covers,
        )
