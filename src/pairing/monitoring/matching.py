"""Which record tells of which planned session."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable

from pairing.model.plan import Plan, Session
from pairing.model.records import HelpRecord
from pairing.monitoring.log import TermLog
from pairing.monitoring.term import monday_of

__all__ = ["records_of_sessions", "unrecorded"]

_Fits = Callable[[Session, HelpRecord], bool]


def records_of_sessions(
    log: TermLog, plan: Plan, since: datetime.date, until: datetime.date
) -> dict[Session, HelpRecord | None]:
    """Each planned session of these days with the record of it, None where there is none.

    A record is of a session with the same student, host and kind on its day; else of one in the
    same week, for it may have been held on another day. No record is of two sessions.
    """
    found: dict[Session, HelpRecord | None] = {
        row: None for row in plan.sessions or () if since <= row.date <= until
    }
    records: dict[tuple[str, ...], list[HelpRecord]] = defaultdict(list)
    for student_id in dict.fromkeys(row.student_id for row in found):
        for row in log.records_of.get(student_id, ()):
            records[row.student_id, row.by, row.kind.value].append(row)
    periods = log.school.period

    def at_its_time(session: Session, record: HelpRecord) -> bool:
        period = periods.get(session.period_id)
        return record.date == session.date and (period is not None and record.start == period.start)

    def on_its_day(session: Session, record: HelpRecord) -> bool:
        return record.date == session.date

    def in_its_week(session: Session, record: HelpRecord) -> bool:
        return monday_of(record.date) == monday_of(session.date)

    steps: tuple[_Fits, ...] = (at_its_time, on_its_day, in_its_week)
    for fits in steps:
        for session, known in found.items():
            own = records.get((session.student_id, session.host_id, session.kind))
            if known is None and own:
                match = next((row for row in own if fits(session, row)), None)
                if match is not None:
                    own.remove(match)
                    found[session] = match
    return found


def unrecorded(
    log: TermLog, plan: Plan, since: datetime.date, until: datetime.date
) -> tuple[Session, ...]:
    """The sessions of these days of which nobody wrote down whether they were held."""
    told = records_of_sessions(log, plan, since, until)
    return tuple(row for row, record in told.items() if record is None)
