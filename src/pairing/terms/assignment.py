"""Terms of assignment: workers (tutors, mentors) to tasks (needs, mentees) by arcs.

An arc is a (task, worker) pair that may be chosen. The score is maximised, all
numbers are integers. Most terms are arc-wise or convex in one task's or one worker's
count, which is what min-cost flow solves exactly; ``Load``, ``Joint``, ``Opened``,
``OpenedLimit`` and ``Sized`` couple arcs and need more. ``Wanted`` comes before ``Fair``, and
that before the score: what runs short is a shortfall to be told, never a contradiction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "ArcValue",
    "AssignmentProblem",
    "AssignmentTerm",
    "BoolArray",
    "Count",
    "Fair",
    "Forbidden",
    "IntArray",
    "Joint",
    "Load",
    "Marginal",
    "Opened",
    "OpenedLimit",
    "Required",
    "Side",
    "Sized",
    "Wanted",
    "squared_counts",
]

IntArray: TypeAlias = NDArray[np.int64]
BoolArray: TypeAlias = NDArray[np.bool_]
Side: TypeAlias = str
"""'task' or 'worker': whose count a term is about."""


@dataclass(frozen=True, eq=False)
class ArcValue:
    """Soft: ``values[a]`` when arc a is chosen. Shape (arcs,)."""

    owner: str
    values: IntArray

    hard = False


@dataclass(frozen=True, eq=False)
class Forbidden:
    """Hard: the marked arcs are not chosen. Shape (arcs,)."""

    owner: str
    arcs: BoolArray

    hard = True


@dataclass(frozen=True, eq=False)
class Required:
    """Hard: the marked arcs are chosen. Shape (arcs,)."""

    owner: str
    arcs: BoolArray

    hard = True


@dataclass(frozen=True, eq=False)
class Count:
    """Hard: each task (or worker) has between ``low`` and ``high`` chosen arcs."""

    owner: str
    side: Side
    low: IntArray
    high: IntArray

    hard = True


@dataclass(frozen=True, eq=False)
class Wanted:
    """Before fairness and score: each task (or worker) has ``least`` arcs, as far as can be.

    Hard terms may leave some with fewer. Those of a higher ``rank`` come first; among one rank
    as few arcs as possible are lacking. No rank is negative.
    """

    owner: str
    side: Side
    least: IntArray
    rank: IntArray

    hard = False

    def lacking(self, counts: IntArray) -> IntArray:
        """By how many arcs each task or worker falls short."""
        lacking: IntArray = np.maximum(0, self.least - counts)
        return lacking


@dataclass(frozen=True, eq=False)
class Marginal:
    """Soft: ``values[i, k]`` for the (k+1)-th chosen arc of task (or worker) i.

    Rows never rise from left to right (concave). Beyond the last column an arc is
    worth nothing more, or as little as in the last column where that is negative.
    """

    owner: str
    side: Side
    values: IntArray

    hard = False

    def __post_init__(self) -> None:
        # Rows that are one row broadcast need looking at once.
        rows = self.values[:1] if self.values.strides[0] == 0 else self.values
        if rows.shape[1] > 1 and (np.diff(rows, axis=1) > 0).any():
            raise ValueError("marginal values may not rise")

    def column(self, k: int) -> IntArray:
        """The value of the (k+1)-th arc of each task or worker."""
        width = self.values.shape[1]
        return self.values[:, k] if k < width else np.minimum(self.values[:, width - 1], 0)

    def total(self, counts: IntArray) -> int:
        """What these counts are worth together."""
        most = int(counts.max(initial=0))
        return sum(int(self.column(k)[counts > k].sum()) for k in range(most))


def squared_counts(owner: str, side: Side, size: int, most: int, unit: int) -> Marginal:
    """The square of each count up to ``most``, times ``unit``, as a cost: (k+1)^2 - k^2 = 2k+1."""
    steps = -unit * (2 * np.arange(max(1, most), dtype=np.int64) + 1)
    return Marginal(owner, side, np.broadcast_to(steps, (size, len(steps))))


@dataclass(frozen=True, eq=False)
class Load:
    """Hard: the chosen arcs of each task (or worker) weigh between ``low`` and ``high`` together.

    ``weights`` has shape (arcs,), none negative; the limits one entry a task or worker.
    """

    owner: str
    side: Side
    weights: IntArray
    low: IntArray
    high: IntArray

    hard = True


@dataclass(frozen=True, eq=False)
class Joint:
    """Soft: ``values[j]`` where both the arcs ``first[j]`` and ``second[j]`` are chosen."""

    owner: str
    first: IntArray
    second: IntArray
    values: IntArray

    hard = False


@dataclass(frozen=True, eq=False)
class Opened:
    """Soft: ``values[g]`` where any arc of group g is chosen; ``group`` gives each arc's, or -1."""

    owner: str
    group: IntArray
    values: IntArray

    hard = False

    def total(self, chosen: BoolArray) -> int:
        """What the groups opened by the chosen arcs are worth together."""
        opened = np.unique(self.group[chosen])
        return int(self.values[opened[opened >= 0]].sum())


@dataclass(frozen=True, eq=False)
class OpenedLimit:
    """Hard: at most ``most[i]`` groups of task (or worker) i have a chosen arc.

    ``group`` gives each arc's group; all arcs of a group end at the same task (or worker).
    """

    owner: str
    side: Side
    group: IntArray
    most: IntArray

    hard = True

    def opened(self, problem: AssignmentProblem, chosen: BoolArray) -> IntArray:
        """How many groups of each task or worker the chosen arcs open."""
        groups, arcs = np.unique(self.group[chosen], return_index=True)
        ends = problem.ends(self.side)[chosen][arcs[groups >= 0]]
        return np.bincount(ends, minlength=problem.size(self.side)).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Sized:
    """Hard: a group with any chosen arc has ``low[g]`` to ``high[g]`` of them.

    ``group`` gives each arc's group, or -1.
    """

    owner: str
    group: IntArray
    low: IntArray
    high: IntArray

    hard = True

    def outside(self, chosen: BoolArray) -> int:
        """By how much the opened groups miss their limits, together."""
        own = self.group[chosen]
        counts = np.bincount(own[own >= 0], minlength=len(self.low))
        opened = counts > 0
        return _outside(counts[opened], self.low[opened], self.high[opened])


@dataclass(frozen=True, eq=False)
class Fair:
    """Before any score: the loads of one side, sorted, are as small as can be (leximin).

    The largest load is as small as possible, then the second largest, and so on. An arc adds
    ``weights[a]`` to the load of its end; none is negative. A problem has one such term at most.
    Before the loads the ``misfit`` of all chosen arcs together is as small as can be, where it
    is given: fairness gives nobody to somebody who does not fit at all.
    """

    owner: str
    side: Side
    weights: IntArray
    misfit: IntArray | None = None

    hard = False

    @property
    def counts_only(self) -> bool:
        """Whether every arc weighs the same."""
        return len(self.weights) == 0 or bool((self.weights == self.weights[0]).all())

    def loads(self, problem: AssignmentProblem, chosen: BoolArray) -> IntArray:
        """The loads of the chosen arcs, the largest first."""
        return np.sort(problem.weigh(self.side, self.weights, chosen))[::-1]


AssignmentTerm: TypeAlias = (
    ArcValue
    | Count
    | Fair
    | Forbidden
    | Joint
    | Load
    | Marginal
    | Opened
    | OpenedLimit
    | Required
    | Sized
    | Wanted
)


@dataclass(frozen=True, eq=False)
class AssignmentProblem:
    """``tasks`` and ``workers``, the arcs between them, and what matters about them.

    ``task`` and ``worker`` have one entry an arc.
    """

    tasks: int
    workers: int
    task: IntArray
    worker: IntArray
    terms: tuple[AssignmentTerm, ...] = field(default=())

    @property
    def fair(self) -> Fair | None:
        """The term that comes before the score, where there is one.

        Raises ValueError where there are several.
        """
        found = [term for term in self.terms if isinstance(term, Fair)]
        if len(found) > 1:
            raise ValueError("a problem has one fair term at most")
        return found[0] if found else None

    def score(self, chosen: BoolArray) -> int:
        """What the soft terms come to for the chosen arcs."""
        total = int(self.arc_values[chosen].sum())
        for term in self.terms:
            if isinstance(term, Marginal):
                total += term.total(self.counts(term.side, chosen))
            elif isinstance(term, Joint):
                both = chosen[term.first] & chosen[term.second]
                total += int(term.values[both].sum())
            elif isinstance(term, Opened):
                total += term.total(chosen)
        return total

    def fairness(self, chosen: BoolArray) -> tuple[int, ...]:
        """The misfit of the chosen arcs and their loads, the largest first: less is fairer."""
        fair = self.fair
        if fair is None:
            return ()
        misfit = 0 if fair.misfit is None else int(fair.misfit[chosen].sum())
        return (misfit, *fair.loads(self, chosen).tolist())

    def violations(self, chosen: BoolArray) -> int:
        """Units by which the chosen arcs break the hard terms."""
        total = 0
        for term in self.terms:
            if isinstance(term, Forbidden):
                total += int((chosen & term.arcs).sum())
            elif isinstance(term, Required):
                total += int((~chosen & term.arcs).sum())
            elif isinstance(term, Count):
                total += _outside(self.counts(term.side, chosen), term.low, term.high)
            elif isinstance(term, Load):
                loads = self.weigh(term.side, term.weights, chosen)
                total += _outside(loads, term.low, term.high)
            elif isinstance(term, OpenedLimit):
                total += int(np.maximum(0, term.opened(self, chosen) - term.most).sum())
            elif isinstance(term, Sized):
                total += term.outside(chosen)
        return total

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """What is to be had before fairness and score."""
        return tuple(term for term in self.terms if isinstance(term, Wanted))

    def shortfall(self, chosen: BoolArray) -> tuple[int, ...]:
        """How many wanted arcs are lacking, rank by rank from the highest: less is better."""
        terms = self.wanted
        most = max((int(term.rank.max(initial=0)) for term in terms), default=0)
        lacking = np.zeros(most + 1, dtype=np.int64)
        for term in terms:
            np.add.at(lacking, term.rank, term.lacking(self.counts(term.side, chosen)))
        return tuple(lacking[::-1].tolist())

    @cached_property
    def arc_values(self) -> IntArray:
        """What each arc is worth whoever else is chosen."""
        values = np.zeros(len(self.task), dtype=np.int64)
        for term in self.terms:
            if isinstance(term, ArcValue):
                values += term.values
        return values

    @cached_property
    def allowed(self) -> BoolArray:
        """Which arcs no term forbids."""
        allowed = np.ones(len(self.task), dtype=bool)
        for term in self.terms:
            if isinstance(term, Forbidden):
                allowed &= ~term.arcs
        return allowed

    @cached_property
    def required(self) -> BoolArray:
        """Which arcs some term asks for."""
        required = np.zeros(len(self.task), dtype=bool)
        for term in self.terms:
            if isinstance(term, Required):
                required |= term.arcs
        return required

    def least(self, side: Side) -> IntArray:
        """How many arcs each task or worker must have at least."""
        least = np.zeros(self.size(side), dtype=np.int64)
        for term in self.terms:
            if isinstance(term, Count) and term.side == side:
                least = np.maximum(least, term.low)
        return least

    def most(self, side: Side) -> IntArray:
        """How many arcs each task or worker may have at most, by its limits and its arcs."""
        most = self.counts(side, self.allowed)
        for term in self.terms:
            if isinstance(term, Count) and term.side == side:
                most = np.minimum(most, term.high)
        return most

    def ends(self, side: Side) -> IntArray:
        """The task, or the worker, of each arc."""
        return self.task if side == "task" else self.worker

    def size(self, side: Side) -> int:
        """How many tasks, or workers, there are."""
        return self.tasks if side == "task" else self.workers

    def weigh(self, side: Side, weights: IntArray, chosen: BoolArray) -> IntArray:
        """The weight of the chosen arcs of each task or worker."""
        totals = np.zeros(self.size(side), dtype=np.int64)
        np.add.at(totals, self.ends(side)[chosen], weights[chosen])
        return totals

    def counts(self, side: Side, chosen: BoolArray) -> IntArray:
        """Number of chosen arcs of each task or worker."""
        return np.bincount(self.ends(side)[chosen], minlength=self.size(side)).astype(np.int64)


def _outside(amounts: IntArray, low: IntArray, high: IntArray) -> int:
    """By how much the amounts miss their limits, together."""
    return int((np.maximum(0, low - amounts) + np.maximum(0, amounts - high)).sum())
