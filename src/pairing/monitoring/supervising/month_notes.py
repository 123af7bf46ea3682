"""What a reader of a month's supervision must know beside its rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from pairing.model.messages.message import Message, named, say, say_count
from pairing.monitoring.due_notes import due_notes
from pairing.monitoring.supervising.month import Month

__all__ = ["month_notes"]

_WEEK = datetime.timedelta(days=7)


def month_notes(month: Month, silent: Sequence[str]) -> Iterator[Message]:
    """What a reader of the month must know: what was guessed, left out or could not be asked.

    Args:
        month: what is planned and recorded in it.
        silent: the mentors who owed help and wrote nothing down.
    """
    # What is recorded of later months is no news here.
    told = due_notes(month.log, month.plan, month.last)
    yield from (note for note in told if note.code != "due.later_records")
    if not month.weeks:
        yield say(
            "supervise.no_weeks",
            "no week of the term falls due in this month up to {date}",
            date=month.last,
        )
    if silent:
        yield say_count(
            "supervise.silent",
            "{count} mentor has written nothing down in this month and has no score: {names}",
            "{count} mentors have written nothing down in this month and have no score: {names}",
            len(silent),
            names=named([month.school.teacher_label(one) for one in silent]),
        )
    uncarried = {need.student_id for need in month.plan.needs or ()} - month.owing.keys()
    if month.plan.mentors is not None and uncarried:
        yield say_count(
            "supervise.uncarried",
            "{count} student with a need has no mentor and stands in no mentor's row",
            "{count} students with a need have no mentor and stand in no mentor's row",
            len(uncarried),
        )
    known = month.school.student
    gone = sum(row.student_id not in known for row in month.of_the_month)
    if gone:
        yield say_count(
            "supervise.gone",
            "{count} record of a student who is in no table is left out",
            "{count} records of students who are in no table are left out",
            gone,
        )
    yield from _not_checked(month)
    newest = max((row.date for row in month.of_the_month), default=None)
    if month.of_the_month and newest is not None and newest <= month.last - _WEEK:
        yield say(
            "supervise.newest",
            "nothing is recorded after {date}: the weeks up to {last} count as without help",
            date=newest,
            last=month.last,
        )


def _not_checked(month: Month) -> Iterator[Message]:
    """What could not be asked of the records."""
    own = [row for rows in month.records.values() for row in rows]
    if own and not (month.school.periods and month.school.timetable):
        yield say(
            "supervise.no_timetable",
            "without periods and a timetable no time of a record can be held against lessons",
        )
    timeless = sum(row.start is None for row in own)
    if timeless:
        yield say_count(
            "supervise.no_start",
            "{count} record does not say when it began: its hour is not checked",
            "{count} records do not say when they began: their hours are not checked",
            timeless,
        )
    unentered = sum(row.entered_at is None for row in own)
    if unentered:
        yield say_count(
            "supervise.no_entry",
            "{count} record does not say when it was entered: that is not checked",
            "{count} records do not say when they were entered: that is not checked",
            unentered,
        )
