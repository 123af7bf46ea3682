"""Digests of what a plan rests on: they differ where it is out of date, and can be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pairing.model.enums import Part
from pairing.model.pin import Pin
from pairing.model.plan import PlanRow
from pairing.planning import Outcome
from pairing.rules.core.book import RuleBook

__all__ = ["part_digest", "seats_digest"]


def part_digest(book: RuleBook, part: Part, outcome: Outcome, pins: Iterable[PlanRow]) -> str:
    """The rules of a part, and the pins that its plan does not keep: none as a rule."""
    rows = set(outcome.plan.part(part) or ())
    broken = (row for row in pins if row.part is part and row not in rows)
    return _digest(book.of_part(part), (Pin(row).owner for row in broken))


def seats_digest(book: RuleBook, class_id: str, outcome: Outcome) -> str:
    """The rules of a class's seats and the pairs that they know of."""
    members = {student.student_id for student in outcome.school.members[class_id]}
    pairs = (pair for pair in outcome.plan.pairs or () if pair.tutee_id in members)
    rules = (rule for rule in book.of_part(Part.SEATS) if rule.applies_to(class_id))
    return _digest(rules, ((pair.tutee_id, pair.tutor_id, pair.subject) for pair in pairs))


def _digest(*parts: Iterable[object]) -> str:
    lines = "\n".join(repr(thing) for part in parts for thing in part)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]
