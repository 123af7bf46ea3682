"""In which weeks a lesson is: masks, days and words, as the column ``weeks`` has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from pairing.language import N_
from pairing.model.weeks import LAST_WEEK, in_week, read_weeks

__all__ = [
    "EVEN",
    "ODD",
    "monday",
    "numbers_of",
    "of_cycle",
    "of_dates",
    "of_numbers",
    "week_number",
    "weeks_said",
]

ODD, EVEN = N_("odd"), N_("even")
_FREE = 3
"""Free weeks are at most one in so many."""
_SAID = re.compile(
    r"[\[({<]?(?:第|weeks?|wks?)?"
    r"(?P<numbers>\d{1,2}(?:[-~至]\d{1,2})?(?:[,、;.]\d{1,2}(?:[-~至]\d{1,2})?)*)?"
    r"[(]?(?P<half>单|單|双|雙|odd|even)?[)]?"
    r"(?P<week>周|週|weeks?|wks?)?(?:[(]?(?P<after>单|單|双|雙|odd|even)[)]?)?[\])}>]?"
)
_DASHES = str.maketrans("—–―－～〜", "-----~")


def of_numbers(numbers: Iterable[int]) -> str:
    """Numbers of weeks as the table has them: 1-8;11."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ";".join(f"{run[0]}-{run[-1]}" if run[1:] else str(run[0]) for run in runs)


def numbers_of(weeks: str) -> frozenset[int]:
    """The weeks of a term in which a lesson is, by its column."""
    return frozenset(one for one in range(1, LAST_WEEK + 1) if in_week(weeks or None, one))


def of_cycle(mask: str, first: str = ODD) -> str:
    """The weeks of a mask such as 10; ``first`` is what the first of two weeks is."""
    if not mask.strip("1"):
        return ""
    if len(mask) == 2:
        odd = (mask[0] == "1") == (first == ODD)
        return ODD if odd else EVEN
    return of_numbers(one for one in range(1, LAST_WEEK + 1) if mask[(one - 1) % len(mask)] == "1")


def monday(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def week_number(day: date, first: date) -> int:
    """The number of the week of a day, where ``first`` lies in week 1."""
    return (monday(day) - monday(first)).days // 7 + 1


def of_dates(
    own: Collection[date], day: Collection[date], first: date, every: Collection[date]
) -> str | None:
    """The weeks in which a lesson is held; None where none of them is a week of the term.

    A week without any lesson on that day of the week is free for all of them, as long as such weeks
    are few: where they are many it is the lessons that are not held.

    Args:
        own: the days on which it is held.
        day: those on which any lesson of that day of the week is.
        first: a day of week 1.
        every: the days of all lessons.
    """
    held = {week_number(one, first) for one in own}
    known = {week_number(one, first) for one in day}
    span = range(week_number(min(every), first), week_number(max(every), first) + 1)
    for name, parity in (("", None), (ODD, 1), (EVEN, 0)):
        there = {week for week in known if parity in (None, week % 2)}
        wanted = {week for week in span if parity in (None, week % 2)}
        if held == there and _FREE * len(wanted - held) <= len(wanted):
            return name
    return of_numbers(one for one in held if 1 <= one <= LAST_WEEK) or None


def weeks_said(word: str) -> str | None:
    """The weeks that a word of a cell names: 单, (双), 1-8周, 第3,5周, odd, weeks 1-8.

    None where it names none. A number alone is no week: it may be a room.
    """
    text = unicodedata.normalize("NFKC", word).translate(_DASHES)
    text = "".join(text.casefold().split()).strip(":：,.")
    # Each number may have the word behind it: 1-8周,11周.
    text = re.sub(r"[周週](?=[,、;.]\d)", "", text)
    found = _SAID.fullmatch(text)
    if found is None:
        return None
    half = found["half"] or found["after"]
    named = found["week"] or text.lstrip("[({<").startswith(("第", "week", "wk"))
    if found["numbers"] is None and not half:
        return None
    if found["numbers"] is not None and not named and not half:
        return None
    try:
        return read_weeks(re.sub(r"weeks?|wks?|[<>{}]", "", text).replace(".", ";"))
    except ValueError:
        return None
