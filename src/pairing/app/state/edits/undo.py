"""Undo and redo: states to come back to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

__all__ = ["History"]

StateT = TypeVar("StateT")


@dataclass
class History(Generic[StateT]):
    """What was before each change, and what was undone, the nearest last in each."""

    before: list[StateT] = field(default_factory=list)
    after: list[StateT] = field(default_factory=list)

    def remember(self, now: StateT) -> None:
        """Keep a state that is about to change; what was undone is gone then."""
        self.before.append(now)
        self.after.clear()

    def back(self, now: StateT) -> StateT:
        """The state before the last change; ``now`` can be done again."""
        self.after.append(now)
        return self.before.pop()

    def forth(self, now: StateT) -> StateT:
        """The state that was undone last."""
        self.before.append(now)
        return self.after.pop()
