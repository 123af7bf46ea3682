"""What a change to an optimal choice would cost: shortest ways through the residual network.

To force an arc in or out of an optimal flow, flow is sent round a cheapest cycle through it
(Ahuja, Magnanti, Orlin 1993, ch. 9 and 11). The cycle is the chain of exchanges that the change
asks for, and its length what it costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pairing.solvers.assignment.flow import network_of
from pairing.terms.assignment import AssignmentProblem, BoolArray, IntArray

__all__ = ["Exchange", "Residual"]

_FAR = np.int64(1) << 60
"""Longer than any way there is."""
_LONGEST_WAY = 2_000


@dataclass(frozen=True)
class Exchange:
    """What forcing an arc costs, and the arcs that change with it, in the order of the chain.

    ``steps`` are (arc, whether it is taken or given up), the forced arc first.
    """

    cost: int
    steps: tuple[tuple[int, bool], ...]


class _Ways(NamedTuple):
    """Distances to one node, and the residual edge that each node's way begins with."""

    distance: IntArray
    edge: IntArray


class Residual:
    """The residual network of an optimal choice of arcs.

    Args:
        problem: what was chosen from; no term may couple arcs, or come before the score.
        chosen: an optimal choice.

    ``exchange`` and ``distances`` raise ValueError where the choice is not optimal.
    """

    def __init__(self, problem: AssignmentProblem, chosen: BoolArray) -> None:
        self.problem, self.chosen = problem, chosen
        self.network = network = network_of(problem)
        flow = self._flow()
        forward = np.flatnonzero(flow < network.capacity)
        back = np.flatnonzero(flow > 0)
        self.tail = np.concatenate((network.tail[forward], network.head[back]))
        self.head = np.concatenate((network.head[forward], network.tail[back]))
        self.cost = np.concatenate((network.cost[forward], -network.cost[back]))
        self.arc = np.concatenate((forward, back))
        self.forward = np.arange(len(self.arc)) < len(forward)
        self.allowed = network.capacity[: len(chosen)] > 0

    def _flow(self) -> IntArray:
        """The flow on each arc of the network: marginal values are taken in their order."""
        network, problem = self.network, self.problem
        arcs = len(problem.task)
        flow = np.zeros(len(network.tail), dtype=np.int64)
        flow[:arcs] = self.chosen
        units = np.arange(arcs, len(flow) - 1)
        of_task = network.tail[units] == network.source
        end = np.where(of_task, network.head[units], network.tail[units])
        counts = np.concatenate([problem.counts(side, self.chosen) for side in ("task", "worker")])
        order = np.argsort(end, kind="stable")
        capacity = network.capacity[units][order]
        before = np.cumsum(capacity) - capacity
        first = np.searchsorted(end[order], end[order])
        before -= before[first]
        taken = np.clip(counts[end[order]] - before, 0, capacity)
        flow[units[order]] = taken
        flow[-1] = network.supply - int(self.chosen.sum())
        return flow

    def _ways_to(self, node: int, barred: int = -1) -> _Ways:
        """The cheapest way from every node to one, by Bellman and Ford, all edges at once."""
        nodes = self.network.sink + 1
        distance = np.full(nodes, _FAR, dtype=np.int64)
        distance[node] = 0
        edge = np.full(nodes, -1, dtype=np.int64)
        usable = np.flatnonzero(self.arc != barred)
        tail, head, cost = self.tail[usable], self.head[usable], self.cost[usable]
        for _ in range(min(nodes, _LONGEST_WAY) + 1):
            offer = distance[head]
            offer = np.where(offer < _FAR, offer + cost, _FAR)
            best = distance.copy()
            np.minimum.at(best, tail, offer)
            better = best < distance
            if not better.any():
                return _Ways(distance, edge)
            hit = better[tail] & (offer == best[tail])
            edge[tail[hit]] = usable[hit]
            distance = best
        raise ValueError("the choice is not optimal: a cycle of exchanges would better it")

    def exchange(self, arc: int) -> Exchange | None:
        """What it costs to take an arc that is not chosen, or to give up one that is.

        None where no exchange makes it possible within the hard terms.
        """
        task, worker = int(self.problem.task[arc]), int(self.problem.worker[arc])
        worker += self.problem.tasks
        taking = not self.chosen[arc]
        if taking and not self.allowed[arc]:
            return None
        start, goal = (worker, task) if taking else (task, worker)
        ways = self._ways_to(goal, barred=arc)
        own = int(self.network.cost[arc])
        cost = int(ways.distance[start]) + (own if taking else -own)
        if cost >= self.network.bonus // 2:
            return None
        return Exchange(cost, ((arc, taking), *self._chain(ways, start, goal)))

    def _chain(self, ways: _Ways, start: int, goal: int) -> list[tuple[int, bool]]:
        steps = []
        node = start
        while node != goal:
            edge = int(ways.edge[node])
            arc = int(self.arc[edge])
            if arc < len(self.chosen):
                steps.append((arc, bool(self.forward[edge])))
            node = int(self.head[edge])
        return steps

    def distances(self, task: int) -> dict[int, int]:
        """How far each arc of a task is from being chosen: what forcing it would cost.

        0 for chosen arcs, and for those that an equally good choice has; arcs that cannot be
        chosen are left out.
        """
        arcs = np.flatnonzero(self.problem.task == task)
        ways = self._ways_to(task)
        found = {}
        for arc in arcs.tolist():
            start = self.problem.tasks + int(self.problem.worker[arc])
            if self.chosen[arc]:
                found[arc] = 0
            elif self.allowed[arc]:
                cost = int(ways.distance[start]) + int(self.network.cost[arc])
                if cost < self.network.bonus // 2:
                    found[arc] = cost
        return found
