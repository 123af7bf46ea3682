"""What a message tells, as data, so that no test reads a sentence."""

from __future__ import annotations

from pairing.model.messages.message import Message


def facts(message: Message) -> dict[str, object]:
    return dict(message.facts)
