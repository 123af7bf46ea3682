"""Advice about one student's seat: what else there is, what it costs, what is in the way.

Everything here holds the rest of the class where it sits, and says so; ``what_if`` plans
anew around a wish.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part
from pairing.model.messages.message import Message
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Seating
from pairing.model.points import points
from pairing.planning.context import Context
from pairing.planning.make import make_plan
from pairing.planning.parts.planner import Effort
from pairing.planning.parts.registry import pin_words
from pairing.planning.parts.seating.class_task import judge_class
from pairing.planning.parts.seating.problem import seat_rules, seating_problem, seats_now
from pairing.planning.summary import PartSummary
from pairing.terms.seating import IntArray, SeatingProblem

__all__ = ["Fit", "Wish", "seat_fits", "what_if"]


@dataclass(frozen=True)
class Fit:
    """One seat for a student, who swaps with whoever sits there; all others stay.

    ``change`` is in points. ``broken`` names the hard rules and pins that would then be
    broken; where there are any, the seat is impossible as things stand.
    """

    seat_id: str
    swaps_with: str | None
    change: float
    broken: tuple[Message, ...]

    @property
    def possible(self) -> bool:
        return not self.broken


def seat_fits(
    context: Context, plan: Plan, class_id: str, student_id: str, pins: Sequence[Pin] = ()
) -> tuple[Fit, ...]:
    """Every other seat of the room for the student: the possible ones first, best first.

    Empty where the student or the class has no seat in the plan.
    """
    room = ClassRoom.of(context.findings, class_id, plan)
    if room is None or student_id not in room.index:
        return ()
    now, _ = seats_now(room, plan)
    if now is None:
        return ()
    school = context.school
    problem = seating_problem(room, context.book, pins)
    words = {rule.key: rule.words(school) for rule in seat_rules(context.book)}
    words |= pin_words(school, pins)
    hard, soft = _amounts(problem, now)
    who_on = {int(seat): student for seat, student in zip(now, room.students, strict=True)}
    me = room.index[student_id]
    fits = []
    for seat, place in enumerate(room.layout.seats):
        if seat == now[me]:
            continue
        then = now.copy()
        then[me] = seat
        other = who_on.get(seat)
        if other is not None:
            then[room.index[other.student_id]] = now[me]
        hard_then, soft_then = _amounts(problem, then)
        broken = [owner for owner, count in hard_then.items() if count > hard[owner]]
        fits.append(
            Fit(
                place.seat_id,
                other.student_id if other else None,
                points(soft_then - soft),
                tuple(words[owner] for owner in broken),
            )
        )
    return tuple(sorted(fits, key=lambda fit: (not fit.possible, -fit.change)))


def _amounts(problem: SeatingProblem, seat_of: IntArray) -> tuple[dict[str, int], int]:
    """(violations of each owner of hard terms, score of the soft ones)."""
    hard = dict.fromkeys(problem.owners, 0)
    soft = 0
    for term in problem.terms:
        amount = term.amount(np.asarray(seat_of))
        if term.hard:
            hard[term.owner] += amount
        else:
            soft += amount
    return hard, soft


@dataclass(frozen=True)
class Wish:
    """What comes of pinning a student to a seat and planning the class anew around it.

    ``change`` is in points against the plan in force, ``moved`` counts the students who
    change seats; both are None where no plan keeps the wish, and ``summary`` then has the
    conflict set and what it helps to relax.
    """

    summary: PartSummary
    seats: tuple[Seating, ...]
    change: float | None
    moved: int | None


def what_if(
    context: Context,
    plan: Plan,
    class_id: str,
    student_id: str,
    seat_id: str,
    pins: Sequence[Pin] = (),
    seed: int = 0,
) -> Wish:
    """Seat the student there whatever it takes, and show what it costs.

    The pin takes the place of an earlier one of the same student.
    """
    others = [pin for pin in pins if getattr(pin.row, "student_id", None) != student_id]
    wish = Pin(Seating(class_id, seat_id, student_id))
    made = make_plan(
        context,
        seed=seed,
        only=(Part.SEATS,),
        classes=(class_id,),
        keep=plan,
        pins=(*others, wish),
        effort=Effort(search=0.3, proof=0),
    )
    summary = made.summary.parts[Part.SEATS].details[class_id]
    after = made.plan.seats_of(class_id)
    if not after:
        return Wish(summary, (), None, None)
    before = plan.seats_of(class_id)
    judged = judge_class(context.findings, context.book, class_id, plan)
    change = points(summary.reached - sum(score.amount for score in judged))
    moved = sum(before.get(one) != seat for one, seat in after.items())
    return Wish(summary, made.plan.seats or (), change, moved)
