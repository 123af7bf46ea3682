"""Plan pairs and mentors: compile their rules, solve, and say why each couple was chosen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import numpy as np

from pairing.model.enums import Part, Status
from pairing.model.message import Message, say
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Need, Pair, Plan
from pairing.model.records import Student, Teacher
from pairing.planning.judge import judge_part
from pairing.planning.markets import mentor_market, mentorship_of, pair_market, pair_of
from pairing.planning.pins import arc_pins
from pairing.planning.summary import PartSummary
from pairing.rules.base import SCALE
from pairing.rules.book import RuleBook
from pairing.rules.market_rule import ArcRule, Market, MarketRule
from pairing.screening import Findings
from pairing.solvers.assignment import solve_assignment
from pairing.terms.assignment import ArcValue, AssignmentProblem, AssignmentTerm

__all__ = ["plan_mentors", "plan_pairs"]

KEEP_CHARGE = 10 * SCALE
"""What it costs to give up a couple of the plan in force."""

RowT = TypeVar("RowT", Pair, Mentorship)


@dataclass(frozen=True)
class _Solved(Generic[RowT]):
    rows: tuple[RowT, ...] | None
    bound: int
    conflict: tuple[Message, ...]


def plan_pairs(
    findings: Findings, book: RuleBook, pins: Sequence[Pin], keep: Plan | None
) -> tuple[tuple[Pair, ...] | None, PartSummary]:
    """Peer pairs, and how they came to be."""
    started = time.perf_counter()
    market = pair_market(findings, (pin.row for pin in pins if isinstance(pin.row, Pair)))
    solved = _solve(market, pair_of, book, Part.PAIRS, pins, (keep and keep.pairs) or ())
    notes = _uncovered(findings, solved.rows) if solved.rows is not None else ()
    rows = solved.rows
    if rows is not None:
        rows = tuple(sorted(rows, key=lambda row: (row.tutee_id, row.subject, row.tutor_id)))
    return rows, _summary(findings, book, Part.PAIRS, rows, solved, notes, started)


def plan_mentors(
    findings: Findings, book: RuleBook, pins: Sequence[Pin], keep: Plan | None
) -> tuple[tuple[Mentorship, ...] | None, PartSummary]:
    """Mentors, and how they came to be."""
    started = time.perf_counter()
    market = mentor_market(findings)
    solved = _solve(market, mentorship_of, book, Part.MENTORS, pins, (keep and keep.mentors) or ())
    rows = solved.rows
    if rows is not None:
        rows = tuple(sorted(rows, key=lambda row: (row.student_id, row.teacher_id)))
    return rows, _summary(findings, book, Part.MENTORS, rows, solved, (), started)


def _solve(
    market: Market[Any, Any],
    row_of: Callable[[Any, tuple[int, int]], RowT],
    book: RuleBook,
    part: Part,
    pins: Sequence[Pin],
    kept: Iterable[RowT],
) -> _Solved[RowT]:
    school = market.findings.school
    rules = [rule for rule in book.of_part(part) if isinstance(rule, MarketRule)]
    rows = [row_of(market, arc) for arc in market.arcs]
    own_pins = [pin for pin in pins if pin.part is part]
    terms: list[AssignmentTerm] = [term for rule in rules for term in rule.compile(market)]
    terms += arc_pins(rows, own_pins)
    in_force = set(kept)
    keeping = np.array([row in in_force for row in rows], dtype=np.int64) * KEEP_CHARGE

    def problem(*more: AssignmentTerm) -> AssignmentProblem:
        return AssignmentProblem(
            len(market.tasks), len(market.workers), market.task, market.worker, (*terms, *more)
        )

    result = solve_assignment(problem())
    if result.chosen is None:
        words = {rule.key: rule.words(school) for rule in rules}
        words |= {pin.owner: pin.words(school) for pin in own_pins}
        return _Solved(None, 0, tuple(words[owner] for owner in result.conflict))
    bound = result.bound
    if keeping.any():
        # Keeping adds no hard term, so what had a solution has one still.
        result = solve_assignment(problem(ArcValue("keep", keeping)))
    numbers = np.flatnonzero(np.asarray(result.chosen)).tolist()
    judges = [rule for rule in rules if isinstance(rule, ArcRule)]
    told = [
        replace(rows[number], reasons=_reasons(market, judges, market.arcs[number]))
        for number in numbers
    ]
    return _Solved(tuple(told), bound, ())


def _reasons(
    market: Market[Any, Any], rules: Iterable[ArcRule[Any, Any]], arc: tuple[int, int]
) -> tuple[Message, ...]:
    """What speaks for the couple, and what speaks against it but was outweighed."""
    task, worker = market.tasks[arc[0]], market.workers[arc[1]]
    school = market.findings.school
    reasons: list[Message] = []
    if isinstance(task, Need):
        ability = school.ability(worker.student_id, task.need)
        if ability is not None:
            reasons.append(
                say("able in {subject} ({ability})", subject=task.need, ability=f"{ability:+.2f}")
            )
    for rule in rules:
        if rule.weight:
            reasons.extend(match.text for match in rule.judge(market, [(task, worker)]))
    return tuple(reasons) or (_balance_reason(worker),)


def _balance_reason(worker: Student | Teacher) -> Message:
    return say("there is room in the caseload of {name}", name=worker.name)


def _uncovered(findings: Findings, pairs: Iterable[Pair]) -> tuple[Message, ...]:
    """Each subject need that got no tutor, with the reason."""
    school = findings.school
    covered = {(pair.tutee_id, pair.subject) for pair in pairs}
    notes = []
    for need in findings.subject_needs:
        if (need.student_id, need.need) in covered:
            continue
        grade = school.grade_of[need.student_id]
        able = {
            tutor
            for record in school.classes
            if record.grade == grade
            for tutor in findings.able(record.class_id, need.need)
        } - {need.student_id}
        template = (
            "{name} has no tutor in {subject}: all able tutors of the grade are taken, need help "
            "themselves or are in conflict"
            if able
            else "{name} has no tutor in {subject}: nobody in the grade is able in it"
        )
        name = school.student[need.student_id].name
        notes.append(say(template, name=name, subject=need.need))
    return tuple(notes)


def _summary(
    findings: Findings,
    book: RuleBook,
    part: Part,
    rows: tuple[Any, ...] | None,
    solved: _Solved[Any],
    notes: tuple[Message, ...],
    started: float,
) -> PartSummary:
    if rows is None:
        seconds = time.perf_counter() - started
        return PartSummary(Status.INFEASIBLE, seconds=seconds, conflict=solved.conflict)
    plan = Plan(pairs=rows) if part is Part.PAIRS else Plan(mentors=rows)
    scores = judge_part(findings, book, part, plan)
    objective = sum(score.score for score in scores)
    return PartSummary(
        Status.OPTIMAL if objective >= solved.bound else Status.FEASIBLE,
        objective,
        solved.bound,
        time.perf_counter() - started,
        sum(score.violations for score in scores),
        scores,
        notes,
    )
