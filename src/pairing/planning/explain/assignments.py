"""Why not another: what it would cost to choose a couple that the plan does not have.

Where the rules are those of a flow, the answer is read off the residual network: the cheapest
chain of exchanges that makes room for the couple. Where rules couple choices, the couple is
forced and all is solved anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pairing.errors import NoAnswerError
from pairing.instances.markets import Couples
from pairing.model.messages.message import Message, say, say_count, word
from pairing.model.pin import Pin
from pairing.model.plan import Plan, PlanRow
from pairing.model.points import PER_POINT, points
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.assignment import AssignmentPlanner, AssignmentQuestion
from pairing.planning.parts.registry import planner_of, row_words
from pairing.solvers.assignment import Residual, solve_assignment
from pairing.terms.assignment import BoolArray, Forbidden, Required

__all__ = ["Alternative", "Change", "alternatives", "explained", "why_not"]

_WISH = "wish"


@dataclass(frozen=True)
class Alternative:
    """Somebody who might be chosen for a task, and how far they are from it.

    ``cost`` is in points: what the whole plan would lose, 0 where the plan has the couple or
    loses nothing; None where hard rules leave no way. ``barred`` says what they have against
    the couple itself.
    """

    row: PlanRow
    chosen: bool
    cost: float | None
    barred: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Change:
    """What comes with choosing a couple, or with giving it up.

    ``cost`` in points; ``steps`` are (row, whether it is taken or given up) in the order of the
    chain, ``told`` what it costs that no points say. Where ``possible`` is False, ``barred`` or
    ``conflict`` say why.
    """

    row: PlanRow
    possible: bool
    cost: float = 0.0
    steps: tuple[tuple[PlanRow, bool], ...] = ()
    barred: tuple[Message, ...] = ()
    conflict: tuple[Message, ...] = ()
    told: tuple[Message, ...] = ()

    def chain(self, school: School) -> tuple[Message, ...]:
        """The steps in words."""
        return tuple(row_words(school, row, taken) for row, taken in self.steps)


def alternatives(
    context: Context, plan: Plan, row: PlanRow, pins: Sequence[Pin] = ()
) -> tuple[Alternative, ...]:
    """Everybody who may be chosen for the task of a row, the nearest first.

    The costs speak of the best plan under the rules and pins; where the plan in force is as good,
    of that plan. Who may not be chosen at all is left out, unless that is everybody. Raises
    ValueError where the findings have no such task, or where no plan keeps the hard rules.
    """
    asked, best = _asked(context, plan, row, pins)
    task = _place(asked, row)[0]
    arcs = np.flatnonzero(asked.arcs.task == task).tolist()
    far = Residual(asked.problem, best).distances(task) if asked.is_flow else {}
    for arc in arcs:
        if arc not in far and asked.problem.allowed[arc]:
            change = _solved_anew(asked, best, arc)
            if change.possible:
                far[arc] = round(change.cost * PER_POINT)
    found: list[Alternative] = []
    never: list[Alternative] = []
    for arc in arcs:
        barred = asked.barred(asked.couple(arc))
        cost = far.get(arc)
        shown = None if cost is None else points(cost)
        kind = never if cost is None and barred else found
        kind.append(Alternative(asked.row(arc), bool(best[arc]), shown, barred))
    found = found or never
    far_off = float("inf")
    return tuple(
        sorted(found, key=lambda one: (not one.chosen, far_off if one.cost is None else one.cost))
    )


def explained(context: Context, plan: Plan, part: str) -> tuple[PlanRow, ...]:
    """The rows of a part, each with what speaks for it now, whatever its file has of that.

    Raises NoAnswerError where the part's rows are not assigned.
    """
    return _planner(part).explained(context, plan)


def why_not(context: Context, plan: Plan, row: PlanRow, pins: Sequence[Pin] = ()) -> Change:
    """What it would cost to choose a couple, or to give it up where the plan has it.

    Raises NoAnswerError where the findings know no such task or worker, or no plan keeps the hard
    rules.
    """
    asked, best = _asked(context, plan, row, pins)
    couple = Couples.of([_place(asked, row)])
    arcs = np.flatnonzero(asked.keys == asked.key_of(couple))
    barred = asked.barred(couple)
    if not len(arcs) or barred:
        return Change(
            row, False, barred=barred or (say("explain.nobody_may", "nobody may choose these two"),)
        )
    arc = int(arcs[0])
    exchange = Residual(asked.problem, best).exchange(arc) if asked.is_flow else None
    if exchange is None:
        # Solving again also names what is in the way.
        return _solved_anew(asked, best, arc)
    steps = tuple((asked.row(step), taken) for step, taken in exchange.steps)
    return Change(row, True, points(exchange.cost), steps)


def _planner(part: str) -> AssignmentPlanner[Any]:
    planner = planner_of(part)
    if not isinstance(planner, AssignmentPlanner):
        raise NoAnswerError(say("explain.not_assigned", "{part} are not assigned", part=word(part)))
    return planner


def _asked(
    context: Context, plan: Plan, row: PlanRow, pins: Sequence[Pin]
) -> tuple[AssignmentQuestion, BoolArray]:
    """The problem of the row's part, and a best choice: the plan's own where it is one."""
    asked = _planner(row.part).question(context, pins)
    result = solve_assignment(asked.problem)
    if result.chosen is None:
        raise NoAnswerError(
            say("explain.no_plan", "no plan of {part} keeps the hard rules", part=word(row.part))
        )
    rows = plan.part(row.part) or ()
    chosen = asked.chosen(rows)
    whole = int(chosen.sum()) == len(rows) and not asked.problem.violations(chosen)
    if whole and result.fair and _worth(asked, chosen) == _worth(asked, result.chosen):
        return asked, chosen
    return asked, result.chosen


def _worth(asked: AssignmentQuestion, chosen: BoolArray) -> tuple[object, ...]:
    """All that a choice is judged by, what comes first in front."""
    problem = asked.problem
    return problem.shortfall(chosen), problem.fairness(chosen), problem.score(chosen)


def _beside_points(
    asked: AssignmentQuestion, best: BoolArray, chosen: BoolArray
) -> Iterator[Message]:
    """What a change costs that no points say: who is left out, who fits less, whose load grows."""
    problem = asked.problem
    left = sum(problem.shortfall(chosen)) - sum(problem.shortfall(best))
    if left > 0:
        yield say_count(
            "explain.leaves_out",
            "{count} place that is wanted stays empty",
            "{count} places that are wanted stay empty",
            left,
        )
    was, would = problem.fairness(best), problem.fairness(chosen)
    if would[:1] > was[:1]:
        yield say(
            "explain.fits_less",
            "fewer students have somebody whom they wish for, or who teaches what they need",
        )
    if would[1:] != was[1:]:
        yield say(
            "explain.loads",
            "loads from the largest: {would}, not {was}",
            would=tuple(map(str, would[1:])),
            was=tuple(map(str, was[1:])),
        )


def _place(asked: AssignmentQuestion, row: PlanRow) -> tuple[int, int]:
    place = asked.market.place(row)
    if place is None:
        raise NoAnswerError(
            say("explain.no_such_need", "there is no such need, or nobody of that name")
        )
    return place


def _solved_anew(asked: AssignmentQuestion, best: BoolArray, arc: int) -> Change:
    """The change that comes with one arc, by solving again with it (or without it)."""
    marked = np.arange(len(best)) == arc
    forced = Forbidden(_WISH, marked) if best[arc] else Required(_WISH, marked)
    row = asked.row(arc)
    result = solve_assignment(asked.with_terms(forced))
    if result.chosen is None:
        words = {**asked.words, _WISH: say("explain.asked_for", "what was asked for")}
        return Change(row, False, conflict=tuple(words[owner] for owner in result.conflict))
    cost = asked.problem.score(best) - asked.problem.score(result.chosen)
    changed = np.flatnonzero(best != result.chosen).tolist()
    changed.sort(key=lambda step: step != arc)
    steps = tuple((asked.row(step), not best[step]) for step in changed)
    told = tuple(_beside_points(asked, best, result.chosen))
    return Change(row, True, points(cost), steps, told=told)
