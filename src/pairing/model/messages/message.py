"""Words for people: a template and its values, rendered only where they are shown.

Keeping the two apart lets the template be translated where it is shown, and keeps
untrusted values (names, notes) out of the template: a brace in a name stays a
brace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pairing.language import translated

__all__ = ["Message", "join", "listed", "quote", "say"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence or phrase: ``template`` with ``values`` to fill in."""

    template: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        words = {name: str(value) for name, value in self.values.items()}
        return translated(self.template).format(**words)


def say(template: str, /, **values: object) -> Message:
    """A message from a template of ours and values of any origin."""
    return Message(template, MappingProxyType(values))


def quote(text: str) -> Message:
    """A message that is somebody's own words, taken as they are."""
    return say("{text}", text=text)


def listed(messages: Iterable[Message]) -> Message:
    """The messages as one, parted by commas; each is translated where it is shown."""
    values = {f"part{number}": message for number, message in enumerate(messages)}
    return Message(", ".join(f"{{{name}}}" for name in values), MappingProxyType(values))


def join(messages: Iterable[Message]) -> str:
    """The messages as one cell of text, parted by semicolons."""
    return "; ".join(str(message) for message in messages)
