"""What a plan rests on, as marks that can be kept, and what differs where it is out of date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum

from pairing.language import N_
from pairing.model.enums import Part
from pairing.model.pin import Pin
from pairing.model.plan import PlanRow
from pairing.planning import Outcome
from pairing.rules.core.book import RuleBook
from pairing.screening import Findings
from pairing.store.pieces import SETTINGS_CHANGED, TABLES_CHANGED

__all__ = ["Why", "part_mark", "reasons", "seats_mark", "sessions_mark"]


class Why(StrEnum):
    """Why a part is out of date, in words."""

    TABLES = N_("the school's tables changed")
    SETTINGS = N_("what is set for sessions or screening changed")
    NEEDS = N_("needs changed")
    DAY = N_("the day changed")
    COUPLES = N_("pairs or mentors changed")
    RULES = N_("rules or pins changed")


_ORDER = (Why.RULES, Why.NEEDS, Why.DAY, Why.COUPLES)
"""What the words of a mark stand for. Marks of before 0.2.0 have the first alone."""


def reasons(planned: str | None, now: str) -> tuple[Why, ...]:
    """In what two marks differ; what is not known of a mark is taken for the same."""
    if planned == TABLES_CHANGED:
        return (Why.TABLES,)
    if planned == SETTINGS_CHANGED:
        return (Why.SETTINGS,)
    pairs = zip(_ORDER, (planned or "").split(), now.split(), strict=False)
    found = {why for why, before, after in pairs if before != after}
    if Why.COUPLES in found:
        # The rules of seats are kept together with the pairs that they know of.
        found.discard(Why.RULES)
    return tuple(why for why in Why if why in found)


def part_mark(
    book: RuleBook, findings: Findings, part: Part, outcome: Outcome, pins: Iterable[PlanRow]
) -> str:
    """The rules of a part, and the pins that its plan does not keep: none as a rule."""
    rows = set(outcome.plan.part(part) or ())
    broken = (row for row in pins if row.part is part and row not in rows)
    return _mark(_digest(book.of_part(part), (Pin(row).owner for row in broken)), findings)


def seats_mark(book: RuleBook, findings: Findings, class_id: str, outcome: Outcome) -> str:
    """The rules of a class's seats and the pairs that they know of."""
    members = {student.student_id for student in findings.school.group_members[class_id]}
    pairs = [
        (pair.tutee_id, pair.tutor_id, pair.subject)
        for pair in outcome.plan.pairs or ()
        if pair.tutee_id in members
    ]
    rules = (rule for rule in book.of_part(Part.SEATS) if rule.applies_to(class_id))
    return f"{_mark(_digest(rules, pairs), findings)} {_digest(pairs)}"


def sessions_mark(book: RuleBook, findings: Findings, outcome: Outcome) -> str:
    """The rules of sessions, and the mentors and pairs whose sessions they are."""
    plan = outcome.plan
    couples = _digest(
        ((row.student_id, row.teacher_id) for row in plan.mentors or ()),
        ((row.tutee_id, row.tutor_id, row.subject) for row in plan.pairs or ()),
    )
    return f"{_mark(_digest(book.of_part(Part.SESSIONS)), findings)} {couples}"


def _mark(rules: str, findings: Findings) -> str:
    needs = _digest((need.student_id, need.need, need.severity) for need in findings.needs)
    return f"{rules} {needs} {findings.school.today or '-'}"


def _digest(*parts: Iterable[object]) -> str:
    lines = "\n".join(repr(thing) for part in parts for thing in part)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]
