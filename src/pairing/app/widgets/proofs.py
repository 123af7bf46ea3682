"""What was proved of a plan is said as long as the plan is of these tables and rules."""

from __future__ import annotations

from collections.abc import Iterable

from pairing.app.state.workspace import Workspace
from pairing.model.enums import Part
from pairing.model.messages.message import Message

__all__ = ["holds_now", "still_true"]

_PROOFS = ("mentors.loads_fairest", "groups.best")
"""The codes of notes that say of all other plans that none is better."""


def holds_now(workspace: Workspace, class_id: str, *parts: Part) -> bool:
    """Whether none of the parts is out of date: a proof speaks of what they were planned from."""
    return workspace.stale_parts(class_id).isdisjoint(parts)


def still_true(notes: Iterable[Message], now: bool) -> list[Message]:
    """The notes, without the proofs among them where they are no longer of what there is now."""
    return [note for note in notes if now or note.code not in _PROOFS]
