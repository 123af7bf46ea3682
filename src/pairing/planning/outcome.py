"""What planning ends with: a plan, what it reached, and the context that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pairing.model.enums import Status
from pairing.model.pin import Pin
from pairing.model.plan import Plan, PlanRow
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.planner import Planner
from pairing.planning.parts.registry import planner_of, planners
from pairing.planning.summary import NOT_PLANNED, Comparison, PartSummary, Summary
from pairing.screening import Findings

__all__ = ["Outcome"]


@dataclass(frozen=True)
class Outcome:
    """A plan, what it reached, and the school, findings and rules that it rests on."""

    plan: Plan
    summary: Summary
    context: Context

    @property
    def school(self) -> School:
        return self.context.school

    @property
    def findings(self) -> Findings:
        return self.context.findings

    def comparison(self, part: str, pins: Iterable[Pin] = ()) -> Comparison | None:
        """A part beside other ways of choosing: as it was reported, else worked out now.

        Args:
            part: the part.
            pins: those under which it was planned.
        """
        known = self.summary.parts.get(part, NOT_PLANNED).comparison
        if known is not None or self.plan.part(part) is None:
            return known
        return planner_of(part).comparison(self.context, self.plan, pins)

    def with_part(
        self,
        part: str,
        rows: tuple[PlanRow, ...] | None,
        summary: PartSummary,
        context: Context | None = None,
    ) -> Outcome:
        """The same with other rows of one part, in a school that may know more by now."""
        return Outcome(
            self.plan.with_part(part, rows),
            self.summary.with_part(part, summary),
            context or self.context,
        )

    def within(self, context: Context) -> Outcome:
        """The same plan and report in another context."""
        return replace(self, context=context)

    def onto(self, earlier: Outcome) -> Outcome:
        """What this outcome planned, and of ``earlier`` all that it did not.

        A part that is planned class by class is put together by classes. One that rests on
        others stays too, though they may have changed: nothing is lost because something else
        was planned, and whoever holds the plan says what is out of date.
        """
        made = self
        for planner in planners():
            part = planner.part
            mine = self.summary.parts.get(part, NOT_PLANNED)
            before = earlier.summary.parts.get(part, NOT_PLANNED)
            if planner.by_class:
                rows, summary = _by_class(planner, self, earlier)
                made = made.with_part(part, rows, summary)
            elif mine.status is Status.NOT_PLANNED:
                made = made.with_part(part, earlier.plan.part(part), before)
        return made


def _by_class(
    planner: Planner[PlanRow], now: Outcome, earlier: Outcome
) -> tuple[tuple[PlanRow, ...] | None, PartSummary]:
    """The classes planned now, and of the earlier plan those that were not."""
    part = planner.part
    mine, before = now.summary.parts[part], earlier.summary.parts[part]
    rows, rows_before = now.plan.part(part), earlier.plan.part(part)
    if rows is None:
        return rows_before, mine if mine.details else before
    kept = (row for row in rows_before or () if getattr(row, "class_id", "") not in mine.details)
    together = (*kept, *rows)
    if not (mine.details and before.details):
        return together, mine if mine.details else before
    details = {**before.details, **mine.details}
    seconds = mine.seconds + before.seconds
    return together, PartSummary.together(now.context.book.of_part(part), details, seconds)
