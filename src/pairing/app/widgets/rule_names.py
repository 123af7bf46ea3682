"""What a rule is called on the page: its title, and the students whom it names."""

from __future__ import annotations

from pairing.app.text import labelled, t
from pairing.language import and_more, in_a_row
from pairing.model.school import School
from pairing.rules.core.rule import Rule

__all__ = ["rule_name"]

_NAMED = 3


def rule_name(school: School, rule: Rule) -> str:
    """A rule's title with the first of the students whom it names."""
    named = [
        school.label(student_id)
        for _, student_id in rule.named_students()
        if student_id in school.student
    ]
    if not named:
        return t(rule.title)
    shown = in_a_row(named[:_NAMED])
    return labelled(t(rule.title), and_more(shown) if named[_NAMED:] else shown)
