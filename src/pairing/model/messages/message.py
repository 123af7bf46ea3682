"""Words for people as data: a code and its facts, put into words only where they are shown.

The code finds the words in the reader's language. Facts stay apart from the words, so that they
can be kept, compared and counted, and untrusted ones (names, notes) stay out of the template: a
brace in a name stays a brace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from pairing.language import and_more, figures, in_a_row, one_by_one, phrase, translated

__all__ = [
    "Message",
    "join",
    "listed",
    "named",
    "quote",
    "say",
    "say_count",
    "some",
    "word",
]

_PLAIN = "plain"
_MORE = "..."
"""The last of several in a fact, where there are more."""
_NAMED = 6
"""So many names stand one by one in a sentence."""


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence or phrase: ``code`` says which, ``facts`` what it is about.

    ``english`` are its words as the sources have them. They are no part of what the message
    says: two messages of one code and the same facts are equal, and a kept one has no words of
    its own, for the catalogues know them. The rules of others, that no catalogue knows, need them.

    A fact ``plain`` is a message that says the same without figures that only a statistician
    reads: people are told that, and the files of a contract keep the figures.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    english: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        own = _OWN_FORMS.get(self.code)
        if own is not None and own.needs in self.facts:
            return own.words(self.facts[own.needs])
        plain = self.facts.get(_PLAIN)
        if isinstance(plain, Message) and not figures():
            return str(plain)
        count = self.facts.get("count")
        template = phrase(self.code, self.english, count if isinstance(count, int) else None)
        words = {name: _shown(value) for name, value in self.facts.items()}
        try:
            if template:
                return template.format_map(words)
        except (KeyError, IndexError, ValueError):
            pass
        # Kept by a newer version, or by a rule that is not installed here: better than nothing.
        return " ".join([self.code, *(f"{name}={value}" for name, value in words.items())])

    def __hash__(self) -> int:
        return hash((self.code, frozenset(self.facts.items())))

    def __reduce__(self) -> tuple[object, ...]:
        # A mapping proxy cannot be pickled.
        return _rebuilt, (self.code, dict(self.facts), self.english)


def _rebuilt(code: str, facts: dict[str, object], english: tuple[str, ...]) -> Message:
    return Message(code, MappingProxyType(facts), english)


def _shown(value: object) -> str:
    """A fact in words; several are parted as the reader's language does."""
    if not isinstance(value, tuple):
        return str(value)
    if value and value[-1] == _MORE:
        return and_more(in_a_row(map(str, value[:-1])))
    return in_a_row(map(str, value))


class _Own(NamedTuple):
    """The fact that a message of an own form needs, and its words."""

    needs: str
    words: Callable[[object], str]


_OWN_FORMS: Mapping[str, _Own] = {
    "text": _Own("text", str),
    "word": _Own("text", lambda text: translated(str(text))),
    "list": _Own("parts", _shown),
}
"""The three codes that have no template."""


def say(code: str, text: str, /, **facts: object) -> Message:
    """A message of this code, with the English words for it and facts of any origin."""
    return Message(code, MappingProxyType(facts), (text,))


def say_count(code: str, one: str, many: str, count: int, /, **facts: object) -> Message:
    """A message whose words depend on how many there are; they know the number as ``count``."""
    return Message(code, MappingProxyType({"count": int(count), **facts}), (one, many))


def quote(text: str) -> Message:
    """A message that is somebody's own words, taken as they are."""
    return Message("text", MappingProxyType({"text": text}))


def word(text: str) -> Message:
    """A message that is a word of a closed list of ours, such as a kind of session."""
    return Message("word", MappingProxyType({"text": text}))


def listed(messages: Iterable[Message]) -> Message:
    """The messages as one, parted by commas; each is put into words where it is shown."""
    return Message("list", MappingProxyType({"parts": tuple(messages)}))


def some(cases: Sequence[Message], shown: int = 5) -> Message:
    """The first of some cases as one message, and how many more there are."""
    first = list(cases[:shown])
    if more := len(cases) - len(first):
        first.append(say_count("some.more", "{count} more", "{count} more", more))
    return listed(first)


def named(names: Iterable[object]) -> tuple[str, ...]:
    """The first of some names as one fact, and a sign where there are more."""
    every = list(map(str, names))
    return (*every[:_NAMED], _MORE) if len(every) > _NAMED else tuple(every)


def join(messages: Iterable[Message]) -> str:
    """The messages as one cell of text, parted by semicolons."""
    return one_by_one(str(message) for message in messages)
