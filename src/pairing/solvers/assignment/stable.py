"""Choices that nobody plans: stable ones, and first come, first served.

Deferred acceptance (Gale and Shapley 1962, hospitals and residents) in rounds: every task that
wants more proposes to its next best worker, every worker holds the best that they have room
for. Where all workers rank tasks alike it is a serial choice in that order.
"""

from __future__ import annotations

import numpy as np

from pairing.terms.assignment import AssignmentProblem, BoolArray, IntArray

__all__ = ["blocking_arcs", "deferred_acceptance"]


def deferred_acceptance(
    problem: AssignmentProblem, wanted: IntArray, liking: IntArray, ranking: IntArray
) -> BoolArray:
    """The choice that comes of proposals, best for the tasks among all stable ones.

    Args:
        problem: its allowed arcs and limits are kept, lower limits and couplings left out.
        wanted: how many workers each task wants.
        liking: per arc, how well its task likes it.
        ranking: per arc, how well its worker likes it. Ties go to the earlier arc.
    """
    arcs = np.flatnonzero(problem.allowed)
    room = problem.most("worker")
    wanted = np.minimum(wanted, problem.most("task"))
    # By task, the best liked first: where each task's proposals begin and end.
    arcs = arcs[np.lexsort((arcs, -liking[arcs], problem.task[arcs]))]
    first = np.searchsorted(problem.task[arcs], np.arange(problem.tasks + 1))
    following, end = first[:-1].copy(), first[1:]
    held = np.zeros(0, dtype=np.int64)
    while True:
        having = np.bincount(problem.task[held], minlength=problem.tasks)
        asking = np.flatnonzero((having < wanted) & (following < end))
        if not len(asking):
            chosen = np.zeros(len(problem.task), dtype=bool)
            chosen[held] = True
            return chosen
        offers = np.concatenate((held, arcs[following[asking]]))
        following[asking] += 1
        worker = problem.worker[offers]
        order = np.lexsort((offers, -ranking[offers], worker))
        place = np.arange(len(order)) - np.searchsorted(worker[order], worker[order])
        held = offers[order[place < room[worker[order]]]]


def blocking_arcs(
    problem: AssignmentProblem,
    chosen: BoolArray,
    wanted: IntArray,
    liking: IntArray,
    ranking: IntArray,
) -> BoolArray:
    """The arcs whose two ends would both rather have each other than what they have.

    An end with room to spare would; a full one if it likes the arc better than its worst.
    """
    rather = problem.allowed & ~chosen
    room = {"task": np.minimum(wanted, problem.most("task")), "worker": problem.most("worker")}
    for side, value in (("task", liking), ("worker", ranking)):
        ends = problem.ends(side)
        worst = np.full(problem.size(side), np.iinfo(np.int64).max)
        np.minimum.at(worst, ends[chosen], value[chosen])
        full = problem.counts(side, chosen) >= room[side]
        rather &= ~full[ends] | (value > worst[ends])
        rather &= room[side][ends] > 0
    return rather
