"""Assignment as min-cost flow: source, tasks, workers, sink, and a way round them all.

A task's k-th chosen arc is a unit of flow whose reward is the k-th marginal value;
concave marginals make the flow take them in order (Ahuja, Magnanti, Orlin 1993, ch. 14).
What is wanted before the score becomes a bonus for each unit that has it, larger than anything
that soft values could make of it, and a lower bound a larger one still: an optimal flow then meets
every lower bound whenever any flow can, and lacks as little of the rest as any does.

How large is large enough: two flows differ by cycles that pass each node once at most, so what a
cycle can change is bounded by the arcs on it, and by two ends of each side. Ends of the two sides
never stand in each other's way (Mendelsohn and Dulmage 1958), and of tasks that cannot all be
served those of a higher rank come first whatever a unit of rank is worth, for sets that can be
served together form a matroid (Edmonds 1971).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from pairing.terms.assignment import (
    AssignmentProblem,
    BoolArray,
    IntArray,
    Marginal,
    Side,
    Wanted,
)

__all__ = ["Network", "cycle_spread", "network_of", "run_flow", "solve_flow"]

_PART_ARCS = 20_000
"""Parts with fewer arcs are put together, for each call costs time too."""


class Network(NamedTuple):
    """A min-cost flow problem: one entry an arc, the problem's own arcs first.

    ``supply`` units go from ``source`` to ``sink``; ``musts`` lower bounds are to be met.
    No exchange that costs ``bonus`` or more is one of soft values alone.
    """

    tail: IntArray
    head: IntArray
    capacity: IntArray
    cost: IntArray
    source: int
    sink: int
    supply: int
    musts: int
    bonus: int


_SIDES: tuple[Side, Side] = ("task", "worker")


def solve_flow(problem: AssignmentProblem) -> BoolArray | None:
    """The chosen arcs of an optimal solution, or None where hard terms cannot all hold."""
    if (problem.required & ~problem.allowed).any() or any(
        (problem.least(side) > problem.most(side)).any() for side in _SIDES
    ):
        return None
    network = network_of(problem)
    chosen = run_flow(network)[: len(problem.task)] > 0
    met = int((problem.required & chosen).sum())
    for side in _SIDES:
        met += int(np.minimum(problem.counts(side, chosen), problem.least(side)).sum())
    return chosen if met == network.musts else None


def network_of(problem: AssignmentProblem) -> Network:
    """The network that an optimal choice of arcs is a flow of."""
    least, most = (
        {side: limit(side) for side in _SIDES} for limit in (problem.least, problem.most)
    )
    bonus = 2 * cycle_spread(problem, most) + 2
    must = bonus * (1 + sum(_highest(problem, side) for side in _SIDES))
    source, sink = problem.tasks + problem.workers, problem.tasks + problem.workers + 1
    tasks, workers = np.arange(problem.tasks), problem.tasks + np.arange(problem.workers)
    supply = int(most["task"].sum())
    ends = {
        "task": (np.full_like(tasks, source), tasks),
        "worker": (workers, np.full_like(workers, sink)),
    }
    parts = [
        (
            problem.task,
            problem.tasks + problem.worker,
            problem.allowed.astype(np.int64),
            -(problem.arc_values + must * problem.required),
        ),
        *(
            columns
            for side in _SIDES
            for columns in _side(problem, side, least[side], most[side], *ends[side], (bonus, must))
        ),
        tuple(np.array([one], dtype=np.int64) for one in (source, sink, supply, 0)),
    ]
    musts = int(problem.required.sum()) + sum(int(own.sum()) for own in least.values())
    tail, head, capacity, cost = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return Network(tail, head, capacity, cost, source, sink, supply, musts, bonus)


def run_flow(network: Network) -> IntArray:
    """The optimal flow on each arc, part by part where the network falls apart.

    Tasks and workers that no way connects (grades, subjects, classes) are problems of their
    own, and several small ones are solved faster than a large one.

    Raises RuntimeError where there is none, which the way round all arcs rules out.
    """
    flow = np.zeros(len(network.tail), dtype=np.int64)
    for arcs in _parts(network):
        flow[arcs] = _run_part(network, arcs)
    # The way round takes what no task asked for.
    flow[-1] = network.supply - int(flow[network.tail == network.source].sum())
    return flow


def _parts(network: Network) -> list[IntArray]:
    """The arcs of each part, without the way round; small parts are put together."""
    ends = network.tail == network.source, network.head == network.sink
    inner = ~ends[0] & ~ends[1] & (network.capacity > 0)
    nodes = network.sink + 1
    links = coo_array(
        (np.ones(int(inner.sum()), dtype=bool), (network.tail[inner], network.head[inner])),
        shape=(nodes, nodes),
    )
    label = connected_components(links, directed=False)[1]
    own = label[np.where(ends[0], network.head, network.tail)[:-1]]
    sizes = np.bincount(own)
    part = (np.cumsum(sizes) // _PART_ARCS)[own]
    order = np.argsort(part, kind="stable")
    cuts = np.flatnonzero(np.diff(part[order])) + 1
    return [arcs for arcs in np.split(order, cuts) if len(arcs)]


def _run_part(network: Network, arcs: IntArray) -> IntArray:
    """The optimal flow on some arcs that nothing else is connected to."""
    tail, head, capacity = network.tail[arcs], network.head[arcs], network.capacity[arcs]
    supply = int(capacity[tail == network.source].sum())
    if not supply or not (head == network.sink).any():
        return np.zeros(len(arcs), dtype=np.int64)
    used = np.zeros(network.sink + 1, dtype=bool)
    used[tail] = used[head] = True
    place = np.cumsum(used) - 1
    tail, head = place[tail], place[head]
    source, sink = int(place[network.source]), int(place[network.sink])
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.append(tail, source),
        np.append(head, sink),
        np.append(capacity, supply),
        np.append(network.cost[arcs], 0),
    )
    flow.set_node_supply(source, supply)
    flow.set_node_supply(sink, -supply)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("min-cost flow failed on a network that always has a flow")
    return np.asarray(flow.flows(np.arange(len(arcs))), dtype=np.int64)


def cycle_spread(problem: AssignmentProblem, most: Mapping[Side, IntArray] | None = None) -> int:
    """More than the soft values can change by along a cycle that passes each node once."""
    limits = most or {side: problem.most(side) for side in _SIDES}
    inner = 2 * min(problem.tasks, problem.workers) + 2
    spread = inner * int(np.abs(problem.arc_values).max(initial=0))
    for term in problem.terms:
        if isinstance(term, Marginal):
            counts = limits[term.side]
            spread += 2 * max(
                (
                    int(np.abs(term.column(k)[counts > k]).max(initial=0))
                    for k in range(int(counts.max(initial=0)))
                ),
                default=0,
            )
    return spread + 1


def _weights(term: Wanted) -> IntArray:
    """What one wanted arc of each end is worth, in bonuses."""
    weights: IntArray = term.rank + 1
    return weights


def _highest(problem: AssignmentProblem, side: Side) -> int:
    """The bonuses that the first arc of any end of a side may have, and no later one more."""
    return sum(int(_weights(term).max(initial=0)) for term in problem.wanted if term.side == side)


def _side(
    problem: AssignmentProblem,
    side: Side,
    least: IntArray,
    most: IntArray,
    tails: IntArray,
    heads: IntArray,
    bonuses: tuple[int, int],
) -> Iterator[tuple[IntArray, ...]]:
    """The unit arcs of one side with their marginal values, as columns of a network."""
    bonus, must = bonuses
    marginals = [term for term in problem.terms if isinstance(term, Marginal) and term.side == side]
    wanted = [term for term in problem.wanted if term.side == side]
    width = max((term.values.shape[1] for term in marginals), default=0)
    width = max(width, *(int(own.max(initial=0)) for own in (least, *(w.least for w in wanted))), 0)
    for k in range(min(width, int(most.max(initial=0)))):
        open_ = most > k
        reward = sum((term.column(k) for term in marginals), start=np.zeros(len(open_), np.int64))
        reward = reward + must * (least > k)
        for term in wanted:
            reward = reward + bonus * _weights(term) * (term.least > k)
        yield tails[open_], heads[open_], np.ones(int(open_.sum()), np.int64), -reward[open_]
    rest = most > width
    reward = sum((term.column(width) for term in marginals), start=np.zeros(len(rest), np.int64))
    yield tails[rest], heads[rest], (most - width)[rest], -reward[rest]
