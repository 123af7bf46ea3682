"""When work is to stop, and how it tells where it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

__all__ = [
    "FOREVER",
    "Asked",
    "FirstOf",
    "MaxSeconds",
    "Never",
    "Progress",
    "Step",
    "Stop",
    "Watch",
    "nobody",
]

FOREVER = float("inf")


class Stop(Protocol):
    """A stop criterion: work that has one ends with the best plan so far."""

    def left(self) -> float:
        """Seconds that are left; 0 or less: stop now; infinite where time is no criterion."""


@dataclass(frozen=True, slots=True)
class Never:
    """Work until there is nothing more to do."""

    def left(self) -> float:
        """Infinite."""
        return FOREVER


@dataclass(frozen=True, slots=True)
class MaxSeconds:
    """Stop after so many seconds from now on."""

    seconds: float
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """What is left of the seconds."""
        return self.seconds - (time.monotonic() - self.started)


class Asked:
    """Stop when somebody asks for it, from any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def ask(self) -> None:
        """Stop with the best plan so far."""
        self._event.set()

    def left(self) -> float:
        """0 once somebody asked."""
        return 0.0 if self._event.is_set() else FOREVER


@dataclass(frozen=True)
class FirstOf:
    """Stop as soon as one of several criteria says so."""

    stops: tuple[Stop, ...]

    def left(self) -> float:
        """The least of what they leave."""
        return min((stop.left() for stop in self.stops), default=FOREVER)


@dataclass(frozen=True, slots=True)
class Step:
    """Where planning is: ``done`` of ``total`` pieces of a part, and the best so far in points."""

    part: str
    done: float
    total: float
    where: str = ""
    score: float | None = None
    bound: float | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing of the part is left to do."""
        return self.done >= self.total


Progress: TypeAlias = Callable[[Step], None]
"""Told each step; parts that are planned side by side tell theirs from threads of their own."""


def nobody(_: Step) -> None:
    """Nobody looks."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A stop criterion and who is told, handed down together."""

    stop: Stop = field(default_factory=Never)
    progress: Progress = nobody

    def tell(self, step: Step) -> bool:
        """Report a step; True if the work should stop now."""
        self.progress(step)
        return self.over

    @property
    def over(self) -> bool:
        """Whether the work should stop now."""
        return self.stop.left() <= 0

    def left(self) -> float:
        """Seconds that are left."""
        return self.stop.left()
