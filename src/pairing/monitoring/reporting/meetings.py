"""Tables of what was held, missed and moved, week by week, and of how it was written down."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from pairing.model.messages.message import say
from pairing.model.records import HelpRecord
from pairing.monitoring.reporting.basis import Basis, Outcome, columns
from pairing.monitoring.reporting.tables import ALL, Column, Relation, Tally
from pairing.monitoring.term import monday_of

__all__ = ["relations_of_meetings", "tables_of_meetings"]

_HELD = (Outcome.ON_DAY, Outcome.MOVED, Outcome.BESIDE)
_OUTCOMES = (
    Column(Outcome.ON_DAY, say("report.on_day", "held as planned")),
    Column(Outcome.MOVED, say("report.moved", "moved")),
    Column(Outcome.BESIDE, say("report.beside", "held beside the plan")),
    Column(Outcome.NOT_HELD, say("report.not_held", "not held")),
    Column(Outcome.UNRECORDED, say("report.unrecorded", "not recorded")),
)


def tables_of_meetings(basis: Basis) -> Iterator[Tally]:
    """By kind; by week, where there are several; and when and how long, of what was held."""
    meetings = basis.meetings
    yield Tally(
        "sessions",
        say("report.sessions", "Sessions and visits"),
        say("report.corner_kind", "Kind"),
        "sessions",
        basis.kinds,
        (_OUTCOMES,),
        Counter((one.kind, one.outcome) for one in meetings),
    )
    held = [one for one in meetings if one.outcome in _HELD]
    weeks = basis.span.weeks
    if len(weeks) > 1:
        yield Tally(
            "weeks",
            say("report.weeks", "Held week by week"),
            say("report.corner_week", "Week from"),
            "held",
            tuple(
                (day.isoformat(), say("report.week", "{date}", date=day.isoformat()))
                for day in weeks
            ),
            (),
            {},
            Counter(monday_of(one.day).isoformat() for one in held),
            all_title=say("report.held", "Held"),
        )
    settings = basis.log.school.monitoring
    records = [one.record for one in held if one.record is not None]
    yield Tally(
        "writing",
        say("report.writing", "How it was written down"),
        say("report.corner_records", "Records"),
        "held",
        ((ALL, say("report.all_held", "Of what was held")),),
        (
            columns(
                in_time=say("report.in_time", "within {days} days", days=settings.record_days),
                late=say("report.late_record", "later"),
                unknown=say("report.when_unknown", "when is not known"),
            ),
            columns(
                short=say(
                    "report.short", "under {minutes} minutes", minutes=settings.short_minutes
                ),
                long=say("report.long_enough", "as long or longer"),
            ),
        ),
        Counter((ALL, column) for row in records for column in _writing(basis, row)),
    )


def relations_of_meetings() -> Iterator[Relation]:
    """What the tables say of each other: held is as planned, moved, or beside the plan."""
    yield ("held", ALL), tuple(("sessions", ALL, one) for one in _HELD)


def _writing(basis: Basis, row: HelpRecord) -> Iterator[str]:
    settings = basis.log.school.monitoring
    if row.entered_at is None:
        yield "unknown"
    else:
        days = datetime.timedelta(days=settings.record_days)
        yield "in_time" if row.entered_at.date() <= row.date + days else "late"
    yield "short" if row.minutes < settings.short_minutes else "long"
