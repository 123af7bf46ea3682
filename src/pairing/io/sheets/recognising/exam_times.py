"""When an exam was, as far as titles say: its day, its month, its term, its school year."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pairing.io.sheets.page import normal
from pairing.io.sheets.recognising.titles import MONTHS, SCHOOL_YEAR, day_in

__all__ = ["When", "bare_exam", "more_of_name", "term_in", "when_in"]

_FIRST, _SECOND = "1", "2"
_TERM = re.compile(
    r"(?:上|下|第\s*[一二12]|[12])\s*(?:学期|學期)|[秋春]季(?:学期|學期)?"
    r"|\b(?:autumn|fall|spring|summer|winter|first|second|third|1st|2nd|3rd)\s+(?:term|semester)\b"
    r"|\b(?:term|semester|week|unit|chapter|module|topic)\s+\d{1,2}\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<![\d第高初])(\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月份?(?!\s*\d{1,2}\s*[日号號])"
    rf"|\b({MONTHS})\b"
)
_NUMBERS = ("", *"一二三四五六七八九十", "十一", "十二")
_TERM_SIGNS = {"上": _FIRST, "一": _FIRST, "1": _FIRST, "秋": _FIRST,
               "下": _SECOND, "二": _SECOND, "2": _SECOND, "春": _SECOND}  # fmt: skip
_MONTHS = {_FIRST: (8, 9, 10, 11, 12, 1, 2), _SECOND: (2, 3, 4, 5, 6, 7)}
"""The months of the terms of schools whose year begins in autumn; in February one follows the
other."""
_HOLIDAYS = (2, 8)
_LOOKED_BACK = 36
"""So many months before a day one is looked for that a title allows."""
_DATED = re.compile(r" (?:20\d\d-\d\d(?:-\d\d|\d\d)?|\(\d\))$")
"""What tells exams of one name apart where nothing else does."""


@dataclass(frozen=True)
class When:
    """When an exam was. ``day`` is exact where it is ``whole``, else it stands for its month."""

    day: date | None = None
    whole: bool = False
    term: str = ""
    """'1' or '2' of a year that begins in autumn, or a term by the words it is called by."""
    month: int = 0
    years: tuple[int, int] | None = None

    def fits(self, day: date) -> bool:
        """Whether what is said allows a day."""
        if self.whole:
            return day == self.day
        if self.day is not None:
            return (day.year, day.month) == (self.day.year, self.day.month)
        years = self.years
        return (
            self.month in (0, day.month)
            and (years is None or date(years[0], 8, 1) <= day <= date(years[1], 8, 31))
            and day.month in _MONTHS.get(self.term, (day.month,))
        )

    def nearest(self, last: date) -> date:
        """The day to assume: ``last``, or the end of a month around it that is allowed."""
        if self.day is not None:
            return self.day
        if self.fits(last):
            return last
        ends = (_months_from(last, step) for step in (*range(-1, -_LOOKED_BACK, -1),
                                                      *range(1, _LOOKED_BACK)))  # fmt: skip
        # Nobody sits an exam in the holidays, unless it says so.
        return next(
            (one for one in ends if self.fits(one) and (self.month or one.month not in _HOLIDAYS)),
            last,
        )


def _months_from(day: date, months: int) -> date:
    """The last day of the month that is so many months away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) + timedelta(calendar.monthrange(year, month + 1)[1] - 1)


def when_in(texts: Iterable[str], around: Iterable[str] = ()) -> When:
    """When an exam was, by the texts about it, and by those that are about more than it.

    Args:
        texts: what may say the day.
        around: what may say the term and the school year alone.
    """
    own = tuple(unicodedata.normalize("NFKC", text) for text in texts)
    every = (*own, *(unicodedata.normalize("NFKC", text) for text in around))
    years = next(filter(None, map(_years_in, every)), None)
    term = next(filter(None, map(term_in, every)), "")
    month = next((_month(at) for text in own if (at := _MONTH.search(text))), 0)
    day, whole = day_in(own)
    return When(day, whole, term, month, years)


def _month(found: re.Match[str]) -> int:
    if found[2]:
        return MONTHS.split("|").index(found[2]) + 1
    number = int(found[1]) if found[1].isdecimal() else _NUMBERS.index(found[1])
    return number if number <= len(_NUMBERS) - 1 else 0


def _years_in(text: str) -> tuple[int, int] | None:
    """The school year that a text names: 2026-2027, and no month such as 2026-11."""
    for found in SCHOOL_YEAR.finditer(text):
        first = int(found[1])
        if int(found[2]) % 100 == (first + 1) % 100:
            return first, first + 1
    return None


def term_in(text: str) -> str:
    """The term that a title or the name of an exam says; '' where it says none."""
    found = _TERM.search(unicodedata.normalize("NFKC", text))
    words = normal(found[0]) if found else ""
    if words.isascii():
        return words
    return next((term for sign, term in _TERM_SIGNS.items() if sign in words), words)


def bare_exam(name: str) -> str:
    """The name of an exam without the term or the day that tells it from others of its kind."""
    short = _DATED.sub("", unicodedata.normalize("NFKC", name))
    for pattern in (_TERM, _MONTH):
        short = pattern.sub("", short).strip()
    return normal(short or name)


def more_of_name(name: str, texts: Iterable[str]) -> str:
    """The name with the term or the month that titles say beside it; '' where they say none."""
    for text in texts:
        plain = unicodedata.normalize("NFKC", text)
        found = _TERM.search(plain) or _MONTH.search(plain)
        if not found:
            continue
        more = "".join(found[0].split()) if not found[0].isascii() else found[0]
        if normal(more) not in normal(name):
            return f"{more}{name}" if not more.isascii() else f"{more} {name}"
    return ""
