"""Who is left out of pairs, mentors and teams: whether they need be, and what is in the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from pairing.instances.markets import Couples
from pairing.model.messages.message import Message
from pairing.planning.parts.assignment.problem import AssignmentQuestion
from pairing.rules.assignment._base import Needless
from pairing.solvers.assignment import Exchanges, LeftOut, couples_arcs, largest_cover
from pairing.terms.assignment import (
    AssignmentProblem,
    BoolArray,
    Count,
    Forbidden,
    IntArray,
    Required,
    Side,
)

__all__ = ["Shortage", "needless_of"]


@dataclass(frozen=True, eq=False)
class Shortage:
    """Who lacks couples in a plan that lacks as few as can be, and why.

    Args:
        question: what was planned.
        chosen: the plan's arcs.
        proved: whether it was proved that no plan lacks less.
    """

    question: AssignmentQuestion
    chosen: BoolArray
    proved: bool = True

    @property
    def market(self) -> Any:
        """What was chosen from."""
        return self.question.market

    @property
    def coupled(self) -> bool:
        """Whether limits tie choices together, so that no chain of exchanges says what helps."""
        return couples_arcs(self.question.problem)

    @cached_property
    def tasks(self) -> tuple[LeftOut, ...]:
        """The tasks that lack workers, those of the highest rank first."""
        return self._exchanges.left_out("task")

    @cached_property
    def workers(self) -> tuple[LeftOut, ...]:
        """The workers that lack tasks."""
        return self._exchanges.left_out("worker")

    @cached_property
    def _exchanges(self) -> Exchanges:
        return Exchanges(self.question.problem, self.chosen)

    @cached_property
    def full(self) -> dict[int, tuple[int, ...]]:
        """The tasks that lack workers because all who could be are full, and these.

        Who has no place at all, by a limit of none, is in nobody's way.
        """
        if self.coupled:
            return {}
        most = self.question.problem.most("worker")
        found = {
            left.end: tuple(one for one in left.others if most[one] > 0) for left in self.tasks
        }
        return {end: places for end, places in found.items() if places}

    @property
    def ways(self) -> dict[tuple[int, ...], int]:
        """The workers of whom any, with one more place, would serve one task more of so many."""
        return dict(Counter(self.full.values()))

    def barring(self, left: LeftOut) -> tuple[Message, ...]:
        """The rules that leave a task nobody at all, in words."""
        problem, words = self.question.problem, self.question.words
        own = problem.task == left.end
        workers = problem.worker[own & problem.allowed]
        found = (
            term.owner
            for term in problem.terms
            if (isinstance(term, Forbidden) and (term.arcs & own).any())
            or (
                isinstance(term, Count)
                and term.side == "worker"
                and (term.high[workers] == 0).any()
            )
        )
        return tuple(words[owner] for owner in dict.fromkeys(found))

    def because_of_pins(self) -> int:
        """How many tasks more could be served if nothing were pinned; 0 where it is not known."""
        problem = self.question.problem
        if self.coupled or not any(isinstance(term, Required) for term in problem.terms):
            return 0
        free = _without(problem, Required)
        return int(Exchanges(free, self.chosen).needless("task").sum())


def needless_of(question: AssignmentQuestion, couples: Couples, fixed: Couples) -> Needless:
    """Who lacks couples in any plan though the limits leave room for them.

    Args:
        question: the part, without pins.
        couples: the plan's couples, whoever chose them.
        fixed: those that a person has fixed: they give way to nobody.
    """
    problem = question.problem
    if not problem.wanted:
        return Needless()
    chosen = np.isin(question.keys, question.key_of(couples))
    held = chosen & np.isin(question.keys, question.key_of(fixed))
    tasks = Exchanges(problem, chosen, held).needless("task")
    workers = Exchanges(problem, chosen, held).needless("worker")
    if not couples_arcs(problem) or not (tasks.any() or workers.any()):
        return Needless(tasks, workers)
    # Some chains may break a limit that ties choices together.
    return _coupled(problem, chosen, held)


def _coupled(problem: AssignmentProblem, chosen: BoolArray, held: BoolArray) -> Needless:
    """The same where the largest cover has to be searched for."""
    best = largest_cover(problem, held)
    sides: dict[Side, IntArray] = {
        side: np.zeros(problem.size(side), dtype=np.int64) for side in ("task", "worker")
    }
    ranks = (
        () if best is None else zip(problem.shortfall(chosen), problem.shortfall(best), strict=True)
    )
    for place, (lacking, least) in enumerate(ranks):
        if lacking < least:
            break
        if lacking > least:
            _mark(problem, chosen, place, lacking - least, sides)
            break
    return Needless(sides["task"], sides["worker"])


def _mark(
    problem: AssignmentProblem,
    chosen: BoolArray,
    place: int,
    units: int,
    sides: dict[Side, IntArray],
) -> None:
    """Lay so many lacking arcs at the door of the first ends of a rank that lack some."""
    rank = len(problem.shortfall(chosen)) - 1 - place
    for term in problem.wanted:
        lacking = term.lacking(problem.counts(term.side, chosen)) * (term.rank == rank)
        for end in np.flatnonzero(lacking).tolist():
            taken = min(units, int(lacking[end]))
            sides[term.side][end] += taken
            units -= taken


def _without(problem: AssignmentProblem, kind: type) -> AssignmentProblem:
    return replace(problem, terms=tuple(t for t in problem.terms if not isinstance(t, kind)))
