"""Generalised assignment through the CP-SAT engine: the classes C, D and E of the literature.

Made as Chu and Beasley (1997) and Yagiura, Ibaraki and Glover (2006) publish them: n jobs to m
agents, each job to one, the work of an agent within its capacity, the cost as low as can be.
CSV: class, agents, jobs, status, cost, bound, gap_percent, seconds.
"""

from __future__ import annotations

import time

import numpy as np

from benchmarks.figures import parser_for, report
from pairing.solvers.assignment.exact import solve_exact
from pairing.terms.assignment import ArcValue, AssignmentProblem, Count, IntArray, Load

SIZES = ((5, 100), (10, 100), (20, 100), (5, 200), (10, 200), (20, 200))


def instance(kind: str, agents: int, jobs: int, seed: int) -> AssignmentProblem:
    """The jobs as tasks, the agents as workers, an arc for each couple."""
    random = np.random.default_rng((ord(kind), agents, jobs, seed))
    size = (jobs, agents)
    work: IntArray
    if kind == "C":
        work, cost = random.integers(5, 26, size), random.integers(10, 51, size)
    elif kind == "D":
        work = random.integers(1, 101, size)
        cost = 111 - work + random.integers(-10, 11, size)
    else:
        exact = 1 - 10 * np.log(1 - random.random(size))
        work = np.maximum(1, np.rint(exact)).astype(np.int64)
        cost = np.rint(1000 / exact - 10 * random.random(size)).astype(np.int64)
    room = 0.8 * work.sum(axis=0) / agents
    if kind == "E":
        room = np.maximum(room, work.max(axis=0))
    one = np.ones(jobs, dtype=np.int64)
    return AssignmentProblem(
        jobs,
        agents,
        np.repeat(np.arange(jobs), agents),
        np.tile(np.arange(agents), jobs),
        (
            ArcValue("cost", -cost.ravel()),
            Count("each job once", "task", one, one),
            Load(
                "capacity",
                "worker",
                work.ravel(),
                np.zeros(agents, dtype=np.int64),
                np.floor(room).astype(np.int64),
            ),
        ),
    )


_THREADS = 8
"""More than there are cores: CP-SAT's strategies take turns, and each finds something."""


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--kinds", nargs="+", default=["C", "D", "E"])
    parser.add_argument("--largest", action="store_true", help="only 20 x 200")
    arguments = parser.parse_args()
    with report(arguments) as out:
        out.writerow(
            ("class", "agents", "jobs", "status", "cost", "bound", "gap_percent", "seconds")
        )
        for kind in arguments.kinds:
            for agents, jobs in SIZES[-1:] if arguments.largest else SIZES:
                problem = instance(kind, agents, jobs, 0)
                started = time.perf_counter()
                found = solve_exact(
                    problem, float("inf"), seconds=arguments.seconds, workers=_THREADS
                )
                seconds = time.perf_counter() - started
                assert found is not None and found.chosen is not None
                score, bound = problem.score(found.chosen), found.bound
                gap = 100 * (bound - score) / max(1, abs(bound))
                status = "optimal" if score == bound else "feasible"
                out.writerow(
                    (kind, agents, jobs, status, -score, -bound, round(gap, 3), round(seconds, 1))
                )
                out.figure(f"gap instance {kind} {agents} x {jobs}: gap", round(gap, 3), "%")


if __name__ == "__main__":
    main()
