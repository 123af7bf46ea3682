"""Days and hours by the names that programs give them: Monday, lunedì, 08:00 - 08:45, 0800."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale

from pairing.io.sheets.recognising.words import weekday_of

__all__ = ["day_of", "minutes_of", "span_of", "time_of"]

_LANGUAGES = (
    "ar bg bs ca cs da de el en es et eu fa fi fr gl he hr hu hy id it ja ka kk ko lt lv mk ms nb "
    "nl pl pt ro ru sk sl sq sr sv th tr uk vi zh zh_Hant"
)
_ONE = r"(\d{1,2})\s*[:：.时h]\s*(\d\d)"
_SPAN = re.compile(rf"{_ONE}\s*分?\s*[-—–~～至到]+\s*{_ONE}", re.IGNORECASE)
_TIME = re.compile(_ONE, re.IGNORECASE)
_DIGITS = re.compile(r"\d{3,4}")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip(" .()")


@cache
def _names() -> dict[str, int]:
    """The days of the week in the languages of many schools; no name that means two days."""
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES.split():
        days = Locale.parse(language).days
        for width in ("wide", "abbreviated"):
            for day, name in days["stand-alone"][width].items():
                found.setdefault(_plain(name), set()).add(day + 1)
    return {name: min(days) for name, days in found.items() if len(days) == 1}


def day_of(name: str) -> str:
    """1 (Monday) to 7 where a name is that of a day of the week; the name itself otherwise."""
    day = weekday_of(name) or _names().get(_plain(name))
    return str(day) if day else name.strip()


def minutes_of(clock: str) -> int:
    """The minutes since midnight of a time as the tables have it."""
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def time_of(text: str) -> str:
    """A time as the tables have it, of 8:00, 0800 or 800; '' where it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _DIGITS.fullmatch(plain):
        plain = f"{plain[:-2]}:{plain[-2:]}"
    found = _TIME.match(plain)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return ""
    return f"{int(found[1]):02}:{found[2]}"


def span_of(text: str) -> tuple[str, str]:
    """(start, end) that a text says; the end is '' where it has the start alone."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _SPAN.search(plain):
        start = time_of(f"{found[1]}:{found[2]}")
        end = time_of(f"{found[3]}:{found[4]}")
        return (start, end) if start and end and start < end else ("", "")
    found = _TIME.search(plain)
    return (time_of(found[0]), "") if found else ("", "")
