"""Rows of a plan that name what its school does not have: somebody left, a seat is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pairing.model.messages.message import Message, named, say, say_count
from pairing.model.plan import Plan, PlanRow
from pairing.model.school import School
from pairing.planning.parts.planner import Planner
from pairing.planning.parts.registry import planners
from pairing.planning.parts.tables import unknown_names

__all__ = ["not_kept", "without_strangers"]


def without_strangers(school: School, plan: Plan) -> tuple[Plan, tuple[Message, ...]]:
    """A plan without the rows that name what the school does not have, and what is said of them.

    What is asked of a plan in force, or changed in it, rests on the rows that can still hold.
    ``verify`` judges all of them.
    """
    gone: Counter[str] = Counter()
    names: dict[str, None] = {}
    here = plan
    for planner, rows in _planned(plan):
        stay = []
        for row in rows:
            unknown = next(planner.unknown(school, row), None)
            if unknown is None:
                stay.append(row)
                continue
            gone[planner.part] += 1
            names[unknown.value] = None
        if len(stay) < len(rows):
            here = here.with_part(planner.part, tuple(stay))
    if not gone:
        return plan, ()
    told = say_count(
        "plan.strangers",
        "{count} row of the plan is left aside ({parts}): the school does not have {ids}",
        "{count} rows of the plan are left aside ({parts}): the school does not have {ids}",
        gone.total(),
        parts=tuple(f"{part} {count}" for part, count in gone.items()),
        ids=named(names),
    )
    return here, (told,)


def not_kept(school: School, keep: Plan) -> Iterator[Message]:
    """What is said of a plan in force, to be kept, whose decisions name people who are not here."""
    strange = known = 0
    for _, rows in _planned(keep):
        for row in rows:
            unknown = next(unknown_names(school, row), None) is not None
            strange, known = strange + unknown, known + (not unknown)
    if strange and not known:
        yield say(
            "keep.another_school",
            "nothing of the plan in force is kept: none of its decisions names people of this "
            "school alone",
        )
    elif strange:
        yield say_count(
            "keep.strangers",
            "{count} decision of the plan in force is not kept, for it names somebody who is not "
            "in this school",
            "{count} decisions of the plan in force are not kept, for they name people who are "
            "not in this school",
            strange,
        )


def _planned(plan: Plan) -> Iterator[tuple[Planner[Any], tuple[PlanRow, ...]]]:
    for planner in planners():
        if (rows := plan.part(planner.part)) is not None:
            yield planner, rows
