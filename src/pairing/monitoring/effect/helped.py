"""Who was helped in which subject, by what kind of help, and since when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pairing.model.enums import DIMENSIONS, Held, RecordKind, SessionKind
from pairing.model.messages.message import Message, say, word
from pairing.model.plan import Plan
from pairing.model.room.closeness import Closeness, are_close
from pairing.model.school import School
from pairing.monitoring.due import HELP
from pairing.monitoring.log import TermLog
from pairing.screening import Findings, screen

__all__ = ["Helped", "Key", "Kind", "helped_of"]

Key = tuple[str, str]
"""A student's id and a subject."""


class Kind(StrEnum):
    """By what a student was helped."""

    PAIRS = "pairs"
    MENTORS = "mentors"
    SEATS = "seats"
    ALL = "all"
    """By any of them."""


@dataclass(frozen=True)
class Helped:
    """Since when each was helped, by kind.

    ``others`` are helped in a way that is no part of the plan, and so are compared with nobody;
    ``notes`` say where the days come from.
    """

    since: Mapping[Kind, Mapping[Key, datetime.date]]
    others: frozenset[Key]
    notes: tuple[Message, ...]

    def anyhow(self) -> frozenset[Key]:
        """Everybody who is helped in a subject, by whatever."""
        return frozenset(self.since[Kind.ALL]) | self.others


def helped_of(log: TermLog, plan: Plan, made_on: datetime.date | None) -> Helped:
    """Who was helped, by the plan in force, and since when, by what is told of it.

    Args:
        log: the school and what was written down since.
        plan: the plan in force. Without needs in it, those that screening found before help began.
        made_on: the day of the plan, where nothing else tells when help began.
    """
    begins = _Begins(log, plan, made_on)
    needs = _subject_needs(log.school, plan, begins.usual)
    since: dict[Kind, dict[Key, datetime.date]] = {
        Kind.PAIRS: dict(_paired(plan, begins)),
        Kind.MENTORS: dict(_carried(plan, needs, begins)),
        Kind.SEATS: _beside_able(log.school, plan, needs, begins),
    }
    everyhow: dict[Key, datetime.date] = {}
    for own in since.values():
        for key, day in own.items():
            everyhow[key] = min(day, everyhow.get(key, day))
    since[Kind.ALL] = everyhow
    others = _elsewhere(log.school, begins.usual) - everyhow.keys()
    return Helped(since, frozenset(others), tuple(begins.notes(since)))


class _Begins:
    """When help began: told by the history, a session that is planned, or a record, in this order.

    What was said first of a kind holds for all of it where the history does not know the couple.
    """

    def __init__(self, log: TermLog, plan: Plan, made_on: datetime.date | None) -> None:
        school = log.school
        self.pairs = {
            (row.tutor_id, row.tutee_id, row.subject): row.since
            for row in sorted(school.pair_history, key=lambda row: row.since)
            if row.until is None
        }
        self.mentors = {
            (row.student_id, row.teacher_id): row.since
            for row in sorted(school.mentor_history, key=lambda row: row.since)
            if row.until is None
        }
        self.seats = {
            (row.class_id, row.student_id, row.seat_id): row.since
            for row in sorted(school.seat_history, key=lambda row: row.since)
            if row.until is None
        }
        peer = [row for row in plan.sessions or () if row.kind == SessionKind.PEER_TUTORING]
        staff = [row for row in plan.sessions or () if row.kind != SessionKind.PEER_TUTORING]
        held = [row for row in log.records if row.held is Held.YES and row.kind in HELP]
        by_peers = [row for row in held if row.kind is RecordKind.PEER_TUTORING]
        by_staff = [row for row in held if row.kind is not RecordKind.PEER_TUTORING]
        days = {
            Kind.PAIRS: _told(session=peer, record=by_peers),
            Kind.MENTORS: _told(session=staff, record=by_staff),
        }
        any_day = _told(session=plan.sessions or (), record=held)
        if any_day is None and made_on is not None:
            any_day = made_on, _OF["plan"]
        self._first = {kind: days.get(kind) or any_day for kind in Kind}
        self._from_history: set[Kind] = set()
        known = [*self.pairs.values(), *self.mentors.values()]
        told = any_day[0] if any_day is not None else min(known, default=None)
        self.usual: datetime.date | None = told

    def of(self, kind: Kind, past: datetime.date | None) -> datetime.date | None:
        """When help of a kind began: as the history has it, else as for all of the kind."""
        if past is not None:
            self._from_history.add(kind)
            return past
        first = self._first[kind]
        return None if first is None else first[0]

    def notes(self, since: Mapping[Kind, Mapping[Key, datetime.date]]) -> Iterator[Message]:
        """Where the days of each kind come from."""
        for kind, own in since.items():
            if kind is Kind.ALL or not own:
                continue
            days, first = sorted(own.values()), self._first[kind]
            source = _OF["history"] if kind in self._from_history or first is None else first[1]
            facts = {"kind": word(kind.value), "source": source, "first": days[0]}
            if days[0] == days[-1]:
                yield say("effect.since", "{kind}: help began on {first}, by {source}", **facts)
            else:
                yield say(
                    "effect.since_days",
                    "{kind}: help began from {first} to {last}, by {source}",
                    **facts,
                    last=days[-1],
                )


_OF = {
    "history": say("effect.by_history", "the history of pairs, mentors or seats"),
    "session": say("effect.by_session", "the first session of the plan"),
    "record": say("effect.by_record", "the first record"),
    "plan": say("effect.by_plan", "the day of the plan, for want of a session or a record"),
}


def _told(**rows: Iterable[object]) -> tuple[datetime.date, Message] | None:
    """The first day of the first of these that has any."""
    for source, found in rows.items():
        days: list[datetime.date] = [row.date for row in found]  # type: ignore[attr-defined]
        if days:
            return min(days), _OF[source]
    return None


def _subject_needs(school: School, plan: Plan, begin: datetime.date | None) -> frozenset[Key]:
    """Who needed help in which subject when the help began."""
    if plan.needs is None:
        day = None if begin is None else begin - datetime.timedelta(days=1)
        found = screen(replace(school, on=day)).needs
    else:
        found = plan.needs
    return frozenset((row.student_id, row.need) for row in found if row.need not in DIMENSIONS)


def _paired(plan: Plan, begins: _Begins) -> Iterator[tuple[Key, datetime.date]]:
    for row in plan.pairs or ():
        past = begins.pairs.get((row.tutor_id, row.tutee_id, row.subject))
        if (day := begins.of(Kind.PAIRS, past)) is not None:
            yield (row.tutee_id, row.subject), day


def _carried(
    plan: Plan, needs: frozenset[Key], begins: _Begins
) -> Iterator[tuple[Key, datetime.date]]:
    mentor_of = {row.student_id: row.teacher_id for row in plan.mentors or ()}
    for student_id, subject in sorted(needs):
        teacher_id = mentor_of.get(student_id)
        if teacher_id is None:
            continue
        past = begins.mentors.get((student_id, teacher_id))
        if (day := begins.of(Kind.MENTORS, past)) is not None:
            yield (student_id, subject), day


def _beside_able(
    school: School, plan: Plan, needs: frozenset[Key], begins: _Begins
) -> dict[Key, datetime.date]:
    """Those in need who sit within reach of a student who was able when the help began.

    Who does so in several rooms is helped since the first day of it.
    """
    found: dict[Key, datetime.date] = {}
    if not plan.seats:
        return found
    day = None if begins.usual is None else begins.usual - datetime.timedelta(days=1)
    then: Findings = screen(replace(school, on=day))
    for class_id in school.seating_groups:
        room, seats = school.room_of(class_id), plan.seats_of(class_id)
        if room is None:
            continue
        place = {seat.seat_id: seat for seat in room.seats}
        for student_id, subject in sorted(needs):
            own = place.get(seats.get(student_id, ""))
            if own is None:
                continue
            near = any(
                other in seats
                and (seat := place.get(seats[other])) is not None
                and are_close(own, seat, Closeness.REACH)
                for other in then.able(class_id, subject)
            )
            past = begins.seats.get((class_id, student_id, own.seat_id))
            since = begins.of(Kind.SEATS, past) if near else None
            if since is not None:
                key = student_id, subject
                found[key] = min(since, found.get(key, since))
    return found


def _elsewhere(school: School, begin: datetime.date | None) -> set[Key]:
    """Who was helped by somebody of the history while the plan was in force, or still is."""
    return {
        (row.tutee_id, row.subject)
        for row in school.pair_history
        if row.until is None or begin is None or row.until >= begin
    }
