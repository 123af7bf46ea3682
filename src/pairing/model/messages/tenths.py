"""Shares of a grade as people say them: nine in ten, and no figure of statistics."""

from __future__ import annotations

from pairing.language import N_
from pairing.model.messages.message import Message, word

__all__ = ["tenths"]

_NUMBERS = (
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
)


def tenths(share: float) -> Message | None:
    """How many in ten a share is at least, as a word; None where it is not even one."""
    # A sum of parts may lie a hair under the tenth that it is, and nobody surpasses everybody.
    whole = min(int(10 * share + 1e-9), len(_NUMBERS))
    return word(_NUMBERS[whole - 1]) if whole else None
