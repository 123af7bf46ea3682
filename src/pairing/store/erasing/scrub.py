"""A person taken out of texts: the id, and the name where nobody else has it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

__all__ = ["MARK", "Scrub"]

MARK = "***"
"""What stands in the place of a name: a sign that no language needs words for."""
_TELLING = 4
"""An id of digits that is shorter may stand for anything in a text: a count, a seat, a page."""
_EDGE = r"(?<![0-9A-Za-z_])(?<!\d[-./:]){}(?![0-9A-Za-z_])(?![-./:]\d)"
"""An id among signs that belong to no longer id, date or time."""


class Scrub:
    """Takes a person out of texts.

    Args:
        person_id: the id.
        names: what the person is, or was, called.
        others: what other people, and everything else with a name, are called. A name that
            somebody else has too stays, for nobody knows whom it means; so does a longer name
            that begins with it.
    """

    def __init__(self, person_id: str, names: Collection[str], others: Iterable[str]) -> None:
        known = set(others)
        self.person_id = person_id
        self.own = frozenset(name for name in names if name not in known and len(name) > 1)
        """The names that mean this person alone."""
        self.telling = not person_id.isdigit() or len(person_id) >= _TELLING
        """Whether the id can be told from a mere number in a text."""
        longer = {one for one in known if any(name in one and name != one for name in self.own)}
        parts = [f"(?P<stays>{'|'.join(map(re.escape, sorted(longer, key=len, reverse=True)))})"]
        called = re.escape(person_id)
        parts += [
            # As people of one name are told apart.
            rf"{_spelt(name)}\s*[(（]{called}[)）]"
            for name in sorted(names, key=len, reverse=True)
        ]
        parts += [_spelt(name) for name in sorted(self.own, key=len, reverse=True)]
        parts.append(_EDGE.format(called) if self.telling else rf"[(（]{called}[)）]")
        self._pattern = re.compile("|".join(parts if longer else parts[1:]))

    def text(self, text: str) -> str:
        """A text without the person."""
        return self._pattern.sub(_mark, text)

    def value(self, value: Any, about: str = "") -> Any:
        """Anything that JSON has, with all its texts without the person.

        Args:
            value: the value; a message keeps its code, an object its keys.
            about: the key under which it stands.
        """
        match value:
            case str():
                alone = value == self.person_id
                return MARK if alone and self._means(about) else self.text(value)
            case [str(code), dict(facts)]:
                return [code, self.value(facts)]
            case list():
                return [self.value(one, about) for one in value]
            case dict():
                return {name: self.value(one, name) for name, one in value.items()}
        return value

    def with_keys(self, value: Any) -> Any:
        """The same where keys are texts, too: what stood under the person's goes."""
        match value:
            case dict():
                return {
                    self.text(name): self.with_keys(one)
                    for name, one in value.items()
                    if name not in (self.person_id, *self.own)
                }
            case list():
                return [self.with_keys(one) for one in value]
        return self.value(value, "id")

    def _means(self, about: str) -> bool:
        """Whether what equals the id is the id: of a few digits only where people are named."""
        return self.telling or about.endswith(("id", "ids", "name", "names", "student"))


def _mark(found: re.Match[str]) -> str:
    stays = found.groupdict().get("stays")
    return MARK if stays is None else stays


def _spelt(name: str) -> str:
    """A name however its parts are spaced, and written large or small where it has several;
    within a longer word of letters it is none.
    """
    gap = r"\s*" if not name.isascii() and " " not in name else ""
    spelt = r"\s+".join(gap.join(map(re.escape, part)) for part in name.split())
    before = r"(?<![A-Za-z])" if name[0].isascii() and name[0].isalpha() else ""
    after = r"(?![A-Za-z])" if name[-1].isascii() and name[-1].isalpha() else ""
    found = f"{before}{spelt}{after}"
    # ann bee is Ann Bee; may is a word, and May alone a name.
    return f"(?i:{found})" if " " in name else found
