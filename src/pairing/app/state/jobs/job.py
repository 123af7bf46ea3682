"""Planning beside the page: a thread that tells how far it is and can be asked to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pairing.app.state.jobs import compiler
from pairing.model.enums import Part
from pairing.planning import Asked, Outcome, Progress, Step, Stop

__all__ = ["Job", "follow", "running_job"]

_GRACE = 5.0
"""Seconds that a page has to come for what a job made."""

MadeT = TypeVar("MadeT")

_FOLLOWED: dict[str, Job[Outcome]] = {}
"""The last job of each work: a page that is loaded anew finds it again."""


@dataclass
class Job(Generic[MadeT]):
    """One run of the planner. Read ``steps``, ``outcome`` and ``error`` at any time."""

    work: Callable[[Stop, Progress], MadeT]
    about: object = None
    """What whoever takes the outcome has to know."""
    outcome: MadeT | None = None
    error: Exception | None = None
    unseen: Callable[[], None] | None = None
    """Keeps the outcome where no page has come for it: its tab was closed meanwhile."""
    _steps: dict[str, Step] = field(default_factory=dict)
    _stop: Asked = field(default_factory=Asked)
    _ended: threading.Event = field(default_factory=threading.Event)
    _seen: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> Job[MadeT]:
        """Begin; returns at once."""
        self._thread = threading.Thread(target=self._run, name="planning", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Ask for the best plan so far."""
        self._stop.ask()

    def ended_within(self, seconds: float) -> bool:
        """Wait for so long at most; answers whether the job has ended."""
        return self._thread is None or self._ended.wait(seconds)

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._thread is not None and not self._ended.is_set()

    @property
    def waits(self) -> bool:
        """Whether it is at work, or has ended and nobody knows what came of it."""
        return self._thread is not None and self._thread.is_alive()

    def see(self) -> None:
        """Say that a page has the outcome, and keeps it."""
        self._seen.set()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Where each part is that is at work, the one begun first before the others."""
        # Copied whole, for the parts' own threads go on adding to it.
        return tuple(step for step in self._steps.copy().values() if not step.ended)

    def _watch(self, step: Step) -> None:
        self._steps[step.part] = step
        if step.part == Part.SEATS.value:
            # Seats are the one part that needs the search; all others are planned meanwhile.
            compiler.wait()

    def _run(self) -> None:
        try:
            self.outcome = self.work(self._stop, self._watch)
        except Exception as error:  # told on the page, where the person is
            self.error = error
        self._ended.set()
        # A page looks twice a second; where none comes, its tab is closed.
        if self.outcome is not None and not self._seen.wait(_GRACE) and self.unseen is not None:
            self.unseen()


def follow(work_id: str, job: Job[Outcome]) -> None:
    """Let other pages of this server find the job of a work."""
    _FOLLOWED[work_id] = job


def running_job(work_id: str) -> Job[Outcome] | None:
    """The job of a work that still runs or waits to be seen, whoever started it."""
    job = _FOLLOWED.get(work_id)
    if job is not None and not job.waits:
        del _FOLLOWED[work_id]
        return None
    return job
