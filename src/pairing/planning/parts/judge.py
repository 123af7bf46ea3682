"""The score analysis of a finished part: every rule's own judgement, and nothing of a solver's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pairing.instances.agenda import Agenda
from pairing.instances.classroom import ClassRoom, Seated
from pairing.instances.markets import Market, MentorMarket, PairMarket, TeamMarket
from pairing.model.enums import Part
from pairing.model.plan import Plan, PlanRow, Session
from pairing.planning.summary import RuleScore
from pairing.rules.assignment._base import MarketRule
from pairing.rules.core.book import RuleBook
from pairing.rules.core.rule import Match
from pairing.rules.seats._base import SeatRule
from pairing.rules.sessions._base import SessionRule
from pairing.screening import Findings

__all__ = ["judge_class", "judge_part", "judge_sessions"]


def judge_part(findings: Findings, book: RuleBook, part: Part, plan: Plan) -> tuple[RuleScore, ...]:
    """Every rule of the part with its matches in the plan."""
    match part:
        case Part.PAIRS:
            return _judge_market(PairMarket.of(findings), book, part, plan.pairs or ())
        case Part.MENTORS:
            return _judge_market(MentorMarket.of(findings), book, part, plan.mentors or ())
        case Part.TEAMS:
            return _judge_market(TeamMarket.of(findings), book, part, plan.teams or ())
        case Part.SESSIONS:
            agenda = Agenda.of_plan(findings, plan)
            return judge_sessions(agenda, book, plan.sessions or ())
        case Part.SEATS:
            return _judge_seats(findings, book, plan)
    return ()


def judge_sessions(
    agenda: Agenda, book: RuleBook, rows: Sequence[Session]
) -> tuple[RuleScore, ...]:
    """Every rule of sessions with its matches among the rows that are in the agenda."""
    held = agenda.held(rows)
    return tuple(
        RuleScore.of(rule, rule.judge(agenda, held))
        for rule in book.of_part(Part.SESSIONS)
        if isinstance(rule, SessionRule)
    )


def judge_class(
    findings: Findings, book: RuleBook, class_id: str, plan: Plan
) -> tuple[RuleScore, ...]:
    """Every seating rule of one class with its matches in the plan."""
    room = ClassRoom.of(findings, class_id, plan)
    if room is None:
        return ()
    seated = Seated.of(room, plan)
    return tuple(
        RuleScore.of(rule, rule.judge(seated))
        for rule in book.of_part(Part.SEATS)
        if isinstance(rule, SeatRule) and rule.applies_to(class_id)
    )


def _judge_seats(findings: Findings, book: RuleBook, plan: Plan) -> tuple[RuleScore, ...]:
    planned = {row.class_id for row in plan.seats or ()}
    rooms = [ClassRoom.of(findings, class_id, plan) for class_id in findings.school.class_]
    seated = [Seated.of(room, plan) for room in rooms if room and room.class_id in planned]

    def matches(rule: SeatRule) -> Iterator[Match]:
        for one in seated:
            if rule.applies_to(one.room.class_id):
                yield from rule.judge(one)

    return tuple(
        RuleScore.of(rule, matches(rule))
        for rule in book.of_part(Part.SEATS)
        if isinstance(rule, SeatRule)
    )


def _judge_market(
    market: Market[Any, Any], book: RuleBook, part: Part, rows: Iterable[PlanRow]
) -> tuple[RuleScore, ...]:
    chosen = market.couples(rows)
    return tuple(
        RuleScore.of(rule, rule.judge(market, chosen))
        for rule in book.of_part(part)
        if isinstance(rule, MarketRule)
    )
