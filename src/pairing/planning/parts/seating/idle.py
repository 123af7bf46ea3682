"""What of a rule somebody wrote reaches nobody: the whole of it, a word for people, a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pairing.model.messages.message import Message, say
from pairing.planning.context import Context
from pairing.planning.parts.seating.problem import seat_rules
from pairing.rules.core.people import fits, who_words
from pairing.rules.seats._base import SeatRule
from pairing.rules.seats._kinds import Named, SomeRule

__all__ = ["idle_rules"]


def idle_rules(
    context: Context, planned: Iterable[str], speaking: Collection[str]
) -> Iterator[Message]:
    """The rules that somebody wrote for these classes, as far as they speak of nobody.

    Args:
        context: the school and its rules.
        planned: the classes and sets that were seated.
        speaking: the keys of the rules that have a term in one of them.
    """
    classes = tuple(planned)
    for rule in seat_rules(context.book):
        if rule.key not in context.book.written or not (rule.hard or rule.weight):
            continue
        if not any(rule.applies_to(class_id) for class_id in classes):
            continue
        if rule.key not in speaking:
            yield say(
                "seats.idle_rule",
                "a rule has nothing to say in the classes planned: {rule} ({key})",
                rule=rule.words(context.school),
                key=rule.key,
            )
        elif isinstance(rule, SomeRule):
            yield from _fitting_nobody(context, rule)
        elif isinstance(rule, Named):
            yield from _named_alone(context, rule)


def _fitting_nobody(context: Context, rule: SomeRule) -> Iterator[Message]:
    """The expressions that nobody in any class of the rule fits: a slip, more often than not."""
    students = [
        one for group_id in _groups(context, rule) for one in context.school.seated(group_id)
    ]
    for expression in rule.who:
        if not any(fits((expression,), one, context.findings) for one in students):
            yield say(
                "seats.nobody_fits",
                "a rule speaks of nobody by the words {who}: {rule} ({key})",
                who=who_words(expression),
                rule=rule.words(context.school),
                key=rule.key,
            )


def _named_alone(context: Context, rule: Named) -> Iterator[Message]:
    """Those who are in no class with another of the students named."""
    together: set[str] = set()
    for group_id in _groups(context, rule):
        here = {one.student_id for one in context.school.seated(group_id)} & set(rule.students)
        if len(here) > 1:
            together |= here
    if alone := [one for one in rule.students if one not in together]:
        yield say(
            "seats.named_alone",
            "a rule does not reach {names}, in no class with another of those named: "
            "{rule} ({key})",
            names=tuple(map(context.school.label, alone)),
            rule=rule.words(context.school),
            key=rule.key,
        )


def _groups(context: Context, rule: SeatRule) -> Iterator[str]:
    return (one for one in context.school.seating_groups if rule.applies_to(one))
