"""Pairing by min-cost flow: from School to Plan, beside the raw call and other libraries.

``ours`` is the whole way, screening and reasons and judgement included; ``ours_solve`` begins
at the findings, which a school has already when a rule changes; ``raw_flow`` is the solver's
call with the same arrays. Each engine runs in a process of its own, so that its memory is
its own. CSV: needs, candidates, engine, status, objective, seconds, peak_mib.
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import networkx as nx
import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from scipy.optimize import linear_sum_assignment

from benchmarks.districts import district, problem_of
from benchmarks.figures import parser_for, report
from pairing.model.enums import Part
from pairing.model.points import points
from pairing.planning import make_plan
from pairing.solvers.assignment import deferred_acceptance
from pairing.solvers.assignment.flow import Network, network_of, solve_flow
from pairing.terms.assignment import AssignmentProblem, Count, Marginal

Answer = tuple[str, float, list[float]]
"""Status, objective in points, and the seconds of each run."""

_RUNS = 5


def _timed(run: Callable[[], Any], runs: int) -> tuple[Any, list[float]]:
    seconds, answer = [], None
    for _ in range(runs):
        started = time.perf_counter()
        answer = run()
        seconds.append(time.perf_counter() - started)
    return answer, seconds


def ours(needs: int, candidates: int, runs: int) -> Answer:
    """Screen, compile, solve, say why, judge; a fresh school each time, for schools remember."""
    make_plan(district(10, 5), only=(Part.PAIRS,))
    seconds = []
    for _ in range(runs):
        school = district(needs, candidates)
        # What the generator threw away is not to be swept up on the plan's time.
        gc.collect()
        started = time.perf_counter()
        outcome = make_plan(school, only=(Part.PAIRS,))
        seconds.append(time.perf_counter() - started)
    summary = outcome.summary.parts[Part.PAIRS]
    assert summary.objective is not None
    return summary.status.value, summary.objective, seconds


def ours_solve(needs: int, candidates: int, runs: int) -> Answer:
    """The problem's arrays laid out as a network and solved."""
    problem = problem_of(district(needs, candidates))[1]
    chosen, seconds = _timed(lambda: solve_flow(problem), runs)
    return "optimal", points(problem.score(chosen)), seconds


def raw_flow(needs: int, candidates: int, runs: int) -> Answer:
    """OR-Tools' min-cost flow in one call with the same arrays, ready made."""
    problem = problem_of(district(needs, candidates))[1]
    network = network_of(problem)
    flow, seconds = _timed(lambda: _one_call(network), runs)
    return "optimal", points(problem.score(flow[: len(problem.task)] > 0)), seconds


def _one_call(network: Network) -> np.ndarray:
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        network.tail, network.head, network.capacity, network.cost
    )
    flow.set_node_supply(network.source, network.supply)
    flow.set_node_supply(network.sink, -network.supply)
    assert flow.solve() == flow.OPTIMAL
    return np.asarray(flow.flows(np.arange(len(network.tail))))


def networkx(needs: int, candidates: int, runs: int) -> Answer:
    """networkx's network simplex on the same network; parallel arcs need a multigraph."""
    problem = problem_of(district(needs, candidates))[1]
    network = network_of(problem)
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    graph.add_node(network.source, demand=-network.supply)
    graph.add_node(network.sink, demand=network.supply)
    columns = (network.tail, network.head, network.capacity, network.cost)
    for key, (tail, head, capacity, cost) in enumerate(
        zip(*(column.tolist() for column in columns), strict=True)
    ):
        graph.add_edge(tail, head, key=key, capacity=capacity, weight=cost)
    answer, seconds = _timed(lambda: nx.network_simplex(graph), min(runs, 1))
    _, flow = answer
    chosen = np.array(
        [
            flow[int(task)][problem.tasks + int(worker)][number] > 0
            for number, (task, worker) in enumerate(zip(problem.task, problem.worker, strict=True))
        ]
    )
    return "optimal", points(problem.score(chosen)), seconds


def scipy(needs: int, candidates: int, runs: int) -> Answer:
    """Linear assignment with a copy of each tutor for each need they may help with.

    The same model while every task wants one tutor: copies carry the falling values.
    """
    problem = problem_of(district(needs, candidates))[1]
    matrix = _copies(problem)
    answer, seconds = _timed(lambda: linear_sum_assignment(matrix, maximize=True), runs)
    rows, columns = answer
    return "optimal", points(int(matrix[rows, columns].sum())), seconds


def _copies(problem: AssignmentProblem) -> np.ndarray:
    """(tasks, copies of workers and a way round for each task): what a couple is worth."""
    values, allowed = problem.arc_values, problem.allowed
    first = np.zeros(problem.tasks)
    most = np.full(problem.workers, 1 << 30)
    steps = np.zeros((problem.workers, 0))
    for term in problem.terms:
        if isinstance(term, Count) and term.side == "worker":
            most = np.minimum(most, term.high)
        elif isinstance(term, Marginal) and term.side == "task":
            first += term.column(0)
        elif isinstance(term, Marginal):
            steps = np.stack([term.column(k) for k in range(term.values.shape[1])], axis=1)
    width = int(most.max())
    table = np.full((problem.tasks, problem.workers), -1e12)
    table[problem.task[allowed], problem.worker[allowed]] = (values + first[problem.task])[allowed]
    copies = [np.where(most > k, table + steps[:, k], -1e12) for k in range(width)]
    return np.hstack([*copies, np.zeros((problem.tasks, problem.tasks))])


def matching(needs: int, candidates: int, runs: int) -> Answer:
    """The stable matching of PyPI ``matching`` (hospitals and residents): another model.

    Both sides rank by how well the two fit; no workload costs, and only one tutor a need.
    """
    from matching.games import HospitalResident

    # It copies its players by recursion, from one to the next.
    sys.setrecursionlimit(1_000_000)
    problem = problem_of(district(needs, candidates))[1]
    fit = problem.arc_values
    arcs = np.flatnonzero(problem.allowed)
    room = problem.most("worker")
    arcs = arcs[room[problem.worker[arcs]] > 0]
    ranked = arcs[np.argsort(-fit[arcs], kind="stable")].tolist()
    wishes: dict[str, list[str]] = {}
    ranks: dict[str, list[str]] = {}
    for arc in ranked:
        task, worker = f"task {problem.task[arc]}", f"worker {problem.worker[arc]}"
        wishes.setdefault(task, []).append(worker)
        ranks.setdefault(worker, []).append(task)
    capacity = {worker: int(room[int(worker.split()[1])]) for worker in ranks}

    def solve() -> Any:
        game = HospitalResident.create_from_dictionaries(wishes, ranks, capacity)
        return game.solve()

    answer, seconds = _timed(solve, min(runs, 1))
    couples = {
        (int(str(task).split()[1]), int(str(worker).split()[1]))
        for worker, tasks in answer.items()
        for task in tasks
    }
    ends = zip(problem.task.tolist(), problem.worker.tolist(), strict=True)
    chosen = np.array([end in couples for end in ends], dtype=bool)
    return "stable", points(problem.score(chosen)), seconds


def stable(needs: int, candidates: int, runs: int) -> Answer:
    """Our own deferred acceptance, which every report has beside the plan."""
    problem = problem_of(district(needs, candidates))[1]
    fit = problem.arc_values
    wanted = np.ones(problem.tasks, dtype=np.int64)
    chosen, seconds = _timed(lambda: deferred_acceptance(problem, wanted, fit, fit), runs)
    return "stable", points(problem.score(chosen)), seconds


ENGINES: dict[str, Callable[[int, int, int], Answer]] = {
    "ours": ours,
    "ours_solve": ours_solve,
    "raw_flow": raw_flow,
    "networkx": networkx,
    "scipy": scipy,
    "matching": matching,
    "stable": stable,
}


_DEFAULT = [name for name in ENGINES if name != "matching"]
"""``matching`` is a peer to be asked for: uv run --group peers."""


def _alone(engine: str, needs: int, candidates: int, runs: int) -> tuple[str, float, float, int]:
    status, objective, seconds = ENGINES[engine](needs, candidates, runs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return status, objective, median(seconds), peak


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--needs", type=int, default=600)
    parser.add_argument("--candidates", type=int, default=60)
    parser.add_argument("--runs", type=int, default=_RUNS)
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=_DEFAULT)
    arguments = parser.parse_args()
    with report(arguments) as out:
        out.writerow(
            ("needs", "candidates", "engine", "status", "objective", "seconds", "peak_mib")
        )
        context = multiprocessing.get_context("spawn")
        for engine in arguments.engines:
            size = (arguments.needs, arguments.candidates)
            with context.Pool(1) as pool:
                status, objective, seconds, peak = pool.apply(
                    _alone, (engine, *size, arguments.runs)
                )
            out.writerow((*size, engine, status, f"{objective:.1f}", f"{seconds:.4f}", peak))
            out.figure(f"{size[0]} needs x {size[1]} candidates: {engine}", round(seconds, 4), "s")


if __name__ == "__main__":
    main()
