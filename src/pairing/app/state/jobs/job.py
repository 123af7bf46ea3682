"""Planning beside the page: a thread that tells how far it is and can be asked to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from pairing.app.state.jobs import compiler
from pairing.model.enums import Part
from pairing.planning import Asked, Outcome, Progress, Step, Stop

__all__ = ["Job", "follow", "running_job"]

_FOLLOWED: dict[str, Job] = {}
"""The last job of each work: a page that is loaded anew finds it again."""


@dataclass
class Job:
    """One run of the planner. Read ``step``, ``outcome`` and ``error`` at any time."""

    work: Callable[[Stop, Progress], Outcome]
    about: object = None
    """What whoever takes the outcome has to know."""
    step: Step | None = None
    outcome: Outcome | None = None
    error: Exception | None = None
    _stop: Asked = field(default_factory=Asked)
    _thread: threading.Thread | None = None

    def start(self) -> Job:
        """Begin; returns at once."""
        self._thread = threading.Thread(target=self._run, name="planning", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Ask for the best plan so far."""
        self._stop.ask()

    def ended_within(self, seconds: float) -> bool:
        """Wait for so long at most; answers whether the job has ended."""
        if self._thread is not None:
            self._thread.join(seconds)
        return not self.running

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _watch(self, step: Step) -> None:
        self.step = step
        if step.part == Part.SEATS.value:
            # Seats are the one part that needs the search; all others are planned meanwhile.
            compiler.wait()

    def _run(self) -> None:
        try:
            self.outcome = self.work(self._stop, self._watch)
        except Exception as error:  # told on the page, where the person is
            self.error = error


def follow(work_id: str, job: Job) -> None:
    """Let other pages of this server find the job of a work."""
    _FOLLOWED[work_id] = job


def running_job(work_id: str) -> Job | None:
    """The job of a work that still runs, whoever started it."""
    job = _FOLLOWED.get(work_id)
    if job is not None and not job.running:
        del _FOLLOWED[work_id]
        return None
    return job
