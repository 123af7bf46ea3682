"""One part of a plan as an assignment problem: its market, its arcs, its rules and its pins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from pairing.instances.markets import Couples, Market
from pairing.model.messages.message import Message
from pairing.model.pin import Pin
from pairing.model.plan import PlanRow
from pairing.planning.parts.registry import pin_words
from pairing.rules.assignment._base import ArcRule, MarketRule
from pairing.rules.core.rule import Match
from pairing.solvers.assignment import couples_arcs
from pairing.terms.assignment import (
    ArcValue,
    AssignmentProblem,
    AssignmentTerm,
    BoolArray,
    Count,
    IntArray,
    Marginal,
    Required,
)

__all__ = ["AssignmentQuestion"]


@dataclass(frozen=True, eq=False)
class AssignmentQuestion:
    """What may be chosen for pairs, mentors or teams, under which rules and pins."""

    market: Market[Any, Any]
    arcs: Couples
    rules: tuple[MarketRule[Any], ...]
    pins: tuple[Pin, ...]

    @cached_property
    def terms(self) -> tuple[AssignmentTerm, ...]:
        """What the rules and pins come to."""
        compiled = [term for rule in self.rules for term in rule.compile(self.market, self.arcs)]
        return (*compiled, *self._pinned())

    def _pinned(self) -> Iterator[AssignmentTerm]:
        """The pins as hard terms of their own."""
        for pin in self.pins:
            task, worker = self.market.place(pin.row) or (-1, -1)
            marked = (self.arcs.task == task) & (self.arcs.worker == worker)
            if marked.any():
                yield Required(pin.owner, marked)
            else:
                # Nothing that may be chosen is what the pin asks for, so it cannot be kept.
                size = len(self.market.workers)
                yield Count(pin.owner, "worker", np.ones(size, int), np.zeros(size, int))

    @cached_property
    def problem(self) -> AssignmentProblem:
        """All of it, as the solver takes it."""
        tasks, workers = len(self.market.tasks), len(self.market.workers)
        return AssignmentProblem(tasks, workers, self.arcs.task, self.arcs.worker, self.terms)

    def with_terms(self, *more: AssignmentTerm) -> AssignmentProblem:
        """The problem with further terms."""
        return replace(self.problem, terms=(*self.terms, *more))

    def keeping(self, kept: BoolArray, charge: int) -> AssignmentProblem:
        """The problem in which couples of the plan in force are given up only for a price.

        Where fairness comes before the score, so does what is kept: trust is not taken apart
        for a load that is one smaller.

        Args:
            kept: the arcs of the plan in force.
            charge: what each of them costs that is given up.
        """
        fair = self.problem.fair
        if fair is None:
            return self.with_terms(ArcValue("keep", kept.astype(np.int64) * charge))
        misfit = np.zeros_like(fair.weights) if fair.misfit is None else fair.misfit
        dearer = 1 + int(misfit.max(initial=0))
        held = replace(fair, misfit=misfit - dearer * kept)
        terms = (held if term is fair else term for term in self.terms)
        return replace(self.problem, terms=tuple(terms))

    def without_fairness(self) -> AssignmentProblem:
        """The problem in which nothing but what is wanted comes before the score."""
        kept = (term for term in self.terms if term is not self.problem.fair)
        return replace(self.problem, terms=tuple(kept))

    @cached_property
    def keys(self) -> IntArray:
        """A number for the couple of each arc."""
        return self.key_of(self.arcs)

    def key_of(self, couples: Couples) -> IntArray:
        """A number for each couple, the same wherever it stands."""
        return couples.task * len(self.market.workers) + couples.worker

    def chosen(self, rows: Iterable[PlanRow]) -> BoolArray:
        """Which arcs a plan's rows name."""
        return np.isin(self.keys, self.key_of(self.market.couples(rows)))

    def couples(self, chosen: BoolArray) -> Couples:
        """The couples of the chosen arcs."""
        return Couples(self.arcs.task[chosen], self.arcs.worker[chosen])

    def rows(self, couples: Couples) -> list[Any]:
        """The plan's rows that couples make."""
        return [
            self.market.row(*ends) for ends in zip(*map(np.ndarray.tolist, couples), strict=True)
        ]

    def couple(self, arc: int) -> Couples:
        """The two of one arc."""
        return Couples(self.arcs.task[arc : arc + 1], self.arcs.worker[arc : arc + 1])

    def row(self, arc: int) -> Any:
        """The plan's row that one arc makes."""
        return self.market.row(int(self.arcs.task[arc]), int(self.arcs.worker[arc]))

    @property
    def is_flow(self) -> bool:
        """Whether a flow alone says it all: no term couples arcs, or comes before the score."""
        return self.problem.fair is None and not couples_arcs(self.problem)

    def worth(self, couples: Couples) -> tuple[int, int]:
        """(score, violations) of any couples at all, those that nobody may choose too."""
        terms = (term for rule in self.rules for term in rule.compile(self.market, couples))
        own = replace(self.problem, task=couples.task, worker=couples.worker, terms=tuple(terms))
        every = np.ones(len(couples.task), dtype=bool)
        return own.score(every), own.violations(every)

    @cached_property
    def wanted(self) -> IntArray:
        """How many workers each task wants: as many as earn something, one where none does."""
        wanted = np.zeros(len(self.market.tasks), dtype=np.int64)
        for term in self.terms:
            if isinstance(term, Marginal) and term.side == "task":
                np.maximum(wanted, (term.values > 0).sum(axis=1), out=wanted)
        return np.maximum(wanted, 1)

    def barred(self, couple: Couples) -> tuple[Message, ...]:
        """What the hard rules say against one couple, in words."""
        return tuple(match.text for _, _, match in self._against(couple))

    def barring(self, couples: Couples) -> tuple[tuple[Message, ...], BoolArray]:
        """The hard rules, in words, that bar any of the couples; which couples none bars."""
        free = np.ones(len(couples.task), dtype=bool)
        words: dict[str, Message] = {}
        for rule, number, _ in self._against(couples):
            free[number] = False
            words.setdefault(rule.key, rule.words(self.market.findings.school))
        return tuple(words.values()), free

    def _against(self, couples: Couples) -> Iterator[tuple[ArcRule[Any], int, Match]]:
        """What the hard rules say against couples: the rule, the couple's number, the match."""
        for rule in self.rules:
            if isinstance(rule, ArcRule) and rule.hard:
                for number, match in rule.matches(self.market, couples):
                    yield rule, number, match

    @property
    def words(self) -> dict[str, Message]:
        """Rules and pins in words, by the owner of their terms."""
        school = self.market.findings.school
        words = {rule.key: rule.words(school) for rule in self.rules}
        return words | pin_words(school, self.pins)
