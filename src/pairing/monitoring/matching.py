"""Which record tells of which planned session."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable

from pairing.model.plan import Plan, Session
from pairing.model.records import HelpRecord
from pairing.model.school import School
from pairing.model.session_times import start_of
from pairing.monitoring.log import TermLog
from pairing.monitoring.term import monday_of

__all__ = ["matched", "records_of_sessions", "unrecorded"]

_Fits = Callable[[Session, HelpRecord], bool]


def records_of_sessions(
    log: TermLog, plan: Plan, since: datetime.date, until: datetime.date
) -> dict[Session, HelpRecord | None]:
    """Each planned session of these days with the record of it, None where there is none."""
    planned = [row for row in plan.sessions or () if since <= row.date <= until]
    students = dict.fromkeys(row.student_id for row in planned)
    records = (row for one in students for row in log.records_of.get(one, ()))
    return dict(matched(log.school, planned, records))


def matched(
    school: School, sessions: Iterable[Session], records: Iterable[HelpRecord]
) -> tuple[tuple[Session, HelpRecord | None], ...]:
    """Each session with the record of it; None where there is none.

    A record is of a session with the same student, host and kind at its time, else on its day;
    else of one in the same week, for it may have been held on another day. No record is of two
    sessions.
    """
    free: dict[tuple[str, ...], list[HelpRecord]] = defaultdict(list)
    for row in records:
        free[row.student_id, row.by, row.kind.value].append(row)
    planned = tuple(sessions)
    found: list[HelpRecord | None] = [None] * len(planned)

    def at_its_time(session: Session, record: HelpRecord) -> bool:
        start = start_of(school, session)
        return record.date == session.date and start is not None and record.start == start

    steps: tuple[_Fits, ...] = (at_its_time, _on_its_day, _in_its_week)
    for fits in steps:
        for number, session in enumerate(planned):
            own = free.get((session.student_id, session.host_id, session.kind))
            if found[number] is None and own:
                place = next((at for at, row in enumerate(own) if fits(session, row)), None)
                if place is not None:
                    found[number] = own.pop(place)
    return tuple(zip(planned, found, strict=True))


def _on_its_day(session: Session, record: HelpRecord) -> bool:
    return record.date == session.date


def _in_its_week(session: Session, record: HelpRecord) -> bool:
    return monday_of(record.date) == monday_of(session.date)


def unrecorded(
    log: TermLog, plan: Plan, since: datetime.date, until: datetime.date
) -> tuple[Session, ...]:
    """The sessions of these days of which nobody wrote down whether they were held."""
    told = records_of_sessions(log, plan, since, until)
    return tuple(row for row, record in told.items() if record is None)
