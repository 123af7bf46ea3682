"""Words without regard to case, blanks, underscores and the width of their letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["fold", "index"]


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """The word as all ways to write it have it."""
    same = unicodedata.normalize("NFKC", word).strip().strip("\ufeff").lower()
    return "".join(same.split()).replace("_", "")


def index(names: Mapping[str, str]) -> dict[str, str]:
    """The names by each of their folded words; those of a name are parted by blanks."""
    return {fold(word): name for name, words in names.items() for word in (name, *words.split())}
