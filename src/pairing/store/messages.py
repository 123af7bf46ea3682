"""Messages as the store keeps them: a code and its facts, as JSON."""

from __future__ import annotations

import json
from numbers import Integral, Real
from typing import Any

from pairing.model.messages.message import Message

__all__ = ["as_json", "from_json"]


def as_json(message: Message) -> list[Any]:
    """A message as its code and its facts; numbers stay numbers."""
    return [message.code, {name: _fact(value) for name, value in message.facts.items()}]


def _fact(value: object) -> Any:
    """A fact: a message is a list of its code and its facts, several facts are a list of them."""
    if isinstance(value, Message):
        return as_json(value)
    if isinstance(value, tuple):
        return list(map(_fact, value))
    if isinstance(value, Integral):
        return int(value)
    return float(value) if isinstance(value, Real) else str(value)


def from_json(value: Any) -> Message:
    """The message that was kept; its words come from the catalogues."""
    # Half a character can be kept, and shown by no page.
    json.dumps(value, ensure_ascii=False).encode("utf-8")
    return _message(value)


def _message(value: Any) -> Message:
    code, facts = value
    return Message(str(code), {name: _from_fact(one) for name, one in facts.items()})


def _from_fact(value: Any) -> object:
    if not isinstance(value, list):
        return value
    if len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict):
        return _message(value)
    return tuple(map(_from_fact, value))
