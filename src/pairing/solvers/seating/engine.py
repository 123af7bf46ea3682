"""The face of the seating engine: anneal, mend what is broken, prove what can be proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pairing.solvers.seating.bound import upper_bound
from pairing.solvers.seating.exact import keep_hard_terms
from pairing.solvers.seating.kernel import anneal, descend, new_state, person_on, sample_changes
from pairing.solvers.seating.tables import Tables, lay_out
from pairing.terms.seating import IntArray, SeatingProblem, Tally

__all__ = ["SeatingResult", "Watch", "solve_seating"]

Watch = Callable[[Tally, int], bool]
"""Told the best tally so far and the bound; answers whether to stop."""

_STEPS_A_SEAT = 8_000
_RUNS = 2
_SLICES = 20
_EFFORT = 10.0


@dataclass(frozen=True, eq=False)
class SeatingResult:
    """The best seating found, ``seat_of[s]`` for each student, and how good it is.

    ``bound`` is valid whatever the search did. Where hard terms are broken and were
    proved to contradict, ``conflict`` names the owners of such a set. ``cut`` says that
    the watch stopped the search, so that another run may end elsewhere.
    """

    seat_of: IntArray
    tally: Tally
    bound: int
    conflict: tuple[str, ...] = ()
    minimal: bool = False
    cut: bool = False

    @property
    def optimal(self) -> bool:
        return self.tally.violations == 0 and self.tally.score >= self.bound


class _Search:
    """The incumbent of one problem and the moves that better it."""

    def __init__(self, problem: SeatingProblem, seed: int, watch: Watch | None) -> None:
        self.problem = problem
        self.tables: Tables = lay_out(problem)
        self.random = new_state(seed)
        self.shuffle = np.random.default_rng(seed)
        self.bound = upper_bound(problem)
        self.watch = watch
        self.best: IntArray | None = None
        self.tally = np.array([np.iinfo(np.int64).max, 0])
        self.cut = False

    @property
    def done(self) -> bool:
        """Nothing better exists, or nobody wants to wait for it."""
        if self.problem.seats == 1 and self.best is not None:
            return True
        return self.cut or (self.tally[0] == 0 and self.tally[1] >= self.bound)

    def measure(self, seat_of: IntArray) -> IntArray:
        tally = self.problem.tally(seat_of)
        return np.array([tally.violations, tally.score])

    def offer(self, seat_of: IntArray) -> None:
        """Take a seating as the incumbent if it is better, after a descent."""
        at = person_on(seat_of, self.problem.seats)
        tally = self.measure(seat_of)
        if not self._better(tally):
            at, tally = at.copy(), tally.copy()
            descend(self.tables, self.problem.students, at, tally)
        self._keep(at, tally)

    def _better(self, tally: IntArray) -> bool:
        return bool(
            tally[0] < self.tally[0] or (tally[0] == self.tally[0] and tally[1] > self.tally[1])
        )

    def _keep(self, at: IntArray, tally: IntArray) -> None:
        if self.best is None or self._better(tally):
            self.best, self.tally = at.copy(), tally.copy()

    def report(self) -> None:
        if self.watch and self.watch(Tally(int(self.tally[0]), int(self.tally[1])), self.bound):
            self.cut = True

    def anneal(self, at: IntArray, steps: int, heat: float = 1.0) -> None:
        """One cooling from ``heat`` times the usual temperature, then a descent."""
        tally = self.measure(seats_of(at, self.problem.students))
        size = sample_changes(self.tables, at, self.random, 200)
        hot = heat * max(size, 1.0) / 2
        cold, penalty = max(hot / 300, 0.5), 3 * max(size, 1.0)
        best, best_tally = at.copy(), tally.copy()
        cooling = (cold / hot) ** (1 / _SLICES)
        for part in range(_SLICES):
            anneal(
                self.tables,
                self.problem.students,
                at,
                tally,
                best,
                best_tally,
                self.random,
                steps // _SLICES,
                hot * cooling**part,
                hot * cooling ** (part + 1),
                penalty,
            )
            self._keep(best, best_tally)
            self.report()
            if self.done:
                return
        descend(self.tables, self.problem.students, best, best_tally)
        self._keep(best, best_tally)
        self.report()

    def random_order(self) -> IntArray:
        return self.shuffle.permutation(self.problem.seats).astype(np.int64)


def seats_of(at: IntArray, students: int) -> IntArray:
    """The seat of each student from who stands on each seat."""
    seat_of = np.empty(len(at), dtype=np.int64)
    seat_of[at] = np.arange(len(at))
    return seat_of[:students]


def solve_seating(
    problem: SeatingProblem,
    *,
    seed: int = 0,
    start: IntArray | None = None,
    effort: float = 1.0,
    watch: Watch | None = None,
) -> SeatingResult:
    """Seat the students as well as the effort allows.

    Args:
        problem: who, where and what matters.
        seed: the same seed and problem give the same seating, unless ``watch`` cuts it.
        start: a seating to begin from, seat of each student; it is never worsened.
        effort: multiplies the length of the search; 1 takes about a second for a class.
        watch: told of progress, and able to stop.
    """
    search = _Search(problem, seed, watch)
    if problem.students == 0:
        empty = np.zeros(0, dtype=np.int64)
        return SeatingResult(empty, problem.tally(empty), search.bound)
    steps = max(_SLICES, round(effort * _STEPS_A_SEAT * problem.seats))
    if start is None and problem.seats == 1:
        # There is nothing to swap, and the kernel takes two seats for granted.
        start = np.zeros(1, dtype=np.int64)
    if start is not None:
        search.offer(start)
        if not search.done and search.best is not None:
            search.anneal(search.best.copy(), steps // 2, heat=0.2)
    for _ in range(_RUNS):
        if not search.done:
            search.anneal(search.random_order(), steps)
    conflict: tuple[str, ...] = ()
    minimal = False
    if search.tally[0] > 0:
        verdict = keep_hard_terms(problem, _EFFORT)
        conflict, minimal = verdict.conflict, verdict.minimal
        if verdict.seat_of is not None:
            search.offer(verdict.seat_of)
            if not search.done and search.best is not None:
                search.anneal(search.best.copy(), steps // 2, heat=0.1)
    assert search.best is not None
    seat_of = seats_of(search.best, problem.students)
    tally = Tally(int(search.tally[0]), int(search.tally[1]))
    return SeatingResult(seat_of, tally, search.bound, conflict, minimal, search.cut)
