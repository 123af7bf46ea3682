"""Answers to "why?": what the rules say of one student's seat, pair or mentor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from pairing.model.messages.message import Message
from pairing.model.plan import Plan, Session
from pairing.model.points import points
from pairing.planning.context import Context
from pairing.planning.parts.seating.class_task import judge_class
from pairing.planning.parts.sessions import judge_sessions
from pairing.screening import Findings

__all__ = ["Bearing", "helper_network", "need_counts", "why_here", "why_then"]


@dataclass(frozen=True)
class Bearing:
    """One rule that bears on a student, in words, and the points it brings or costs."""

    rule: str
    points: float
    text: Message


def why_here(context: Context, plan: Plan, class_id: str, student_id: str) -> tuple[Bearing, ...]:
    """Every match of a seating rule that names the student, the weightiest first."""
    found = [
        Bearing(score.rule.title, points(score.rule.worth([match])), match.text)
        for score in judge_class(context.findings, context.book, class_id, plan)
        for match in score.matches
        if student_id in match.students
    ]
    return tuple(sorted(found, key=lambda bearing: -abs(bearing.points)))


def why_then(context: Context, plan: Plan, row: Session) -> tuple[Bearing, ...]:
    """What each rule of sessions would gain or lose without a session, others staying as they are.

    The weightiest first; points are what the session brings.
    """
    agenda, book = context.agenda(plan), context.book
    rows = plan.sessions or ()
    with_it = judge_sessions(agenda, book, rows)
    without = judge_sessions(agenda, book, [one for one in rows if one != row])
    found = [
        Bearing(
            score.rule.title,
            points(score.amount - other.amount),
            score.rule.words(context.school),
        )
        for score, other in zip(with_it, without, strict=True)
        if score.amount != other.amount
    ]
    return tuple(sorted(found, key=lambda bearing: -abs(bearing.points)))


def helper_network(plan: Plan, findings: Findings, class_id: str) -> nx.DiGraph[str]:
    """Who helps whom around one class: an edge from tutor to tutee with its ``subjects``."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    student = findings.school.student
    for pair in plan.pairs or ():
        ends = (pair.tutor_id, pair.tutee_id)
        if class_id not in {student[end].class_id for end in ends}:
            continue
        earlier = graph.edges[ends]["subjects"] if graph.has_edge(*ends) else ()
        graph.add_edge(*ends, subjects=(*earlier, pair.subject))
    return graph


def need_counts(findings: Findings) -> Iterator[tuple[str, str, int]]:
    """(class_id, need, number of students) for each class and need that occurs."""
    counts: dict[tuple[str, str], int] = {}
    for need in findings.needs:
        key = findings.school.student[need.student_id].class_id, need.need
        counts[key] = counts.get(key, 0) + 1
    return ((class_id, need, count) for (class_id, need), count in sorted(counts.items()))
