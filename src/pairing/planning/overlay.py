"""A school under what somebody set in the app: switches and weights of rules, and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pairing.model.records import Decision
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.rules.base import Rule
from pairing.rules.book import RuleBook

__all__ = ["Settings", "overlaid"]

Settings: TypeAlias = Mapping[str, tuple[bool, float]]
"""Whether each rule is on, and its weight, by the rule's key in the school's own book."""


def overlaid(
    school: School, settings: Settings, decisions: Iterable[Decision]
) -> tuple[RuleBook, School]:
    """The rules as they were set, under their keys; and the school with them and the decisions.

    In that school every rule is written out, and so may have another key.

    Raises InputError with every fault where the school's rules cannot be read.
    """
    rules = []
    for rule in RuleBook.of(school).rules:
        enabled, weight = settings.get(rule.key, (rule.enabled, rule.weight))
        rules.append(rule.model_copy(update={"enabled": enabled, "weight": weight}))
    entries = map(_entry, rules)
    return RuleBook(tuple(rules)), school.with_rules(entries).with_decisions(decisions)


def _entry(rule: Rule) -> RuleEntry:
    values = rule.model_dump(mode="json", exclude_none=True)
    return RuleEntry.model_validate({"id": rule.id, **values})
