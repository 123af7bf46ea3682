"""Which days a report is about, and for whom it is."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from pairing.model.enums import ReportKind
from pairing.monitoring.term import Term, monday_of

__all__ = ["Span", "span_of"]

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """Whole weeks, a month, or a term, and up to which of its days it is known."""

    first: datetime.date
    last: datetime.date
    known: datetime.date
    """Not after ``last``: later days of it are still to come."""

    def __contains__(self, day: datetime.date) -> bool:
        return self.first <= day <= self.known

    @property
    def weeks(self) -> tuple[datetime.date, ...]:
        """The Mondays of its weeks, as far as they have begun."""
        monday, found = monday_of(self.first), []
        while monday <= self.known:
            found.append(monday)
            monday += _WEEK
        return tuple(found)


def span_of(kind: ReportKind, term: Term, on: datetime.date) -> Span:
    """The span in which a day lies: fortnights are counted from the term's first week.

    A day after the term asks for the whole of that term.
    """
    match kind:
        case ReportKind.WEEKLY:
            first = monday_of(on)
            last = first + _WEEK - _DAY
        case ReportKind.FORTNIGHTLY:
            first = term.first + (on - term.first).days // 14 * 2 * _WEEK
            last = first + 2 * _WEEK - _DAY
        case ReportKind.MONTHLY:
            first = on.replace(day=1)
            last = on.replace(day=calendar.monthrange(on.year, on.month)[1])
        case ReportKind.TERM:
            first, last = term.first, term.last
    return Span(first, last, min(on, last))
