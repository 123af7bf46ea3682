"""The score analysis of a finished part: every rule's own judgement, and nothing of a solver's."""

from __future__ import annotations

from collections.abc import Iterator

from pairing.model.enums import Part
from pairing.model.plan import Plan
from pairing.planning.summary import RuleScore
from pairing.rules.base import Match
from pairing.rules.book import RuleBook
from pairing.rules.market import MentorMarket, PairMarket, TeamMarket
from pairing.rules.market_rule import MentorRule, PairRule, TeamRule
from pairing.rules.seat_rule import ClassRoom, Seated, SeatRule
from pairing.screening import Findings

__all__ = ["judge_class", "judge_part"]


def judge_part(findings: Findings, book: RuleBook, part: Part, plan: Plan) -> tuple[RuleScore, ...]:
    """Every rule of the part with its matches in the plan."""
    match part:
        case Part.PAIRS:
            return _judge_pairs(findings, book, plan)
        case Part.MENTORS:
            return _judge_mentors(findings, book, plan)
        case Part.TEAMS:
            return _judge_teams(findings, book, plan)
        case Part.SEATS:
            return _judge_seats(findings, book, plan)
    return ()


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


def _judge_pairs(findings: Findings, book: RuleBook, plan: Plan) -> tuple[RuleScore, ...]:
    market = PairMarket.of(findings)
    chosen = market.couples(plan.pairs or ())
    return tuple(
        RuleScore.of(rule, rule.judge(market, chosen))
        for rule in book.of_part(Part.PAIRS)
        if isinstance(rule, PairRule)
    )


def _judge_mentors(findings: Findings, book: RuleBook, plan: Plan) -> tuple[RuleScore, ...]:
    market = MentorMarket.of(findings)
    chosen = market.couples(plan.mentors or ())
    return tuple(
        RuleScore.of(rule, rule.judge(market, chosen))
        for rule in book.of_part(Part.MENTORS)
        if isinstance(rule, MentorRule)
    )


def _judge_teams(findings: Findings, book: RuleBook, plan: Plan) -> tuple[RuleScore, ...]:
    market = TeamMarket.of(findings)
    chosen = market.couples(plan.teams or ())
    return tuple(
        RuleScore.of(rule, rule.judge(market, chosen))
        for rule in book.of_part(Part.TEAMS)
        if isinstance(rule, TeamRule)
    )
