"""One of several ways for each of some requests: the least cost, then fair among those who help."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pairing.solvers import cp_model
from pairing.solvers.conflict import new_solver
from pairing.solvers.timetable.model import TimetableModel
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import TimetableProblem

__all__ = ["Way", "choose_ways"]

_EFFORT = 4.0
"""Deterministic time of CP-SAT for each step, about seconds."""


@dataclass(frozen=True, slots=True)
class Way:
    """A request of the problem that is one way for whatever it is an alternative of.

    ``rank`` is how far it is from the first choice; ``helper`` whoever carries it, -1 if nobody.
    """

    request: int
    rank: int
    helper: int = -1


def choose_ways(
    problem: TimetableProblem,
    choices: Sequence[Sequence[Way]],
    worth: Sequence[int],
    carried: Mapping[int, int],
) -> tuple[IntArray, bool]:
    """(the slot of each request, at most one of each choice held; whether that is proved best).

    As much as possible is held, by worth; then as many as can be in the best rank there is, then
    in the next; then the helpers' loads are leximin: the greatest is as small as can be, then
    the number of those who have it, and so on down; then the score of the timetable counts.

    Args:
        problem: the ways, and requests that stay, each with its only candidate.
        choices: the ways of each, of which one is taken or none.
        worth: what it counts that one of them is, whole and positive.
        carried: what helpers carried before.
    """
    built = TimetableModel(problem)
    model = built.model
    ways = {way.request for own in choices for way in own}
    others = [own for number, own in enumerate(built.at) if number not in ways]
    stay = [one for own in others for one in own.values()]
    held: list[tuple[cp_model.IntVar, int]] = []
    by_rank: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    by_helper: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for choice, count in zip(choices, worth, strict=True):
        literals = []
        for way in choice:
            own = list(built.at[way.request].values())
            literals += own
            by_rank[way.rank] += own
            if way.helper >= 0:
                by_helper[way.helper] += own
        model.add_at_most_one(literals)
        held += [(one, count) for one in literals]
    score = built.objective
    steps = _Steps(built)
    # All that stays can, unless it was in its own way before.
    steps.most(cp_model.LinearExpr.sum(stay))
    steps.most(built.total(held))
    for rank in sorted(by_rank):
        steps.most(cp_model.LinearExpr.sum(by_rank[rank]))
    top = max((carried.get(one, 0) + len(own) for one, own in by_helper.items()), default=0)
    for level in range(top, 0, -1):
        reached = []
        for helper, own in by_helper.items():
            short = level - carried.get(helper, 0)
            if short > len(own) or short <= 0:
                continue
            loaded = model.new_bool_var("")
            # Who has so many, or more, counts.
            model.add(cp_model.LinearExpr.sum(own) - short + 1 <= len(own) * loaded)
            reached.append(loaded)
        if reached:
            steps.most(-cp_model.LinearExpr.sum(reached))
    steps.most(score)
    return steps.slot_of, steps.proved


class _Steps:
    """One aim after another, each held to by those that follow."""

    def __init__(self, built: TimetableModel) -> None:
        self._built = built
        self.proved = True
        self.slot_of: IntArray = built.slot_of(self._solve())

    def _solve(self) -> cp_model.CpSolver:
        solver = new_solver(_EFFORT)
        status = solver.solve(self._built.model)
        self.proved = self.proved and status == cp_model.OPTIMAL
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise RuntimeError("a timetable of nothing is always possible")
        return solver

    def most(self, aim: cp_model.LinearExpr) -> None:
        """As much as can be of an aim, from now on."""
        model = self._built.model
        model.maximize(aim)
        solver = self._solve()
        self.slot_of = self._built.slot_of(solver)
        model.clear_hints()  # type: ignore[no-untyped-call]
        self._built.hint(self.slot_of)
        model.add(aim >= round(solver.objective_value))
