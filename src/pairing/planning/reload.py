"""A plan taken up again: what was reported of it, with its scores judged anew."""

from __future__ import annotations

from collections.abc import Mapping

from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.outcome import Outcome
from pairing.planning.parts.registry import planners
from pairing.planning.summary import NOT_PLANNED, PartSummary, Summary
from pairing.version import __version__

__all__ = ["resume"]


def resume(asked: School | Context, plan: Plan, reported: Mapping[str, PartSummary]) -> Outcome:
    """The outcome of a plan that was kept.

    Args:
        asked: the school under the rules that the plan is judged by.
        plan: the plan as it was kept.
        reported: what was reported of each part. Bounds, notes and comparisons are taken from
            it; scores are not.

    Raises InputError with every fault where the school's rules cannot be read.
    """
    context = Context.of(asked)
    parts = {}
    for planner in planners():
        kept = reported.get(planner.part, NOT_PLANNED)
        plan, parts[planner.part] = planner.resumed(context, plan, kept)
    school = context.school
    summary = Summary(__version__, 0, parts, school.today, school.notes)
    return Outcome(plan, summary, context)
