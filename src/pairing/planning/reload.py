"""A plan taken up again: what was told of it, with its scores judged anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pairing.model.enums import Part, Status
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.planning.make import Outcome
from pairing.planning.parts.judge import judge_class, judge_part
from pairing.planning.parts.seats import total_summary
from pairing.planning.summary import PartSummary, RuleScore, Summary
from pairing.rules.core.book import RuleBook
from pairing.screening import screen
from pairing.version import __version__

__all__ = ["resume"]


def resume(school: School, plan: Plan, told: Mapping[Part | str, PartSummary]) -> Outcome:
    """The outcome of a plan that was kept.

    Args:
        school: the school under the rules that the plan is judged by.
        plan: the plan as it was kept.
        told: what was told of each part, and of each class's seats by its id. Bounds and notes
            are taken from it; scores are not.

    Raises InputError with every fault where the school's rules cannot be read.
    """
    findings, book = screen(school), RuleBook.of(school)
    parts = dict.fromkeys(Part, PartSummary(Status.NOT_PLANNED))
    for part in Part:
        if part in told and part is not Part.SEATS:
            rows = plan.part(part)
            judged = judge_part(findings, book, part, plan) if rows is not None else ()
            parts[part] = told[part] if part is Part.NEEDS else _judged(told[part], judged)
    details = {
        class_id: _judged(
            told[class_id],
            judge_class(findings, book, class_id, plan) if plan.seats_of(class_id) else (),
        )
        for class_id in school.class_
        if class_id in told
    }
    seats = tuple(row for row in plan.seats or () if row.class_id in details)
    parts[Part.SEATS] = total_summary(book, details, sum(one.seconds for one in details.values()))
    return Outcome(replace(plan, seats=seats), Summary(__version__, 0, parts), findings)


def _judged(told: PartSummary, scores: tuple[RuleScore, ...]) -> PartSummary:
    """The same summary with the scores of its rules."""
    if told.status in (Status.INFEASIBLE, Status.NOT_PLANNED):
        return told
    objective = sum(score.score for score in scores)
    return replace(
        told,
        objective=objective,
        violations=sum(score.violations for score in scores),
        rules=scores,
        status=Status.OPTIMAL if objective >= told.bound else Status.FEASIBLE,
    )
