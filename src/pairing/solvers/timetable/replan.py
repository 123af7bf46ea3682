"""Re-plan a timetable with the fewest changes from the one in force.

First only what cannot stay is free. Where all of that finds a place, fewer changes are
impossible, and the best such timetable is found by fixing the rest. Where it does not, a part is
solved whole: as much as possible is held, then as much as possible stays, then the score counts.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from pairing.solvers import cp_model
from pairing.solvers.conflict import new_solver
from pairing.solvers.timetable.model import TimetableModel
from pairing.solvers.timetable.parts import Part, parts_of, round_those_left_out
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, TimetableProblem, moments_of

__all__ = ["Replanned", "replan_timetable"]

_EFFORT = 4.0
"""Deterministic time of CP-SAT for each model, about seconds."""


@dataclass(frozen=True, eq=False)
class Replanned:
    """The slot of each request; ``least`` where no timetable changes fewer and holds as many."""

    slot_of: IntArray
    least: bool


def replan_timetable(
    problem: TimetableProblem,
    in_force: IntArray,
    worth: IntArray,
    moved: Collection[int] = (),
    settled: Collection[int] = (),
) -> Replanned | None:
    """The timetable nearest to the one in force; None where the moved requests cannot be.

    Args:
        problem: what holds now. A request that must go to a slot has no other candidate.
        in_force: the slot of each request so far, NOWHERE where it has none. A slot that is no
            longer a candidate is left.
        worth: what it counts that each request in force is still held, whole and positive; it
            decides who is left out where somebody must be.
        moved: requests that must be held where their only candidate is, whatever stands there.
        settled: requests that must be held where they are, which is their only candidate.
    """
    kept = np.array(
        [
            slot if slot in request.candidates else NOWHERE
            for request, slot in zip(problem.requests, in_force.tolist(), strict=True)
        ],
        dtype=np.int64,
    )
    for number in moved:
        kept[number] = problem.requests[number].candidates[0]
    fixed = frozenset(moved) | frozenset(settled)
    forced = _ousted(problem, kept, moved) - fixed
    displaced = forced | frozenset(np.flatnonzero(in_force != kept).tolist()) - frozenset(moved)
    kept[list(forced)] = NOWHERE
    counts = np.where(in_force == NOWHERE, 0, worth)
    found = kept.copy()
    least = True
    for part in parts_of(problem):
        free = [one for one in part.members.tolist() if found[one] == NOWHERE]
        if not free and not np.isin(part.members, list(moved)).any():
            continue
        own = part.beside(found)
        placed = _place_free(own, found[part.members])
        if placed is not None:
            found[part.members] = placed
        unplaced = [one for one in free if found[one] == NOWHERE and one in displaced]
        hopeful = [one for one in unplaced if len(problem.requests[one].candidates)]
        if placed is None or hopeful:
            answer = None
            if hopeful:
                near = round_those_left_out(own, found[part.members])
                answer, _ = _place_all(part, near, kept, counts, found, fixed)
            # Whoever had no place before could have taken one of those that had to move.
            simple = displaced.issuperset(free)
            proved = simple and answer is not None and _one_more(part, answer, in_force, kept)
            if not proved:
                answer, proved = _place_all(part, own, kept, counts, found, fixed)
            if answer is None:
                return None
            found[part.members] = answer
            least = least and proved
    return Replanned(found, least)


def _one_more(part: Part, answer: IntArray, in_force: IntArray, kept: IntArray) -> bool:
    """Whether all is held and one request moved beyond those that had to: none moved was no way."""
    before, stays = in_force[part.members], kept[part.members]
    could = np.array([len(request.candidates) > 0 for request in part.own.requests], dtype=bool)
    held = bool((answer[could & (before != NOWHERE)] != NOWHERE).all())
    had_to = int(((before != NOWHERE) & (stays != before)).sum())
    changed = int(((before != NOWHERE) & (answer != before)).sum())
    return held and changed <= had_to + 1


def _ousted(problem: TimetableProblem, kept: IntArray, moved: Collection[int]) -> frozenset[int]:
    """Who must leave because a moved request takes the time of its host or guest."""
    moments = moments_of(problem.overlaps)
    out: set[int] = set()
    for number in moved:
        one, slot = problem.requests[number], int(kept[number])
        moment = moments.get(slot, (slot,))
        for other, place in enumerate(kept.tolist()):
            if other == number or place not in moment:
                continue
            two = problem.requests[other]
            together = (
                one.host == two.host
                and one.guest != two.guest
                and one.topic == two.topic
                and one.size > 1
                and slot == place
            )
            if {one.host, one.guest} & {two.host, two.guest} and not together:
                out.add(other)
    return frozenset(out)


def _place_free(problem: TimetableProblem, kept: IntArray) -> IntArray | None:
    """The best places for requests without one, all others staying; None: they cannot all stay."""
    fixed = tuple(
        request if slot == NOWHERE else request.only_at(slot)
        for request, slot in zip(problem.requests, kept.tolist(), strict=True)
    )
    built = TimetableModel(replace(problem, requests=fixed))
    for own, slot in zip(built.at, kept.tolist(), strict=True):
        if slot != NOWHERE:
            built.model.add(own[slot] == 1)
    solver = new_solver(_EFFORT)
    if solver.solve(built.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return built.slot_of(solver)


def _place_all(
    part: Part,
    problem: TimetableProblem,
    kept: IntArray,
    counts: IntArray,
    hint: IntArray,
    fixed: frozenset[int],
) -> tuple[IntArray | None, bool]:
    """(the part anew, None if none was found; whether fewer changes are impossible)."""
    built = TimetableModel(problem)
    stays: list[tuple[cp_model.IntVar, int]] = []
    much = len(problem.requests) + 1
    for place, number in enumerate(part.members.tolist()):
        own = built.at[place]
        if number in fixed:
            built.model.add(own[int(kept[number])] == 1)
        for slot, literal in own.items():
            stays.append((literal, much * int(counts[number]) + int(slot == kept[number])))
    built.hint(hint[part.members])
    score = built.objective
    changes = built.total(stays)
    built.model.maximize(changes)
    solver = new_solver(_EFFORT)
    status = solver.solve(built.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, False
    found = built.slot_of(solver)
    built.model.add(changes >= math.floor(solver.objective_value + 0.5))
    built.model.clear_hints()  # type: ignore[no-untyped-call]
    built.hint(found)
    built.model.maximize(score)
    again = new_solver(_EFFORT)
    if again.solve(built.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = built.slot_of(again)
    return found, status == cp_model.OPTIMAL
