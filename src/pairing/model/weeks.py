"""The weeks of a term that a lesson is held in: odd ones, even ones, or those of a list."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from pairing.model.messages.message import say
from pairing.model.messages.validation import unfit

__all__ = ["LAST_WEEK", "Weeks", "in_week", "read_weeks"]

LAST_WEEK = 60
"""No term is longer: a larger number is a slip."""
_PARITY = {
    **dict.fromkeys(("odd", "单", "單"), "odd"),
    **dict.fromkeys(("even", "双", "雙"), "even"),
}
_EVERY = frozenset({"all", "every", "every week", "每", "全", "全部", "所有"})
_FILLING = re.compile(r"\s+|第|周|週|weeks?(?![a-z])|wk\.?(?![a-z])|[()（）\[\]]", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?(odd|even|单|單|双|雙)?", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212~至到]")


@lru_cache(maxsize=1024)
def read_weeks(text: str) -> str | None:
    """The weeks that a text names, as the contract writes them; None where it names every one.

    ``odd``, ``even``, or numbers and spans such as ``1-8;11``; also as schools write them: 单周,
    第1-8周, 1-16周(单). A span with a parity becomes the numbers it stands for.

    Raises what a validator raises where it names none, or one past ``LAST_WEEK``.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()
    if plain.casefold() in _EVERY:
        return None
    bare = _FILLING.sub("", plain).casefold()
    if not bare or bare in _EVERY:
        return None
    if bare in _PARITY:
        return _PARITY[bare]
    parts = []
    for part in re.split(r"[;；,，、/]", bare):
        found = _SPAN.fullmatch(part)
        if found is None:
            raise _unfit()
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= LAST_WEEK:
            raise _unfit()
        if found[3] is None:
            parts.append(str(first) if first == last else f"{first}-{last}")
            continue
        odd = _PARITY[found[3]] == "odd"
        parts += [str(week) for week in range(first, last + 1) if week % 2 == odd]
    if not parts:
        raise _unfit()
    return ";".join(parts)


def _unfit() -> Exception:
    return unfit(
        say(
            "expected.weeks",
            "odd, even, or weeks from 1 to {last} such as 1-8;11",
            last=LAST_WEEK,
        )
    )


def _weeks(cell: Any) -> Any:
    return read_weeks(cell) if isinstance(cell, str) else cell


Weeks = Annotated[str | None, BeforeValidator(_weeks)]
"""Weeks as ``read_weeks`` writes them; None is every week."""


@lru_cache(maxsize=4096)
def in_week(weeks: str | None, number: int) -> bool:
    """Whether weeks, as ``read_weeks`` writes them, hold the week of a number; 1 is the first."""
    if weeks is None:
        return True
    if weeks in ("odd", "even"):
        return number % 2 == (weeks == "odd")
    for part in weeks.split(";"):
        first, _, last = part.partition("-")
        if int(first) <= number <= int(last or first):
            return True
    return False
