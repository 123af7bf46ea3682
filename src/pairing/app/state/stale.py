"""Marks of what a plan rests on: they differ where it is out of date, and can be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pairing.model.enums import Part
from pairing.model.pin import Pin
from pairing.model.plan import PlanRow
from pairing.planning import Outcome
from pairing.rules.core.book import RuleBook

__all__ = ["part_mark", "seat_mark"]


def part_mark(book: RuleBook, part: Part, outcome: Outcome, pins: Iterable[PlanRow]) -> str:
    """The rules of a part, and the pins that its plan does not keep: none as a rule."""
    rows = set(outcome.plan.part(part) or ())
    broken = (row for row in pins if row.part is part and row not in rows)
    return _mark(book.of_part(part), (Pin(row).owner for row in broken))


def seat_mark(book: RuleBook, class_id: str, outcome: Outcome) -> str:
    """The rules of a class's seats and the pairs that they know of."""
    members = {one.student_id for one in outcome.school.members[class_id]}
    pairs = (pair for pair in outcome.plan.pairs or () if pair.tutee_id in members)
    rules = (rule for rule in book.of_part(Part.SEATS) if rule.applies_to(class_id))
    return _mark(rules, ((one.tutee_id, one.tutor_id, one.subject) for one in pairs))


def _mark(*parts: Iterable[object]) -> str:
    told = "\n".join(repr(one) for part in parts for one in part)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
