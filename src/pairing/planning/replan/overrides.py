"""A school under what somebody set in the app: switches and weights of rules, and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from pairing.model.records import Decision
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.rules.core.book import RuleBook
from pairing.rules.core.rule import Rule

__all__ = ["Overlaid", "Settings", "overlaid"]

Settings: TypeAlias = Mapping[str, tuple[bool, float]]
"""Whether each rule is on, and its weight, by the rule's key in the school's own book."""


class Overlaid(NamedTuple):
    """The rules as the school has them and as they were set, and the school with the latter.

    Both books have the same keys. In the school every rule is written out, and so may have another.
    """

    base: RuleBook
    book: RuleBook
    school: School


def overlaid(school: School, settings: Settings, decisions: Iterable[Decision]) -> Overlaid:
    """A school under switches, weights and decisions.

    Raises InputError with every fault where the school's rules cannot be read.
    """
    base = RuleBook.of(school)
    rules = []
    for rule in base.rules:
        enabled, weight = settings.get(rule.key, (rule.enabled, rule.weight))
        rules.append(rule.model_copy(update={"enabled": enabled, "weight": weight}))
    entries = map(_entry, rules)
    now = school.with_rules(entries).with_decisions(decisions)
    return Overlaid(base, RuleBook(tuple(rules)), now)


def _entry(rule: Rule) -> RuleEntry:
    values = rule.model_dump(mode="json", exclude_none=True)
    return RuleEntry.model_validate({"id": rule.id, **values})
