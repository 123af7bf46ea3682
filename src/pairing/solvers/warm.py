"""Compile the searches and keep them on disk, in a process of its own: ``python -m`` this module.

It says ``ready`` when the search for seats can be loaded by whoever waits, then goes on with that
for sessions and with what few problems need. It ends when the process ends that holds the other
end of its standard input.
"""

from __future__ import annotations

import os
import sys
import threading

import numpy as np

from pairing.solvers.seating.quadratic.tabu import tabu_search
from pairing.solvers.seating.search.kernel import lay_out
from pairing.solvers.seating.search.population import Chain, polish
from pairing.solvers.timetable.search.walk import Walk
from pairing.solvers.xorshift import new_random
from pairing.terms.seating import SeatingProblem
from pairing.terms.timetable import NOWHERE, Request, TimetableProblem

__all__ = ["READY", "compile_search", "compile_tabu", "compile_walk", "main"]

READY = "ready"

_SEATS = 4


def compile_search() -> None:
    """Compile cooling and descent, or load them: a problem without terms has all their types."""
    tables, seat_of = lay_out(SeatingProblem(_SEATS, _SEATS, ())), np.arange(_SEATS)
    Chain(tables, _SEATS, seat_of, 0, seed=0).walk(1, hot=1.0, cold=1.0, penalty=1.0)
    polish(tables, _SEATS, seat_of, 0)


def compile_walk() -> None:
    """Compile the search for sessions, or load it."""
    slots = np.arange(2)
    request = Request(0, 1, 0, 1, slots, np.ones(2, dtype=np.int64))
    problem = TimetableProblem(2, (request,), weeks=np.zeros(2, dtype=np.int64), times=slots)
    Walk(problem, np.array([NOWHERE]))


def compile_tabu() -> None:
    """Compile the search over products of two matrices, or load it."""
    nothing = np.zeros((_SEATS, _SEATS))
    tabu_search(nothing, nothing, nothing, np.arange(_SEATS), new_random(0), 1, True)


def main() -> None:
    """Compile everything, as long as somebody wants it."""
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    compile_search()
    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()
    compile_walk()
    compile_tabu()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
