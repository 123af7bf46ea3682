"""What was done last, for the list of versions, and what is to be told of it once."""

from __future__ import annotations

from dataclasses import dataclass, field

from pairing.model.messages.message import Message, say

__all__ = ["Journal"]


@dataclass
class Journal:
    """One visitor's last deed; the workspace and its plan write into the same one."""

    done: Message = field(default_factory=lambda: say("workspace.opened", "opened"))
    """What was done last, in words for the list of versions."""
    news: Message | None = None
    """What the last change did, to be told once."""
