"""Rules of assignment: who may carry or help whom, and how well the two fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np

from pairing.instances.markets import (
    Couples,
    Market,
    MentorMarket,
    PairMarket,
    TeamMarket,
    students_of,
)
from pairing.model.enums import Part
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.rule import Match, Rule
from pairing.screening import Findings
from pairing.terms.assignment import (
    ArcValue,
    AssignmentTerm,
    Count,
    Forbidden,
    IntArray,
    Side,
)

__all__ = [
    "ArcRule",
    "MarketRule",
    "MentorRule",
    "Needless",
    "PairRule",
    "TeamRule",
    "WantingRule",
    "at_most",
    "too_many_tutors",
]

MarketT = TypeVar("MarketT", bound=Market[Any, Any])


@dataclass(frozen=True, eq=False)
class Needless:
    """How many couples tasks and workers lack of those wanted though the limits leave room.

    A plan that lacks no more than it must has none.
    """

    task: IntArray | None = None
    worker: IntArray | None = None

    def of(self, side: Side, size: int) -> IntArray:
        """Those of one side, one entry a task or worker."""
        found = self.task if side == "task" else self.worker
        return np.zeros(size, dtype=np.int64) if found is None else found


class MarketRule(Rule, Generic[MarketT]):
    """A rule about which couples of a market are chosen."""

    def compile(self, market: MarketT, arcs: Couples) -> Iterator[AssignmentTerm]:
        """The rule as terms over the market's tasks and workers and the arcs between them."""
        raise NotImplementedError

    def judge(self, market: MarketT, chosen: Couples) -> Iterator[Match]:
        """Every place in which the chosen couples keep or break the rule."""
        raise NotImplementedError


class WantingRule(MarketRule[MarketT]):
    """A hard rule that wants couples as far as the limits leave room for them.

    It is broken where couples are lacking that need not be, which nobody sees who looks at the
    chosen couples alone.
    """

    def judge(self, market: MarketT, chosen: Couples) -> Iterator[Match]:
        return self.judge_lacking(market, chosen, Needless())

    def judge_lacking(
        self, market: MarketT, chosen: Couples, needless: Needless
    ) -> Iterator[Match]:
        """The same, where it is known who lacks couples needlessly."""
        raise NotImplementedError


class ArcRule(MarketRule[MarketT]):
    """A rule that looks at one couple at a time.

    ``measure`` gives the units that each couple earns or costs; as a hard rule it
    forbids each couple that it measures below zero.
    """

    def measure(self, market: MarketT, couples: Couples) -> IntArray:
        """Units earned (positive) or lost (negative) by each couple if it is chosen."""
        raise NotImplementedError

    def tell(self, findings: Findings, task: Any, worker: Any, amount: int) -> Message:
        """Why the couple is measured so, in words."""
        raise NotImplementedError

    def amounts(self, market: MarketT, couples: Couples) -> IntArray:
        """``measure`` where the rule holds, 0 elsewhere."""
        concerned = market.concerned(self.applies_to)
        return np.where(concerned[couples.task], self.measure(market, couples), 0)

    def compile(self, market: MarketT, arcs: Couples) -> Iterator[AssignmentTerm]:
        amounts = self.amounts(market, arcs)
        if self.hard:
            yield Forbidden(self.key, amounts < 0)
        elif amounts.any() and self.unit:
            yield ArcValue(self.key, amounts * self.unit)

    def judge(self, market: MarketT, chosen: Couples) -> Iterator[Match]:
        for _, match in self.matches(market, chosen):
            yield match

    def matches(self, market: MarketT, chosen: Couples) -> Iterator[tuple[int, Match]]:
        """Each couple, by its place among the chosen, that keeps or breaks the rule."""
        amounts = self.amounts(market, chosen)
        telling = amounts < 0 if self.hard else amounts != 0
        for number in np.flatnonzero(telling).tolist():
            task = market.tasks[chosen.task[number]]
            worker = market.workers[chosen.worker[number]]
            amount = int(amounts[number])
            words = self.tell(market.findings, task, worker, amount)
            yield number, Match(amount, students_of(task, worker), words)


class PairRule(MarketRule[PairMarket]):
    """A rule about peer pairs."""

    part: ClassVar[str] = Part.PAIRS


class MentorRule(MarketRule[MentorMarket]):
    """A rule about mentors. It holds for the whole school, for a teacher has no one class."""

    part: ClassVar[str] = Part.MENTORS
    scoped = False

    def faults(self, school: School) -> Iterator[Fault]:
        if self.scope is not None:
            shown = ", ".join(self.scope)
            yield self._fault(
                "scope",
                shown,
                say("mentors.no_scope", "no scope, for mentors belong to the whole school"),
            )


class TeamRule(MarketRule[TeamMarket]):
    """A rule about the units round a family."""

    part: ClassVar[str] = Part.TEAMS


def at_most(owner: str, side: str, most: IntArray) -> Count:
    """An upper limit for each task or worker as a term."""
    return Count(owner, side, np.zeros_like(most), most)


def too_many_tutors(market: PairMarket, chosen: Couples, most: IntArray) -> Iterator[Match]:
    """Each need that has more tutors than ``most`` allows."""
    count = np.bincount(chosen.task, minlength=len(market.tasks))
    for task in np.flatnonzero(count > most).tolist():
        need = market.tasks[task]
        text = say(
            "cover.too_many",
            "{name} has {count} tutors in {subject}, at most {most} are allowed",
            name=market.findings.school.label(need.student_id),
            count=int(count[task]),
            subject=need.need,
            most=int(most[task]),
        )
        yield Match(int(most[task] - count[task]), (need.student_id,), text)
