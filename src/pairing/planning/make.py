"""Make a plan: part after part, each by its planner, and what each reached."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from pairing.model.enums import Part
from pairing.model.pin import Pin
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.outcome import Outcome
from pairing.planning.parts.planner import Effort, Planner, Task
from pairing.planning.parts.registry import planners
from pairing.planning.stop import Never, Progress, Step, Stop, Watch, nobody
from pairing.planning.strangers import not_kept
from pairing.planning.summary import NOT_PLANNED, Summary
from pairing.version import __version__

__all__ = ["make_plan"]


def make_plan(
    asked: School | Context,
    *,
    seed: int = 0,
    only: Collection[str] | None = None,
    classes: Sequence[str] | None = None,
    keep: Plan | None = None,
    pins: Sequence[Pin] = (),
    stop: Stop | None = None,
    progress: Progress = nobody,
    effort: Effort | None = None,
    compare: bool = True,
) -> Outcome:
    """Plan the parts in ``only``.

    Args:
        asked: whom to plan for, under its own rules; or a context made before, in which
            screening need not be done anew.
        seed: the same school, seed and version give the same plan unless time cuts it.
        only: the parts to plan; all if None. What a part rests on is taken from ``keep`` where
            it is left out: the pairs for seats, mentors and pairs for sessions.
        classes: the classes to seat; all if None.
        keep: the plan in force; each decision that differs from it is charged for.
        pins: decisions that must stay.
        stop: when to stop with the best plan so far.
        progress: told each step.
        effort: how hard to work for seats.
        compare: whether the report sets parts beside other ways of choosing, where there are
            any; in a county that takes as long as the plan. ``comparison`` does it later.

    Raises InputError with every fault where the school's rules cannot be read.
    """
    watch = Watch(stop or Never(), progress)
    watch.tell(Step(Part.NEEDS, 0, 1))
    context = Context.of(asked)
    plan = Plan()
    parts = {planner.part: NOT_PLANNED for planner in planners()}
    for planner in planners():
        if only is not None and planner.part not in only:
            continue
        if not planner.possible(context.school):
            if missing := planner.missing(context.school):
                parts[planner.part] = replace(NOT_PLANNED, notes=(missing,))
            continue
        watch.tell(Step(planner.part, 0, 1))
        task = Task(
            context,
            _given(planner, plan, keep, only),
            planner.own(pins),
            keep,
            tuple(context.school.class_) if classes is None else tuple(classes),
            seed,
            watch,
            effort or Effort(),
        )
        planned = planner.plan(task)
        comparison = planned.compare() if compare else None
        parts[planner.part] = replace(planned.summary, comparison=comparison)
        plan = plan.with_part(planner.part, planned.rows)
    school = context.school
    notes = (*school.notes, *(not_kept(school, keep) if keep else ()))
    summary = Summary(__version__, seed, parts, school.today, notes)
    return Outcome(plan, summary, context)


def _given(
    planner: Planner[Any], plan: Plan, keep: Plan | None, only: Collection[str] | None
) -> Plan:
    """What a part rests on: as planned now, or as it is in force where it is not planned now."""
    given = plan
    for part in planner.rests_on:
        if only is not None and part not in only:
            given = given.with_part(part, keep.part(part) if keep else None)
    return given
