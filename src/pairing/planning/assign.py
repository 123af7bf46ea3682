"""Plan pairs, mentors and teams: compile their rules, solve, and say why each couple was chosen."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import numpy as np

from pairing.model.enums import Part, Status
from pairing.model.message import Message, say
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Pair, Plan, TeamMember
from pairing.model.records import Student, Teacher, Unit
from pairing.planning.judge import judge_part
from pairing.planning.markets import mentor_arcs, pair_arcs, team_arcs
from pairing.planning.pins import arc_pins
from pairing.planning.summary import PartSummary
from pairing.rules.base import SCALE
from pairing.rules.book import RuleBook
from pairing.rules.market import Couples, Market, MentorMarket, PairMarket, TeamMarket
from pairing.rules.market_rule import ArcRule, MarketRule
from pairing.rules.mentors.mentor_match import MentorMatch
from pairing.screening import Findings
from pairing.solvers.assignment import AssignmentResult, solve_assignment
from pairing.terms.assignment import ArcValue, AssignmentProblem, AssignmentTerm

__all__ = ["plan_mentors", "plan_pairs", "plan_teams"]

KEEP_CHARGE = 10 * SCALE
"""What it costs to give up a couple of the plan in force."""

RowT = TypeVar("RowT", Pair, Mentorship, TeamMember)


@dataclass(frozen=True)
class _Solved(Generic[RowT]):
    rows: tuple[RowT, ...] | None
    bound: int
    conflict: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()


def plan_pairs(
    findings: Findings, book: RuleBook, pins: Sequence[Pin], keep: Plan | None
) -> tuple[tuple[Pair, ...] | None, PartSummary]:
    """Peer pairs, and how they came to be."""
    started = time.perf_counter()
    market = PairMarket.of(findings)
    arcs = pair_arcs(market, book, (pin.row for pin in pins if isinstance(pin.row, Pair)))
    solved: _Solved[Pair] = _solve(
        market, arcs, book, Part.PAIRS, pins, (keep and keep.pairs) or ()
    )
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
    market = MentorMarket.of(findings)
    kept = (keep and keep.mentors) or ()
    solved: _Solved[Mentorship] = _solve(
        market, mentor_arcs(market), book, Part.MENTORS, pins, kept
    )
    rows = solved.rows
    if rows is not None:
        rows = tuple(
            sorted(_lead_mentors(market, rows), key=lambda row: (row.student_id, row.teacher_id))
        )
    return rows, _summary(findings, book, Part.MENTORS, rows, solved, solved.notes, started)


def _lead_mentors(market: MentorMarket, rows: Sequence[Mentorship]) -> Iterator[Mentorship]:
    """The rows, with who leads told where a student has several: the mentor who fits best."""
    fit = MentorMatch().measure(market, market.couples(rows)).tolist()
    mentors: dict[str, list[tuple[int, str]]] = {}
    for row, units in zip(rows, fit, strict=True):
        mentors.setdefault(row.student_id, []).append((-units, row.teacher_id))
    for row in rows:
        own = mentors[row.student_id]
        if len(own) > 1:
            leads = min(own)[1] == row.teacher_id
            told = say("leads the student's mentors") if leads else say("beside the lead mentor")
            row = replace(row, reasons=(told, *row.reasons))
        yield row


def plan_teams(
    findings: Findings, book: RuleBook, pins: Sequence[Pin], keep: Plan | None
) -> tuple[tuple[TeamMember, ...] | None, PartSummary]:
    """The units round each family, one of them named as its lead."""
    started = time.perf_counter()
    market = TeamMarket.of(findings)
    kept = (keep and keep.teams) or ()
    solved: _Solved[TeamMember] = _solve(market, team_arcs(market), book, Part.TEAMS, pins, kept)
    rows = solved.rows
    notes: tuple[Message, ...] = ()
    if rows is not None:
        rows = tuple(sorted(_led(findings, rows), key=lambda row: (row.student_id, row.dimension)))
        notes = _without_unit(market, rows)
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
            told = (say("leads the team"),) if row is lead and len(team) > 1 else ()
            yield replace(row, reasons=(*told, *row.reasons))


def _without_unit(market: TeamMarket, rows: Iterable[TeamMember]) -> tuple[Message, ...]:
    """Each need of life that got no unit, with the reason."""
    helped = {(row.student_id, row.dimension) for row in rows}
    students = market.findings.school.student
    notes = []
    for need in market.tasks:
        if (need.student_id, need.need) not in helped:
            template = (
                "{name} has no unit for {need}: those that help with it are full"
                if any(need.need in unit.serves for unit in market.workers)
                else "{name} has no unit for {need}: none helps with it"
            )
            notes.append(say(template, name=students[need.student_id].name, need=need.need))
    return tuple(notes)


def _solve(
    market: Market[Any, Any],
    arcs: Couples,
    book: RuleBook,
    part: Part,
    pins: Sequence[Pin],
    kept: Iterable[RowT],
) -> _Solved[RowT]:
    school = market.findings.school
    rules = [rule for rule in book.of_part(part) if isinstance(rule, MarketRule)]
    own_pins = [pin for pin in pins if pin.part is part]
    terms: list[AssignmentTerm] = [term for rule in rules for term in rule.compile(market, arcs)]
    terms += arc_pins(market, arcs, own_pins)
    size = len(market.workers)
    in_force = market.couples(kept)
    keeping = np.isin(arcs.task * size + arcs.worker, in_force.task * size + in_force.worker)

    def problem(*more: AssignmentTerm) -> AssignmentProblem:
        return AssignmentProblem(len(market.tasks), size, arcs.task, arcs.worker, (*terms, *more))

    result = solve_assignment(problem())
    if result.chosen is None:
        words = {rule.key: rule.words(school) for rule in rules}
        words |= {pin.owner: pin.words(school) for pin in own_pins}
        return _Solved(None, 0, tuple(words[owner] for owner in result.conflict))
    bound = result.bound
    if keeping.any():
        # Keeping adds no hard term, so what had a solution has one still.
        charge = ArcValue("keep", keeping.astype(np.int64) * KEEP_CHARGE)
        result = solve_assignment(problem(charge))
    found = np.flatnonzero(np.asarray(result.chosen))
    chosen = Couples(arcs.task[found], arcs.worker[found])
    rows = (market.row(*couple) for couple in zip(*map(np.ndarray.tolist, chosen), strict=True))
    told = zip(rows, _reasons(market, rules, chosen), strict=True)
    notes = tuple(_fairness(result))
    return _Solved(tuple(replace(row, reasons=reasons) for row, reasons in told), bound, (), notes)


def _fairness(result: AssignmentResult) -> Iterator[Message]:
    """How fair the loads are, where a rule asks for it."""
    if result.loads:
        template = (
            "loads from the largest: {loads}; no plan is fairer"
            if result.fair
            else "loads from the largest: {loads}; a fairer plan was not ruled out in time"
        )
        yield say(template, loads=", ".join(map(str, result.loads)))


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
        return [say("helps with {need}", need=market.tasks[task].need)]
    if not isinstance(market, PairMarket):
        return []
    subject = market.tasks[task].need
    ability = market.findings.school.ability(market.workers[worker].student_id, subject)
    if ability is None:
        return []
    return [say("able in {subject} ({ability})", subject=subject, ability=f"{ability:+.2f}")]


def _balance_reason(worker: Student | Teacher | Unit) -> Message:
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
            "themselves, are in conflict or share no free period"
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
    plan = replace(Plan(), **{part.value: rows})
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
