"""Rows by a key of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

__all__ = ["grouped"]

_Key = TypeVar("_Key", bound=Hashable)
_Row = TypeVar("_Row")


def grouped(pairs: Iterable[tuple[_Key, _Row]]) -> dict[_Key, tuple[_Row, ...]]:
    """The rows of each key, keys and rows in the order in which they come."""
    groups: dict[_Key, list[_Row]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}
