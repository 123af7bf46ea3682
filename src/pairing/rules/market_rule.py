"""Rules of assignment: who may carry or help whom, and how well the two fit.

A market is all that may be chosen from: tasks (needs, mentees), workers (tutors,
mentors) and the arcs between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Generic, TypeAlias, TypeVar

import numpy as np

from pairing.model.enums import Part
from pairing.model.fault import Fault
from pairing.model.message import Message
from pairing.model.plan import Need
from pairing.model.records import Student, Teacher
from pairing.model.school import School
from pairing.rules.base import Match, Rule
from pairing.screening import Findings
from pairing.terms.assignment import (
    ArcValue,
    AssignmentTerm,
    Count,
    Forbidden,
    IntArray,
)

__all__ = [
    "ArcRule",
    "Market",
    "MarketRule",
    "MentorMarket",
    "MentorRule",
    "PairMarket",
    "PairRule",
    "bounds",
    "outside",
    "students_of",
]

TaskT = TypeVar("TaskT", Need, Student)
WorkerT = TypeVar("WorkerT", Student, Teacher)


@dataclass(frozen=True)
class Market(Generic[TaskT, WorkerT]):
    """Tasks, workers and the arcs between them, as (task, worker) positions."""

    findings: Findings
    tasks: tuple[TaskT, ...]
    workers: tuple[WorkerT, ...]
    arcs: tuple[tuple[int, int], ...]

    @cached_property
    def task(self) -> IntArray:
        """The task of each arc."""
        return np.array([task for task, _ in self.arcs], dtype=np.int64)

    @cached_property
    def worker(self) -> IntArray:
        """The worker of each arc."""
        return np.array([worker for _, worker in self.arcs], dtype=np.int64)

    def couples(self) -> Iterator[tuple[TaskT, WorkerT]]:
        """The task and the worker of each arc."""
        return ((self.tasks[task], self.workers[worker]) for task, worker in self.arcs)


PairMarket: TypeAlias = Market[Need, Student]
MentorMarket: TypeAlias = Market[Student, Teacher]


def students_of(task: Need | Student, worker: Student | Teacher) -> tuple[str, ...]:
    """The students that a couple is about: tutee and tutor, or the mentee."""
    if isinstance(worker, Student):
        return task.student_id, worker.student_id
    return (task.student_id,)


class MarketRule(Rule, Generic[TaskT, WorkerT]):
    """A rule about which couples of a market are chosen."""

    def compile(self, market: Market[TaskT, WorkerT]) -> Iterator[AssignmentTerm]:
        """The rule as terms over the market's tasks, workers and arcs."""
        raise NotImplementedError

    def judge(
        self, market: Market[TaskT, WorkerT], chosen: Iterable[tuple[TaskT, WorkerT]]
    ) -> Iterator[Match]:
        """Every place in which the chosen couples keep or break the rule."""
        raise NotImplementedError


class ArcRule(MarketRule[TaskT, WorkerT]):
    """A rule that looks at one couple at a time.

    ``measure`` gives the units that a couple earns or costs; as a hard rule it
    forbids each couple that it measures below zero.
    """

    def measure(self, findings: Findings, task: TaskT, worker: WorkerT) -> int:
        """Units earned (positive) or lost (negative) if the couple is chosen."""
        raise NotImplementedError

    def tell(self, findings: Findings, task: TaskT, worker: WorkerT) -> Message:
        """Why the couple is measured so, in words."""
        raise NotImplementedError

    def _measure(self, findings: Findings, task: TaskT, worker: WorkerT) -> int:
        if not self.applies_to(findings.school.student[task.student_id].class_id):
            return 0
        return self.measure(findings, task, worker)

    def compile(self, market: Market[TaskT, WorkerT]) -> Iterator[AssignmentTerm]:
        measures = [self._measure(market.findings, *couple) for couple in market.couples()]
        amounts = np.array(measures, dtype=np.int64)
        if self.hard:
            yield Forbidden(self.key, amounts < 0)
        elif amounts.any():
            yield ArcValue(self.key, amounts * self.unit)

    def judge(
        self, market: Market[TaskT, WorkerT], chosen: Iterable[tuple[TaskT, WorkerT]]
    ) -> Iterator[Match]:
        for task, worker in chosen:
            amount = self._measure(market.findings, task, worker)
            if amount < 0 or (amount and not self.hard):
                words = self.tell(market.findings, task, worker)
                yield Match(amount, students_of(task, worker), words)


class PairRule(MarketRule[Need, Student]):
    """A rule about peer pairs."""

    part: ClassVar[Part] = Part.PAIRS


class MentorRule(MarketRule[Student, Teacher]):
    """A rule about mentors. It holds for the whole school, for a teacher has no one class."""

    part: ClassVar[Part] = Part.MENTORS

    def faults(self, school: School) -> Iterator[Fault]:
        if self.scope is not None:
            shown = ", ".join(self.scope)
            yield self._fault("scope", shown, "no scope, for mentors belong to the whole school")


def bounds(owner: str, side: str, limits: Iterable[tuple[int, int]]) -> Count:
    """The (low, high) limits of each task or worker as a term."""
    pairs = np.array(list(limits), dtype=np.int64).reshape(-1, 2)
    return Count(owner, side, pairs[:, 0], pairs[:, 1])


def outside(count: int, low: int, high: int) -> int:
    """By how much a count misses its limits."""
    return max(0, low - count) + max(0, count - high)
