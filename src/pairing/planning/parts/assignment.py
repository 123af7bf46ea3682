"""Plan pairs, mentors and teams: compile their rules, solve, and say why each couple was chosen."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar

import numpy as np

from pairing.instances.markets import Couples, Market, MentorMarket, PairMarket, TeamMarket
from pairing.model.enums import Part, Status
from pairing.model.messages.message import Message, say
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Pair, Plan, TeamMember
from pairing.model.records import Student, Teacher, Unit
from pairing.planning.compare.baselines import compare
from pairing.planning.explain.bottlenecks import bottlenecks, uncovered
from pairing.planning.parts.judge import judge_part
from pairing.planning.parts.problem import PartProblem
from pairing.planning.summary import PartSummary
from pairing.rules.assignment._base import ArcRule, MarketRule
from pairing.rules.core.book import RuleBook
from pairing.rules.core.rule import SCALE
from pairing.rules.mentors.mentor_match import MentorMatch
from pairing.screening import Findings
from pairing.solvers.assignment import AssignmentResult, repairs_of, solve_assignment
from pairing.terms.assignment import ArcValue

__all__ = ["plan_mentors", "plan_pairs", "plan_teams"]

KEEP_CHARGE = 10 * SCALE
"""What it costs to give up a couple of the plan in force."""

_REPAIRS = 3

RowT = TypeVar("RowT", Pair, Mentorship, TeamMember)


@dataclass(frozen=True)
class _Solved(Generic[RowT]):
    rows: tuple[RowT, ...] | None
    bound: int
    conflict: tuple[Message, ...] = ()
    owners: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()


def plan_pairs(
    findings: Findings, book: RuleBook, pins: Sequence[Pin], keep: Plan | None
) -> tuple[tuple[Pair, ...] | None, PartSummary]:
    """Peer pairs, and how they came to be."""
    started = time.perf_counter()
    asked = PartProblem.of(findings, book, Part.PAIRS, pins)
    solved: _Solved[Pair] = _solve(asked, (keep and keep.pairs) or ())
    rows, notes = solved.rows, solved.notes
    if rows is not None:
        rows = tuple(sorted(rows, key=lambda row: (row.tutee_id, row.subject, row.tutor_id)))
        notes = (*notes, *_uncovered(findings, rows))
    summary = _summary(findings, book, Part.PAIRS, rows, solved, notes, started)
    if rows is not None:
        summary = replace(summary, compare=partial(compare, asked, asked.chosen(rows)))
    return rows, summary


def plan_mentors(
    findings: Findings, book: RuleBook, pins: Sequence[Pin], keep: Plan | None
) -> tuple[tuple[Mentorship, ...] | None, PartSummary]:
    """Mentors, and how they came to be."""
    started = time.perf_counter()
    asked = PartProblem.of(findings, book, Part.MENTORS, pins)
    solved: _Solved[Mentorship] = _solve(asked, (keep and keep.mentors) or ())
    rows = solved.rows
    if rows is not None:
        rows = tuple(
            sorted(
                _lead_mentors(asked.market, rows), key=lambda row: (row.student_id, row.teacher_id)
            )
        )
    return rows, _summary(findings, book, Part.MENTORS, rows, solved, solved.notes, started)


def _lead_mentors(market: Market[Any, Any], rows: Sequence[Mentorship]) -> Iterator[Mentorship]:
    """The rows, with who leads told where a student has several: the mentor who fits best."""
    assert isinstance(market, MentorMarket)
    fit = MentorMatch().measure(market, market.couples(rows)).tolist()
    mentors: dict[str, list[tuple[int, str]]] = {}
    for row, units in zip(rows, fit, strict=True):
        mentors.setdefault(row.student_id, []).append((-units, row.teacher_id))
    for row in rows:
        own = mentors[row.student_id]
        if len(own) > 1:
            leads = min(own)[1] == row.teacher_id
            told = (
                say("mentors.leads", "leads the student's mentors")
                if leads
                else say("mentors.beside_lead", "beside the lead mentor")
            )
            row = replace(row, reasons=(told, *row.reasons))
        yield row


def plan_teams(
    findings: Findings, book: RuleBook, pins: Sequence[Pin], keep: Plan | None
) -> tuple[tuple[TeamMember, ...] | None, PartSummary]:
    """The units round each family, one of them named as its lead."""
    started = time.perf_counter()
    asked = PartProblem.of(findings, book, Part.TEAMS, pins)
    solved: _Solved[TeamMember] = _solve(asked, (keep and keep.teams) or ())
    rows, notes = solved.rows, solved.notes
    if rows is not None:
        rows = tuple(sorted(_led(findings, rows), key=lambda row: (row.student_id, row.dimension)))
        notes = (*notes, *_without_unit(asked.market, rows))
    return rows, _summary(findings, book, Part.TEAMS, rows, solved, notes, started)


def _led(findings: Findings, rows: Iterable[TeamMember]) -> Iterator[TeamMember]:
    """The rows with the lead of each family told: whoever helps with the most severe need."""
    severity = {(need.student_id, need.need): need.severity for need in findings.needs}
    teams: dict[str, list[TeamMember]] = {}
    for row in rows:
        teams.setdefault(row.student_id, []).append(row)
    for team in teams.values():
        lead = min(team, key=lambda row: (-severity[row.student_id, row.dimension], row.dimension))
        for row in team:
            told = (say("teams.leads", "leads the team"),) if row is lead and len(team) > 1 else ()
            yield replace(row, reasons=(*told, *row.reasons))


def _without_unit(market: Market[Any, Any], rows: Iterable[TeamMember]) -> tuple[Message, ...]:
    """Each need of life that got no unit, with the reason."""
    helped = {(row.student_id, row.dimension) for row in rows}
    students = market.findings.school.student
    notes = []
    for need in market.tasks:
        if (need.student_id, need.need) not in helped:
            name = students[need.student_id].name
            notes.append(
                say(
                    "teams.units_full",
                    "{name} has no unit for {need}: those that help with it are full",
                    name=name,
                    need=need.need,
                )
                if any(need.need in unit.serves for unit in market.workers)
                else say(
                    "teams.no_unit_helps",
                    "{name} has no unit for {need}: none helps with it",
                    name=name,
                    need=need.need,
                )
            )
    return tuple(notes)


def _solve(asked: PartProblem, kept: Iterable[RowT]) -> _Solved[RowT]:
    result = solve_assignment(asked.problem)
    if result.chosen is None:
        conflict = tuple(asked.words[owner] for owner in result.conflict)
        helps = repairs_of(asked.problem, result.conflict)
        notes = tuple(
            say("conflict.helps_to_relax", "it helps to relax: {rule}", rule=asked.words[one])
            for one in helps
        )
        return _Solved(None, 0, conflict, tuple(result.conflict), notes[:_REPAIRS])
    bound = result.bound
    keeping = asked.chosen(kept)
    if keeping.any():
        # Keeping adds no hard term, so what had a solution has one still.
        charge = ArcValue("keep", keeping.astype(np.int64) * KEEP_CHARGE)
        result = solve_assignment(asked.with_terms(charge))
    chosen = asked.couples(np.asarray(result.chosen))
    told = zip(asked.rows(chosen), _reasons(asked.market, asked.rules, chosen), strict=True)
    rows = tuple(replace(row, reasons=reasons) for row, reasons in told)
    return _Solved(rows, bound, notes=tuple(_fairness(result)))


def _fairness(result: AssignmentResult) -> Iterator[Message]:
    """How fair the loads are, where a rule asks for it."""
    if result.loads:
        loads = ", ".join(map(str, result.loads))
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


def _reasons(
    market: Market[Any, Any], rules: Iterable[MarketRule[Any]], chosen: Couples
) -> list[tuple[Message, ...]]:
    """What speaks for each couple, and what speaks against it but was outweighed."""
    reasons: list[list[Message]] = [
        _fitting(market, *couple) for couple in zip(*chosen, strict=True)
    ]
    for rule in rules:
        if isinstance(rule, ArcRule) and rule.weight:
            for number, match in rule.matches(market, chosen):
                reasons[number].append(match.text)
    workers = (market.workers[worker] for worker in chosen.worker.tolist())
    return [
        tuple(own) or (_balance_reason(worker),)
        for own, worker in zip(reasons, workers, strict=True)
    ]


def _fitting(market: Market[Any, Any], task: int, worker: int) -> list[Message]:
    """What makes the worker fit for the task at all."""
    if isinstance(market, TeamMarket):
        return [say("teams.helps_with", "helps with {need}", need=market.tasks[task].need)]
    if not isinstance(market, PairMarket):
        return []
    subject = market.tasks[task].need
    ability = market.findings.school.ability(market.workers[worker].student_id, subject)
    if ability is None:
        return []
    return [
        say(
            "pairs.able_by",
            "able in {subject} ({ability})",
            subject=subject,
            ability=f"{ability:+.2f}",
        )
    ]


def _balance_reason(worker: Student | Teacher | Unit) -> Message:
    return say(
        "mentors.caseload_has_room", "there is room in the caseload of {name}", name=worker.name
    )


def _uncovered(findings: Findings, pairs: Sequence[Pair]) -> Iterator[Message]:
    """Where tutors run short, and each subject need that got none."""
    short = bottlenecks(findings, pairs)
    yield from (one.text for one in short)
    able = {(one.class_id, one.subject): one.able for one in short}
    for need in uncovered(findings, pairs):
        student = findings.school.student[need.student_id]
        if able[student.class_id, need.need]:
            yield say(
                "pairs.tutors_not_free",
                "{name} has no tutor in {subject}: all able tutors of the grade are taken, need "
                "help themselves, are in conflict or share no free period",
                name=student.name,
                subject=need.need,
            )
        else:
            yield say(
                "pairs.nobody_able",
                "{name} has no tutor in {subject}: nobody in the grade is able in it",
                name=student.name,
                subject=need.need,
            )


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
        return PartSummary(
            Status.INFEASIBLE,
            seconds=seconds,
            notes=notes,
            conflict=solved.conflict,
            owners=solved.owners,
        )
    plan = Plan().with_part(part, rows)
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
