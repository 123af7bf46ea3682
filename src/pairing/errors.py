"""What may go wrong, as types: all of them are ``PairingError``.

Each also is the built-in error that it is a kind of, so that ``except KeyError`` works as well.
Nothing is imported here before something goes wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pairing.model.messages.fault import Fault
    from pairing.model.messages.message import Message

__all__ = [
    "InputError",
    "NoAnswerError",
    "PairingError",
    "StoreBusyError",
    "StoreUnusableError",
    "UnknownVersionError",
]


class PairingError(Exception):
    """Anything that this library raises on purpose; ``message`` says what, as data."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        # A KeyError would show the words as a programmer writes them.
        return str(self.message)


class InputError(PairingError):
    """The input cannot be used; ``faults`` lists all that is wrong, many of a kind as one."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        from pairing.model.messages.fault import merged
        from pairing.model.messages.message import say_count

        self.faults = merged(faults)
        super().__init__(
            say_count(
                "input.faults",
                "{count} fault in the input",
                "{count} faults in the input",
                len(self.faults),
            )
        )

    def __reduce__(self) -> tuple[object, ...]:
        return InputError, (self.faults,)


class NoAnswerError(PairingError, ValueError):
    """There is no answer to what was asked: it is not there, or nothing keeps the hard rules."""


class UnknownVersionError(PairingError, KeyError):
    """The store has no such version, or no such work."""


class StoreUnusableError(PairingError, OSError):
    """The database cannot be used; the message says why."""


class StoreBusyError(PairingError, TimeoutError):
    """Others save all the time; whoever tries again later may be luckier."""
