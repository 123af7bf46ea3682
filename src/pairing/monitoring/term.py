"""The weeks of a term: when it begins, which of its days are open."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pairing.instances.agenda.times.slots import OpenDays, days_from
from pairing.model.enums import DayKind
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.monitoring.log import TermLog

__all__ = ["Term", "monday_of", "term_of"]

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
_FRIDAY = 5
"""The last day of the week of a school that says nothing of its periods."""


@dataclass(frozen=True, eq=False)
class Term:
    """A term of whole weeks from a Monday; ``guessed`` where no setting says which."""

    school: School
    first: datetime.date
    guessed: bool = False

    @property
    def asked_from(self) -> datetime.date:
        """From which day on it is asked what was done: ``since`` of [monitoring], or the first."""
        since = self.school.monitoring.since
        return self.first if since is None else max(self.first, min(since, self.last))

    @property
    def last(self) -> datetime.date:
        """The Sunday of its last week."""
        return self.first + self.school.session_settings.term_weeks * _WEEK - _DAY

    def weeks(self, until: datetime.date) -> Iterator[datetime.date]:
        """The Mondays of its weeks up to the one of a day."""
        monday = self.first
        while monday <= min(until, self.last):
            yield monday
            monday += _WEEK

    def open_days(self, monday: datetime.date) -> tuple[datetime.date, ...]:
        """The days of a week on which the school is open."""
        if monday not in self._found:
            days = days_from(monday, monday + 6 * _DAY)
            self._found[monday] = tuple(day for day in days if self._is_open(day))
        return self._found[monday]

    @cached_property
    def _found(self) -> dict[datetime.date, tuple[datetime.date, ...]]:
        """The open days of the weeks that were asked for: each is asked for every student."""
        return {}

    def _is_open(self, day: datetime.date) -> bool:
        if self.school.periods:
            return bool(self._open.periods(day))
        closed = self._open.kinds(day) & {DayKind.HOLIDAY, DayKind.EXAM}
        return day.isoweekday() <= _FRIDAY and not closed

    @cached_property
    def _open(self) -> OpenDays:
        return OpenDays(self.school)


def term_of(school: School, plan: Plan, log: TermLog, on: datetime.date) -> Term:
    """The term in which a day lies: as set, else from what is planned or recorded first."""
    settings = school.session_settings
    if (said := settings.term_start or settings.start) is not None:
        return Term(school, said)
    told = [row.date for row in plan.sessions or ()] + [row.date for row in log.records]
    # What lies a whole term back is of the one before.
    recent = (day for day in told if day > on - settings.term_weeks * _WEEK)
    return Term(school, monday_of(min(recent, default=on)), guessed=True)


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of a day's week."""
    return day - day.weekday() * _DAY
