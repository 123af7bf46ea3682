"""The kinds of cell that tables hold: identifiers, words, dates, lists in one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Annotated, Any, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from pairing.model.many import parted
from pairing.model.messages.expected import DATE, DATE_ORDER, NO_ZONE, TIME
from pairing.model.messages.message import say
from pairing.model.messages.validation import unfit

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Day",
    "Identifier",
    "Moment",
    "Name",
    "Names",
    "Number",
    "TimeOfDay",
    "TimeZone",
    "Word",
    "flags_as_words",
    "near_day",
    "read_day",
    "read_time",
    "split_cell",
]

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that a school's dates lie in: what adds weeks to one of them has room to."""

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?")
_DAY_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_TIME_AFTER = re.compile(r"(?<=\d)[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$")
_SWAPPABLE = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(\d{4}|\d\d)")
# 08.45 is 08:45; 8.5 could be 8:05, 8:30 and 8:50.
_CLOCK = re.compile(r"(\d{1,2})[:.\uff1a时時点點](\d\d)(?:[:分](\d\d)?(?:\.0*)?秒?)?")
_CLOCK_DIGITS = re.compile(r"(\d\d)(\d\d)")
_MOMENT = re.compile(r"(?P<day>\S+|\d{4}\s*年.*?日)[T ]\s*(?P<time>\d{1,2}[:时時点點]?\d\d.*)")
_ZONE = re.compile(r"\d(Z|[+-]\d\d(:?\d\d){0,2})$")


def split_cell(cell: Any) -> Any:
    """Several values of one cell, as a tuple without blanks or repeats."""
    if isinstance(cell, str):
        return tuple(parted(cell))
    return () if cell is None else cell


@lru_cache(maxsize=1024)
def read_day(text: str) -> date:
    """The day that a text says: ISO, or 2026/9/30, 2026.9.30, 2026年9月30日, 20260930.

    Raises what a validator raises, with what was expected, where it says none; where day and
    month could be swapped; and where the year is none that a school has to do with.
    """
    cell = _TIME_AFTER.sub("", text.strip())
    if _SWAPPABLE.fullmatch(cell):
        raise unfit(DATE_ORDER)
    found = _DAY.fullmatch(cell) or _DAY_DIGITS.fullmatch(cell)
    try:
        day = date(*map(int, found.groups())) if found else date.fromisoformat(cell)
    except ValueError:
        raise unfit(DATE) from None
    return near_day(day)


def near_day(day: date) -> date:
    """The day, if a school can have to do with its year; raises what a validator raises."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise unfit(
            say("expected.year", "a year from {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR)
        )
    return day


def _day(cell: Any) -> Any:
    # Left alone, pydantic would read '20240901' as seconds since 1970.
    if isinstance(cell, str):
        return read_day(cell)
    if isinstance(cell, date):
        return near_day(cell)
    return cell


def _time_of_day(cell: Any) -> Any:
    if isinstance(cell, time) and cell.tzinfo is not None:
        raise unfit(NO_ZONE)
    if not isinstance(cell, str):
        return cell
    found = _CLOCK.fullmatch(cell.strip()) or _CLOCK_DIGITS.fullmatch(cell.strip())
    if found is None:
        raise unfit(NO_ZONE if _ZONE.search(cell.strip()) else TIME)
    try:
        hour, minute, *second = (int(part) for part in found.groups() if part)
        return time(hour, minute, second[0] if second else 0)
    except ValueError:
        raise unfit(TIME) from None


def read_time(text: str) -> time:
    """The time of day that a text says: 08:00, 8:00, 0800.

    Raises what a validator raises, with what was expected, where it says none.
    """
    found: time = _time_of_day(text)
    return found


def _moment(cell: Any) -> Any:
    if isinstance(cell, datetime) and cell.tzinfo is not None:
        raise unfit(NO_ZONE)
    if not isinstance(cell, str):
        return cell
    parted = _MOMENT.fullmatch(cell.strip())
    if parted is None:
        return datetime.combine(read_day(cell), time())
    return datetime.combine(read_day(parted["day"]), _time_of_day(parted["time"]))


def _no_controls(text: str) -> str:
    if not text.isprintable() and any(ord(char) < 32 or ord(char) == 127 for char in text):
        raise unfit(say("expected.no_controls", "text without control characters"))
    return text


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise unfit(
            say("expected.time_zone", "a time zone such as Asia/Shanghai or Europe/London")
        ) from None
    return name


Identifier = Annotated[
    str,
    # A spreadsheet takes a cell that begins with one of these for a formula.
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=64, pattern=r"^[^=+\-@;][^;]*$"
    ),
    AfterValidator(_no_controls),
]
Word = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^=+\-@;][^;]*$"
    ),
    AfterValidator(_no_controls),
]
Name = Annotated[
    str,
    # A person's name is never refused for its characters; an Excel cell holds no more.
    StringConstraints(strip_whitespace=True, min_length=1, max_length=32_767),
]
Names = Annotated[tuple[Word, ...], BeforeValidator(split_cell)]


def _plain_number(cell: Any) -> Any:
    # Python reads 8_5 as 85; no school writes so.
    if isinstance(cell, bool) or (isinstance(cell, str) and "_" in cell):
        raise unfit(say("expected.number", "a number"))
    return cell


def flags_as_words(kind: type[BaseModel], values: Any) -> Any:
    """The values of a model in which true, where no flag is asked for, is a word and no 1."""
    if not isinstance(values, Mapping):
        return values
    flags = _flags(kind)
    return {
        name: str(value).lower() if isinstance(value, bool) and name not in flags else value
        for name, value in values.items()
    }


@cache
def _flags(kind: type[BaseModel]) -> frozenset[str]:
    return frozenset(
        name
        for name, field in kind.model_fields.items()
        if bool in (field.annotation, *get_args(field.annotation))
    )


Number = Annotated[float, BeforeValidator(_plain_number), Field(allow_inf_nan=False)]
Day = Annotated[date, BeforeValidator(_day)]
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A day and a time of day where the school is; a day alone is its beginning."""
TimeZone = Annotated[str, AfterValidator(_known_zone)]
