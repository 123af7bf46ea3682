"""Which texts of one person's records are alike: the names in them apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

__all__ = ["Names", "alike", "signs"]

_WIDE = ("W", "F")
_GIVEN = 2
"""Signs of a Chinese given name; one alone may be a part of any word."""


class Names:
    """The names of students, to be taken out of texts that are compared.

    Args:
        names: as the tables have them; of a Chinese one the given name is taken out alone too.
    """

    def __init__(self, names: Iterable[str]) -> None:
        parts = {part for name in names for part in _parts(_plain(name))}
        longest = sorted(parts, key=lambda part: (-len(part), part))
        self._known = re.compile("|".join(longest)) if longest else None

    def without(self, text: str) -> str:
        """A text as it is compared: letters and digits alone, and no names."""
        plain = _plain(text)
        if self._known is not None:
            plain = self._known.sub("", plain)
        return "".join(filter(str.isalnum, plain))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _parts(name: str) -> Iterable[str]:
    """A name whole, its words, and the two signs of a Chinese given name."""
    for part in {name, *name.split()}:
        if len(part) <= 1:
            continue
        if not _is_wide(part):
            yield rf"\b{re.escape(part)}\b"
            continue
        yield re.escape(part)
        if len(part) > _GIVEN:
            yield re.escape(part[-_GIVEN:])


def _is_wide(text: str) -> bool:
    return all(unicodedata.east_asian_width(sign) in _WIDE for sign in text)


def signs(text: str) -> int:
    """How long a text is: a Chinese sign says as much as two letters."""
    return sum(2 if unicodedata.east_asian_width(sign) in _WIDE else 1 for sign in text)


def alike(texts: Sequence[str], per_cent: float, shortest: int) -> list[list[int]]:
    """For each of some texts, as ``Names.without`` gives them, where those alike to it stand.

    Two are alike where rapidfuzz's ratio (the normalised similarity of insertions and deletions)
    reaches ``per_cent``; those of fewer than ``shortest`` signs only where they are equal, for of
    a few words most are the same by chance. Each is alike to itself.
    """
    kinds = list(dict.fromkeys(texts))
    where: dict[str, list[int]] = {kind: [] for kind in kinds}
    for place, text in enumerate(texts):
        where[text].append(place)
    found = {kind: list(where[kind]) for kind in kinds}
    long = [kind for kind in kinds if signs(kind) >= shortest]
    if len(long) > 1:
        near = process.cdist(long, long, scorer=fuzz.ratio, score_cutoff=per_cent) > 0
        for one, row in zip(long, near, strict=True):
            found[one] = [place for kind in row.nonzero()[0] for place in where[long[kind]]]
    return [found[text] for text in texts]
