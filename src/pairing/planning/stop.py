"""How long work tells where it is, and how it is asked to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from pairing.model.enums import Part

__all__ = ["Clock", "Step", "Watcher"]


@dataclass(frozen=True, slots=True)
class Step:
    """Where planning is: ``done`` of ``total`` pieces of a part, and the best so far."""

    part: Part
    done: float
    total: float
    where: str = ""
    score: float | None = None
    bound: float | None = None


Watcher: TypeAlias = Callable[[Step], bool]
"""Told each step; answers True to stop with the best plan so far."""


def _nobody(_: Step) -> bool:
    return False


@dataclass
class Clock:
    """The time that planning may take, and who watches it."""

    watcher: Watcher = _nobody
    limit: float | None = None
    started: float = field(default_factory=time.monotonic)
    stopped: bool = False

    def left(self) -> float:
        """Seconds until the limit; infinite without one."""
        if self.limit is None:
            return float("inf")
        return self.limit - (time.monotonic() - self.started)

    def tell(self, step: Step) -> bool:
        """Report a step; True if the work should stop now."""
        self.stopped = self.watcher(step) or self.stopped
        return self.stopped or self.left() <= 0
