"""How pairs, mentors and teams are planned: compile their rules, solve, and say why each couple."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np

from pairing.instances.markets import Couples, Market
from pairing.model.enums import Status
from pairing.model.messages.message import Message, join, quote, say
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Pair, Plan, TeamMember
from pairing.model.points import PER_POINT
from pairing.model.records import Teacher
from pairing.planning.context import Context
from pairing.planning.parts.assignment.left_out import Shortage, needless_of
from pairing.planning.parts.assignment.problem import AssignmentQuestion
from pairing.planning.parts.planner import Planned, Planner, Task
from pairing.planning.parts.registry import pin_impossible
from pairing.planning.parts.tables import PlanTable
from pairing.planning.summary import Comparison, PartSummary, RuleScore
from pairing.rules.assignment._base import ArcRule, MarketRule, Needless, WantingRule
from pairing.rules.core.book import RuleBook
from pairing.screening import Findings
from pairing.solvers.assignment import AssignmentResult, repairs_of, solve_assignment

__all__ = ["AssignmentPlanner"]

KEEP_CHARGE = 10 * PER_POINT
"""What it costs to give up a couple of the plan in force."""

_REPAIRS = 3

RowT = TypeVar("RowT", bound=Pair | Mentorship | TeamMember)


class AssignmentPlanner(Planner[RowT], Generic[RowT]):
    """A part whose rows are couples of a task and a worker, chosen in a market."""

    columns: ClassVar[tuple[str, ...]]
    """The header of its table."""

    # --- what the part says of itself -------------------------------------------------

    @abstractmethod
    def market(self, findings: Findings) -> Market[Any, Any]:
        """All that may be chosen from."""

    @abstractmethod
    def arcs(self, market: Any, book: RuleBook, pinned: Sequence[RowT]) -> Couples:
        """Who may be chosen for whom."""

    def finished(self, market: Any, rows: list[RowT]) -> Iterable[RowT]:
        """The rows that were chosen, with what is to be told of them together."""
        return rows

    @abstractmethod
    def sort_key(self, row: RowT) -> tuple[str, ...]:
        """Where a row stands among the others."""

    def notes(self, shortage: Shortage, rows: Sequence[RowT]) -> Iterator[Message]:
        """What a reader should know of the rows: who is left out, and what is in the way."""
        return iter(())

    def never(self, market: Any, row: Any) -> Message | None:
        """Why a row can stand in no plan, whatever the rules and the other rows; None if it can."""
        return None

    def pinned(self, row: RowT) -> RowT:
        """A row that a person has fixed."""
        return row

    def fixed(self, rows: Sequence[RowT]) -> list[RowT]:
        """The rows of a plan that a person has fixed, as far as the rows themselves say so."""
        return []

    def fitting(self, market: Any, task: int, worker: int) -> list[Message]:
        """What makes a worker fit for a task at all."""
        return []

    def beside(self, question: AssignmentQuestion, rows: Sequence[RowT]) -> Comparison | None:
        """The rows beside other ways of choosing, where there are any."""
        return None

    # --- planning and judging ---------------------------------------------------------

    def question(self, context: Context, pins: Iterable[Pin] = ()) -> AssignmentQuestion:
        """The part as an assignment problem."""
        own = self.own(pins)
        rules = _rules(context.book, self.part)
        market = self.market(context.findings)
        named: list[Any] = [pin.row for pin in own]
        return AssignmentQuestion(market, self.arcs(market, context.book, named), rules, own)

    def plan(self, task: Task) -> Planned[RowT]:
        started = time.perf_counter()
        question = self.question(task.context, task.pins)
        result = solve_assignment(question.problem)
        if result.chosen is None:
            never = [
                pin_impossible(question.words[pin.owner], reason)
                for pin in question.pins
                if (reason := self.never(question.market, pin.row)) is not None
            ]
            return Planned(None, _impossible(question, result, never, started))
        limit = result.bound
        keeping = question.chosen(self.rows_of(task.keep or Plan()))
        if keeping.any():
            # Keeping adds no hard term, so what had a solution has one still.
            if question.problem.fair is not None:
                # What is in force may be less fair than the fairest, and worth more.
                limit = max(limit, solve_assignment(question.without_fairness()).bound)
            result = solve_assignment(question.keeping(keeping, KEEP_CHARGE))
        chosen = question.couples(np.asarray(result.chosen))
        reasons = self._reasons(question, chosen)
        pins = {pin.row.identity for pin in question.pins}
        told = [
            replace(self.pinned(row) if row.identity in pins else row, reasons=own)
            for row, own in zip(question.rows(chosen), reasons, strict=True)
        ]
        rows = tuple(sorted(self.finished(question.market, told), key=self.sort_key))
        shortage = Shortage(question, np.asarray(result.chosen), result.covered)
        summary = PartSummary.of(
            self.judge(task.context, Plan({self.part: rows})),
            limit,
            notes=(*_fairness(result), *self.notes(shortage, rows)),
            seconds=time.perf_counter() - started,
        )
        return Planned(rows, summary, partial(self.beside, question, rows))

    def explained(self, context: Context, plan: Plan) -> tuple[RowT, ...]:
        """The rows of a plan with what speaks for each now; a stranger's row as it is written."""
        question = self.question(context)
        rows = self.rows_of(plan)
        known = [row for row in rows if question.market.place(row) is not None]
        reasons = self._reasons(question, question.market.couples(known))
        told = [replace(row, reasons=own) for row, own in zip(known, reasons, strict=True)]
        anew = {row.identity: row for row in self.finished(question.market, told)}
        return tuple(anew.get(row.identity, row) for row in rows)

    def comparison(
        self, context: Context, plan: Plan, pins: Iterable[Pin] = ()
    ) -> Comparison | None:
        return self.beside(self.question(context, pins), self.rows_of(plan))

    def judge(self, context: Context, plan: Plan) -> tuple[RuleScore, ...]:
        rules = _rules(context.book, self.part)
        rows = self.rows_of(plan)
        needless = Needless()
        if any(isinstance(rule, WantingRule) for rule in rules):
            question = self.question(context)
            market = question.market
            fixed = market.couples(self.fixed(rows))
            needless = needless_of(question, market.couples(rows), fixed)
        else:
            market = self.market(context.findings)
        chosen = market.couples(rows)
        return tuple(
            RuleScore.of(
                rule,
                rule.judge_lacking(market, chosen, needless)
                if isinstance(rule, WantingRule)
                else rule.judge(market, chosen),
            )
            for rule in rules
        )

    def _reasons(self, question: AssignmentQuestion, chosen: Couples) -> list[tuple[Message, ...]]:
        """What speaks for each couple, and what speaks against it but was outweighed."""
        market, school = question.market, question.market.findings.school
        reasons = [self.fitting(market, *couple) for couple in zip(*chosen, strict=True)]
        for rule in question.rules:
            if isinstance(rule, ArcRule) and rule.weight:
                for number, match in rule.matches(market, chosen):
                    reasons[number].append(match.text)
        workers = (market.workers[worker] for worker in chosen.worker.tolist())
        return [
            tuple(own)
            or (
                say(
                    "mentors.caseload_has_room",
                    "there is room in the caseload of {name}",
                    name=school.teacher_label(worker.teacher_id)
                    if isinstance(worker, Teacher)
                    else worker.name,
                ),
            )
            for own, worker in zip(reasons, workers, strict=True)
        ]

    # --- tables -----------------------------------------------------------------------

    @property
    def tables(self) -> tuple[PlanTable[RowT], ...]:
        return (PlanTable(self.part, self.columns, self.row.key, self._parse, cells=self._cells),)

    def _cells(self, row: RowT) -> list[Any]:
        named = [getattr(row, column) for column in self.columns if column != "reasons"]
        return [*named, join(row.reasons)]

    def _parse(self, cells: Mapping[str, str]) -> RowT:
        reasons = (quote(text),) if (text := cells.get("reasons", "")) else ()
        named: Any = {column: cells[column] for column in self.row.key}
        return self.row(**named, reasons=reasons)


def _rules(book: RuleBook, part: str) -> tuple[MarketRule[Any], ...]:
    return tuple(rule for rule in book.of_part(part) if isinstance(rule, MarketRule))


def _impossible(
    question: AssignmentQuestion,
    result: AssignmentResult,
    never: Sequence[Message],
    started: float,
) -> PartSummary:
    """Why there is no plan: the pins that can never hold, and what it helps to relax."""
    words = question.words
    helps = repairs_of(question.problem, result.conflict)
    notes = [
        say("conflict.helps_to_relax", "it helps to relax: {rule}", rule=words[one])
        for one in helps
    ]
    return PartSummary(
        Status.INFEASIBLE,
        seconds=time.perf_counter() - started,
        notes=(*never, *notes[:_REPAIRS]),
        conflict=tuple(words[owner] for owner in result.conflict),
        owners=tuple(result.conflict),
    )


def _fairness(result: AssignmentResult) -> Iterator[Message]:
    """How fair the loads are, where a rule asks for it."""
    if not result.loads:
        return
    loads = tuple(result.loads)
    if result.fair:
        yield say(
            "mentors.loads_fairest",
            "loads from the largest: {loads}; no plan is fairer",
            loads=loads,
        )
    else:
        yield say(
            "mentors.loads_perhaps_fairest",
            "loads from the largest: {loads}; a fairer plan was not ruled out in time",
            loads=loads,
        )
