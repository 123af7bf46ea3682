"""The face of the seating engine: search, repair what is broken, prove what can be proved."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pairing.solvers.seating.bounds.upper_bound import quick_bound, upper_bound
from pairing.solvers.seating.counting.too_many import TooMany, count_seats
from pairing.solvers.seating.exact.neighbourhood import Neighbourhoods
from pairing.solvers.seating.exact.proof import can_prove, keep_hard_terms, prove
from pairing.solvers.seating.quadratic.form import Quadratic, quadratic_form
from pairing.solvers.seating.search.kernel import Tables, lay_out
from pairing.solvers.seating.search.packing import pack, unpack
from pairing.solvers.seating.search.population import Chain, Population, polish
from pairing.terms.seating import IntArray, SeatingProblem, Tally

__all__ = ["SeatingResult", "Watch", "solve_seating"]

Watch = Callable[[Tally, int], bool]
"""Told the best tally so far and the bound; answers whether to stop."""

_STEPS_A_SEAT = 6_000
"""The steps of a usual cooling, in each chain."""
_CHAINS = 8
_SLICES = 48
_FIRST_STEPS_A_SEAT = 500
_FIRST_CHAINS = 2
"""A short cooling first, so that there is soon something to show."""
_SHORTEST = 500
"""No slice of a cooling has fewer steps."""
_HOT_COST = 2.0
"""A hot step is taken more often and so costs this much more than one that is refused."""
_LONGEST = 50.0
"""No cooling is longer than so many usual ones."""
_EFFORT = 10.0
_NEIGHBOURHOODS = 6
"""Parts of the room that CP-SAT seats anew after each cooling of an endless search."""
_LARGEST_FOR_PARTS = 120
"""Laying out a part takes longer than it is worth in a larger room."""


@dataclass(frozen=True, eq=False)
class SeatingResult:
    """The best seating found, ``seat_of[s]`` for each student, and how good it is.

    ``bound`` is valid whatever the search did. Where hard terms are broken and were
    proved to contradict, ``conflict`` names the owners of such a set, and ``too_many`` for whom
    they leave too few seats, where that was a matter of counting. ``cut`` says that
    the watch or the clock stopped the search, so that another run may end elsewhere.
    """

    seat_of: IntArray
    tally: Tally
    bound: int
    conflict: tuple[str, ...] = ()
    minimal: bool = False
    cut: bool = False
    too_many: TooMany | None = None

    @property
    def optimal(self) -> bool:
        return self.tally.violations == 0 and self.tally.score >= self.bound


class _Cooling(NamedTuple):
    """How long and how hot: so many steps in each chain, or as many as fit until a time."""

    steps: int
    heat: float = 1.0
    until: float | None = None


class _Search:
    """The incumbent of one problem and the moves that better it."""

    def __init__(
        self, problem: SeatingProblem, seed: int, seconds: float | None, watch: Watch | None
    ) -> None:
        self.problem = problem
        self.tables: Tables = lay_out(problem)
        self.random = np.random.default_rng(seed)
        self.bound = quick_bound(problem)
        self.watch = watch
        self.deadline = float("inf") if seconds is None else time.perf_counter() + seconds
        self.best = np.zeros(0, dtype=np.int64)
        self.value: int | None = None
        self.too_many: TooMany | None = None
        self.pace = 0.0
        """Steps a second, of all chains together."""
        self.cut = False

    @property
    def done(self) -> bool:
        """Nothing better exists, or nobody wants to wait for it."""
        if self.problem.seats == 1 and self.value is not None:
            return True
        if self.too_many is not None:
            return True
        return self.cut or (self.value is not None and self.value >= self.bound)

    def time_left(self) -> float:
        """Seconds until the deadline; infinite without one."""
        return self.deadline - time.perf_counter()

    def random_seating(self) -> IntArray:
        order = self.random.permutation(self.problem.seats)
        return order[: self.problem.students].astype(np.int64)

    def take(self, seat_of: IntArray, value: int) -> None:
        """Make a seating the incumbent if it is better."""
        if self.value is None or value > self.value:
            self.best, self.value = seat_of.copy(), value

    def offer(self, seat_of: IntArray) -> None:
        """Take a seating, and what a descent makes of it."""
        value = pack(self.problem.tally(seat_of))
        self.take(seat_of, value)
        if not self.done:
            self.take(*polish(self.tables, self.problem.students, seat_of, value))

    def report(self) -> None:
        """Tell the watch, and hear whether to stop."""
        if self.value is None:
            return
        if self.watch is not None and self.watch(unpack(self.value), self.bound):
            self.cut = True
        self.cut = self.cut or time.perf_counter() > self.deadline

    def anneal(self, starts: list[IntArray], plan: _Cooling, pool: Executor | None) -> None:
        """Cool a chain from each start, then descend from the best of each."""
        students = self.problem.students
        chains = [
            Chain(
                self.tables,
                students,
                start,
                pack(self.problem.tally(start)),
                int(self.random.integers(1 << 62)),
            )
            for start in starts
        ]
        slices = max(1, min(_SLICES, plan.steps // _SHORTEST))
        population = Population(chains, plan.heat, slices, int(self.random.integers(1 << 62)))
        hot_cost = 1 + _HOT_COST * np.exp(-6 * np.arange(slices) / slices)
        for number in range(slices):
            steps = plan.steps // slices
            started = time.perf_counter()
            if plan.until is not None and self.pace:
                # As many steps in this slice as in each of those to come.
                shares = float(hot_cost[number:].sum() / hot_cost[max(0, number - 1)])
                steps = round((plan.until - started) * self.pace / shares / len(chains))
            steps = max(1, steps)
            population.slice(number, steps, pool)
            self.pace = steps * len(chains) / (time.perf_counter() - started)
            for chain in chains:
                self.take(np.argsort(chain.best_at)[:students], chain.best_value)
            self.report()
            if self.done:
                return
        for chain in chains:
            seat_of = np.argsort(chain.best_at)[:students]
            self.take(*polish(self.tables, students, seat_of, chain.best_value))

    def reseat_parts(self, neighbourhoods: Neighbourhoods) -> None:
        """Let CP-SAT seat a few parts of the incumbent anew, each as well as can be."""
        for _ in range(_NEIGHBOURHOODS):
            self.report()
            if self.done:
                return
            seat_of = neighbourhoods.better(self.best)
            self.take(seat_of, pack(self.problem.tally(seat_of)))


def solve_seating(
    problem: SeatingProblem,
    *,
    seed: int = 0,
    start: IntArray | None = None,
    effort: float = 1.0,
    seconds: float | None = None,
    proof: int = 1,
    repair: bool = True,
    workers: int = 1,
    watch: Watch | None = None,
) -> SeatingResult:
    """Seat the students as well as the effort allows.

    Args:
        problem: who, where and what matters.
        seed: the same seed and problem give the same seating, unless ``watch`` or
            ``seconds`` cuts it.
        start: a seating to begin from, seat of each student; it is never worsened.
        effort: multiplies the length of the search; 1 takes about half a second for a
            class. ``float("inf")`` goes on until it is cut or proved.
        seconds: the longest the search may take; the bound comes on top.
        proof: rounds of work for a tight bound; 0, or a search cut short, gives a quick one.
        repair: whether to look for a seating, or a conflict set, where the search leaves hard
            terms broken.
        workers: threads to search with; they do not change the answer.
        watch: told of progress, and able to stop.
    """
    search = _Search(problem, seed, seconds, watch)
    if problem.students == 0:
        empty = np.zeros(0, dtype=np.int64)
        return SeatingResult(empty, problem.tally(empty), search.bound)
    form = quadratic_form(problem)
    if form is not None:
        if start is not None:
            # Tabu search begins elsewhere; the start is only not to be worsened.
            search.take(start, pack(problem.tally(start)))
        _search_quadratic(search, form, effort, seed)
    else:
        with ThreadPoolExecutor(workers) as pool:
            _search_terms(search, start, effort, pool if workers > 1 else None, count=repair)
    conflict, minimal = _repair(search) if repair else ((), False)
    assert search.value is not None
    if proof and not search.cut:
        # Who is in a hurry wants the plan, not the proof.
        _prove(search, proof)
    return SeatingResult(
        search.best,
        unpack(search.value),
        search.bound,
        conflict,
        minimal,
        search.cut,
        search.too_many,
    )


def _prove(search: _Search, rounds: int) -> None:
    """Lower the bound to what can be shown, and take a better plan that turns up on the way."""
    assert search.value is not None
    problem = search.problem
    if search.value >= search.bound or unpack(search.value).violations:
        return
    score = unpack(search.value).score
    search.bound = min(search.bound, max(score, upper_bound(problem, rounds, score)))
    if score < search.bound and can_prove(problem):
        seat_of, bound = prove(problem, search.best, _EFFORT)
        search.take(seat_of, pack(problem.tally(seat_of)))
        search.bound = min(search.bound, max(bound, search.value))


def _search_terms(
    search: _Search,
    start: IntArray | None,
    effort: float,
    pool: Executor | None,
    *,
    count: bool,
) -> None:
    """Coolings: a short one, then long ones, the first from ``start`` where there is one.

    Where the short one leaves hard terms broken, seats are counted, if ``count`` says so: no
    search finds what is not there.
    """
    seats = search.problem.seats
    if seats == 1:
        # There is nothing to swap, and the kernel takes two seats for granted.
        start = np.zeros(1, dtype=np.int64)
    if start is not None:
        search.offer(start)
        search.report()
    if not search.done:
        steps = max(1, round(min(effort, 1.0) * _FIRST_STEPS_A_SEAT * seats))
        first = search.random_seating() if start is None else search.best
        plan = _Cooling(steps, 1.0 if start is None else 0.2)
        search.anneal([first] * _FIRST_CHAINS, plan, pool)
    if count and search.value is not None and unpack(search.value).violations:
        search.too_many = count_seats(search.problem)
    done = 0.0
    again = False
    neighbourhoods = None
    if effort == float("inf") and seats <= _LARGEST_FOR_PARTS:
        neighbourhoods = Neighbourhoods(search.problem, int(search.random.integers(1 << 62)))
    while not search.done and done < effort:
        share = min(1.0, effort - done)
        until = None
        if effort == float("inf"):
            # One slow cooling is worth more than several fast ones: take the time there is.
            share = _LONGEST
            longest = share * _STEPS_A_SEAT * seats * _CHAINS / search.pace
            until = min(search.deadline, time.perf_counter() + longest)
        steps = max(1, round(share * _STEPS_A_SEAT * seats))
        # Every other cooling begins where the best one ended, and less hot.
        starts = [search.best if again else search.random_seating() for _ in range(_CHAINS)]
        search.anneal(starts, _Cooling(steps, 0.3 if again else 1.0, until), pool)
        if neighbourhoods is not None:
            search.reseat_parts(neighbourhoods)
        done += share
        again = not again


def _search_quadratic(search: _Search, form: Quadratic, effort: float, seed: int) -> None:
    """Tabu search, where the problem is one of products alone."""
    for seat_of in form.improve(seed, effort, search.deadline):
        search.take(seat_of, pack(search.problem.tally(seat_of)))
        search.report()
        if search.done:
            return


def _repair(search: _Search) -> tuple[tuple[str, ...], bool]:
    """Keep the hard terms that the search left broken, or find the ones that conflict."""
    assert search.value is not None
    if not unpack(search.value).violations:
        return (), False
    if search.too_many is not None:
        return search.too_many.owners, search.too_many.minimal
    report = keep_hard_terms(search.problem, _EFFORT)
    if report.seat_of is not None:
        search.offer(report.seat_of)
        if not search.done:
            steps = round(_STEPS_A_SEAT * search.problem.seats / 4)
            search.anneal([search.best] * _FIRST_CHAINS, _Cooling(max(1, steps), 0.1), None)
    return report.conflict, report.minimal
