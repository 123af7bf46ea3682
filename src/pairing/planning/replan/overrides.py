"""The rules as somebody set them in the app: switches and weights over the school's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from pairing.rules.core.book import RuleBook

__all__ = ["Settings", "overridden"]

Settings: TypeAlias = Mapping[str, tuple[bool, float]]
"""Whether each rule is on, and its weight, by the rule's key in the school's own book."""


def overridden(book: RuleBook, settings: Settings) -> RuleBook:
    """A book in which switches and weights are others; its rules keep their keys."""
    rules = []
    for rule in book.rules:
        enabled, weight = settings.get(rule.key, (rule.enabled, rule.weight))
        if (enabled, weight) != (rule.enabled, rule.weight):
            rule = rule.model_copy(update={"enabled": enabled, "weight": weight})
        rules.append(rule)
    return replace(book, rules=tuple(rules))
