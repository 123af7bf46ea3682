"""One walk of the compiled search from a timetable, in steps that a clock or a person may end."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import numpy as np

from pairing.solvers.timetable.search.board import new_board
from pairing.solvers.timetable.search.layout import CANDIDATES, SLOT, lay_out
from pairing.solvers.timetable.search.moves import anneal
from pairing.solvers.xorshift import new_random
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, Crowd, Tie, TimetableProblem, Wait

__all__ = ["Walk"]

_CHUNKS = 60
"""So often the clock is asked, and progress told."""
_HOT, _COLD = 1 / 2, 1 / 30
"""The first and the last temperature, by what a usual soft term is worth."""
_TRIED = 2000
"""After so many steps it is known how long one takes."""


class Walk:
    """The best timetable that a walk has met so far; never worse than where it began."""

    def __init__(self, problem: TimetableProblem, start: IntArray, seed: int = 0) -> None:
        self._tables = lay_out(problem)
        self._board = new_board(self._tables)
        self._source = new_random(seed)
        self._best = np.array(
            [
                NOWHERE if slot == NOWHERE else begin + np.searchsorted(one.candidates, slot)
                for one, slot, begin in zip(
                    problem.requests,
                    start.tolist(),
                    self._tables.requests[:-1, CANDIDATES].tolist(),
                    strict=True,
                )
            ],
            dtype=np.int64,
        )
        self._out = np.zeros(len(problem.requests) + 1, dtype=np.int64)
        self._unit = _usual_worth(problem)
        self._score, self.score = 0, 0
        self._anneal(0, 1.0, 1.0)

    @property
    def slot_of(self) -> IntArray:
        """The slot of each request in the best timetable met."""
        met = self._best != NOWHERE
        found = np.full(len(self._best), NOWHERE, dtype=np.int64)
        found[met] = self._tables.candidates[self._best[met], SLOT]
        return found

    def cool(self, steps: int, told: Callable[[float, int], bool], seconds: float) -> bool:
        """Anneal; whether all steps were taken.

        Args:
            steps: moves drawn, in all.
            told: after each while: (the share that is done, the best score); whether to stop.
            seconds: where they do not suffice, it cools faster, so that the end is cold all the
                same.
        """
        started = time.perf_counter()
        taken = 0
        for chunk in range(_CHUNKS):
            # What the first one leaves, the second takes over; without a limit too, so that a
            # limit that is kept changes nothing.
            wanted = steps * (chunk + 1) // _CHUNKS - taken
            if not chunk:
                wanted = min(wanted, _TRIED)
            spent = time.perf_counter() - started
            if math.isfinite(seconds):
                pace = spent / taken if taken else 0.0
                each = (seconds - spent) / (_CHUNKS - chunk)
                wanted = min(wanted, int(each / pace)) if pace else wanted
            if wanted > 0:
                self._anneal(wanted, self._heat(chunk), self._heat(chunk + 1))
                taken += wanted
            if told((chunk + 1) / _CHUNKS, self.score):
                return False
        return taken == steps

    def _heat(self, chunk: int) -> float:
        return float(self._unit * _HOT * (_COLD / _HOT) ** (chunk / _CHUNKS))

    def _anneal(self, steps: int, hot: float, cold: float) -> None:
        self._score, self.score = anneal(
            self._tables,
            self._board,
            self._best,
            self._out,
            self._source,
            self._score,
            self.score,
            steps,
            hot,
            cold,
        )


def _usual_worth(problem: TimetableProblem) -> float:
    """The median worth of soft terms that are bent every day; a fifth of a request without any."""
    values = [
        term.value
        for term in problem.terms
        if isinstance(term, Crowd | Wait | Tie) and term.value > 0
    ]
    if values:
        return float(np.median(values))
    best = [int(one.values.max(initial=0)) for one in problem.requests]
    return max(0.2 * max(best, default=0), 1e-3)
