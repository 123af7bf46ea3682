"""The known word most like one that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

__all__ = ["nearest"]


def nearest(value: str, known: Iterable[str]) -> str:
    """The known word most like ``value``, or '' where none is near."""
    # One letter is half of a short name such as 7A.
    cutoff = 50 if len(value) < 4 else 65
    # In one order whatever it comes from: of two that are equally near, the first is told.
    found = process.extractOne(
        value, sorted(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=cutoff
    )
    return str(found[0]) if found else ""
