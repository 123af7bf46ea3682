"""Re-planning with least disruption: how much is gained for how many students moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pairing.instances.classroom import ClassRoom
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Seating
from pairing.model.points import points
from pairing.planning.context import Context
from pairing.planning.parts.seating.problem import moved_from, seating_problem, seatings, seats_now
from pairing.solvers.seating import solve_seating
from pairing.terms.seating import Budget

__all__ = ["CurvePoint", "disruption_curve"]

_STEPS = (0, 2, 4, 8, 16)
_EFFORT = 0.15


@dataclass(frozen=True)
class CurvePoint:
    """The best plan found that moves at most ``limit`` students.

    ``moved`` counts those who leave the seat they had; ``points`` is the score;
    ``violations`` counts what is still broken: 0 moved may be too few after a new pin.
    """

    limit: int
    moved: int
    points: float
    violations: int
    seats: tuple[Seating, ...]


def disruption_curve(
    context: Context,
    class_id: str,
    in_force: Plan,
    *,
    pins: Sequence[Pin] = (),
    limits: Sequence[int] = _STEPS,
    seed: int = 0,
) -> tuple[CurvePoint, ...]:
    """From the plan in force to the best there is, a few moved students at a time.

    Args:
        context: the school as it is now: new scores, pupils who came or left.
        class_id: the class.
        in_force: the plan whose seats are to be kept; its pairs count as they are.
        pins: decisions that must hold.
        limits: how many may move; the whole class is added as the last point.
        seed: the same seed gives the same curve.

    Newcomers take free seats and count as nobody moved. Empty where the class has no room,
    or no seats in the plan.
    """
    room = ClassRoom.of(context.findings, class_id, in_force)
    if room is None:
        return ()
    start, home = seats_now(room, in_force)
    if start is None:
        return ()
    problem = seating_problem(room, context.book, pins)
    moved = moved_from(home, problem.seats)
    curve: list[CurvePoint] = []
    for limit in sorted({*limits, problem.students}):
        if limit > problem.students:
            continue
        budget = Budget("moved", moved, limit, hard=True)
        trial = replace(problem, terms=(*problem.terms, budget))
        result = solve_seating(trial, seed=seed, start=start, effort=_EFFORT, proof=0, repair=False)
        # More freedom never does harm: each search begins where the last one ended.
        start = result.seat_of
        tally = problem.tally(start)
        curve.append(
            CurvePoint(
                limit,
                int(moved[range(problem.students), start].sum()),
                points(tally.score),
                tally.violations,
                seatings(room, start),
            )
        )
    return tuple(curve)
