"""Seats changed by hand: what each swap would bring, and the plan after one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part
from pairing.model.messages.message import Message
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Seating
from pairing.model.points import points
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.outcome import Outcome
from pairing.planning.parts.registry import pin_words
from pairing.planning.parts.seating.class_task import judge_class
from pairing.planning.parts.seating.problem import seat_rules, seating_problem, seats_now
from pairing.planning.summary import PartSummary
from pairing.solvers.seating import all_swaps

__all__ = ["SwapTable", "swap_table", "with_seats", "with_swap", "without_seats"]


@dataclass(frozen=True)
class SwapTable:
    """What every swap of two usable seats of a room would change, the others staying.

    ``change[p][q]`` in points, by the places of ``seats``; ``barred[p, q]`` with p < q names the
    rules and pins that it would break.
    """

    seats: tuple[str, ...]
    change: tuple[tuple[float, ...], ...]
    barred: Mapping[tuple[int, int], tuple[Message, ...]]


def swap_table(
    context: Context, plan: Plan, class_id: str, pins: Sequence[Pin] = ()
) -> SwapTable | None:
    """Every swap of a class's seats; None where it has none in the plan."""
    room = ClassRoom.of(context.findings, class_id, plan)
    now = None if room is None else seats_now(room, plan)[0]
    if room is None or now is None:
        return None
    swaps = all_swaps(seating_problem(room, context.book, pins), now)
    words = {rule.key: rule.words(context.school) for rule in seat_rules(context.book)}
    words |= pin_words(context.school, pins)
    barred: dict[tuple[int, int], tuple[Message, ...]] = {}
    for owner, breaks in swaps.breaks.items():
        for p, q in np.argwhere(np.triu(breaks, 1)).tolist():
            barred[p, q] = (*barred.get((p, q), ()), words[owner])
    change = tuple(tuple(map(points, row)) for row in swaps.score.tolist())
    return SwapTable(tuple(seat.seat_id for seat in room.layout.seats), change, barred)


def with_swap(outcome: Outcome, class_id: str, one: str, other: str) -> Outcome:
    """The outcome after whoever sits on two seats of a class changes places, judged anew."""
    to = {one: other, other: one}
    rows = (
        Seating(class_id, to.get(seat_id, seat_id), student_id)
        for student_id, seat_id in outcome.plan.seats_of(class_id).items()
    )
    return with_seats(outcome, class_id, tuple(rows))


def without_seats(outcome: Outcome, school: School, class_ids: Collection[str]) -> Outcome:
    """The outcome in a school whose rooms of these classes are others now: they have no seats."""
    whole = outcome.summary.parts[Part.SEATS]
    details = {name: one for name, one in whole.details.items() if name not in class_ids}
    rows = tuple(row for row in outcome.plan.seats or () if row.class_id in details)
    context = outcome.context.within(school)
    total = PartSummary.together(context.book.of_part(Part.SEATS), details, whole.seconds)
    return outcome.with_part(Part.SEATS, rows, total, context)


def with_seats(outcome: Outcome, class_id: str, rows: Sequence[Seating]) -> Outcome:
    """The outcome with other seats of one class that it has seats for, judged anew."""
    others = (row for row in outcome.plan.seats or () if row.class_id != class_id)
    plan = outcome.plan.with_part(Part.SEATS, (*others, *rows))
    context = outcome.context
    whole = outcome.summary.parts[Part.SEATS]
    scores = judge_class(context.findings, context.book, class_id, plan)
    details = {**whole.details, class_id: whole.details[class_id].judged(scores)}
    total = PartSummary.together(context.book.of_part(Part.SEATS), details, whole.seconds)
    return outcome.with_part(Part.SEATS, plan.seats, total)
