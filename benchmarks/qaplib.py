"""The seating engine on QAPLIB: how far from the best known value of each instance.

    uv run python -m benchmarks.qaplib ../shared/qaplib --seconds 10 --seeds 5

One core. A folder of QAPLIB files (n, then two n x n matrices) with best_known.csv
(instance, n, best_known). With ``--faq`` scipy's FAQ with random restarts has the same
time in the same run; its rows end in a column engine, as ours do.
"""

from __future__ import annotations

import csv
import time
from pathlib import Path
from statistics import fmean

import numpy as np
from scipy.optimize import quadratic_assignment

from benchmarks.figures import parser_for, report
from pairing.solvers.seating import solve_seating
from pairing.terms.seating import IntArray, Pairwise, SeatingProblem, SeatingTerm, Unary


def read_instance(file: Path) -> tuple[IntArray, IntArray]:
    """The two matrices of a QAPLIB file."""
    numbers = np.array(file.read_text().split(), dtype=np.int64)
    size = int(numbers[0])
    matrices = numbers[1 : 1 + 2 * size * size].reshape(2, size, size)
    return matrices[0], matrices[1]


def as_problem(distance: IntArray, flow: IntArray) -> SeatingProblem:
    """Facilities are students, locations are seats, and cost is a score below zero."""
    size = len(flow)
    off = ~np.eye(size, dtype=bool)
    terms: list[SeatingTerm] = [Pairwise("flow", -flow * off, distance * off)]
    own = -np.outer(np.diag(flow), np.diag(distance))
    if own.any():
        terms.append(Unary("own", own))
    return SeatingProblem(size, size, tuple(terms))


def ours(distance: IntArray, flow: IntArray, seconds: float, seed: int) -> int:
    """The cost that the seating engine finds."""
    result = solve_seating(
        as_problem(distance, flow),
        seed=seed,
        effort=float("inf"),
        seconds=seconds,
        proof=0,
    )
    return -result.tally.score


def faq(distance: IntArray, flow: IntArray, seconds: float, seed: int) -> int:
    """The best cost of scipy's FAQ from random starts."""
    random = np.random.default_rng(seed)
    best, deadline = np.inf, time.perf_counter() + seconds
    while time.perf_counter() < deadline:
        answer = quadratic_assignment(
            distance, flow, method="faq", options={"P0": "randomized", "rng": random}
        )
        best = min(best, answer.fun)
    return int(best)


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--faq", action="store_true", help="run scipy's FAQ beside ours")
    arguments = parser.parse_args()
    with (arguments.folder / "best_known.csv").open(newline="") as file:
        known = {row["instance"]: int(row["best_known"]) for row in csv.DictReader(file)}
    engines = {"ours": ours, "faq": faq} if arguments.faq else {"ours": ours}
    with report(arguments) as out:
        out.writerow(
            ["instance", "n", "best_known", "found", "gap_percent", "seconds", "seed", "engine"]
        )
        warm = read_instance(arguments.folder / f"{next(iter(known))}.dat")
        ours(*warm, 0.1, 0)  # compiled before the clock starts
        gaps: dict[str, list[float]] = {engine: [] for engine in engines}
        for name, best in known.items():
            matrices = read_instance(arguments.folder / f"{name}.dat")
            for seed in range(arguments.seeds):
                for engine, solve in engines.items():
                    started = time.perf_counter()
                    found = solve(*matrices, arguments.seconds, seed)
                    seconds = round(time.perf_counter() - started, 2)
                    gap = round(100 * (found - best) / best, 4)
                    out.writerow([name, len(matrices[0]), best, found, gap, seconds, seed, engine])
                    gaps[engine].append(gap)
        for engine, found_gaps in gaps.items():
            out.figure(f"QAPLIB, {engine}: mean gap", round(fmean(found_gaps), 3), "%")


if __name__ == "__main__":
    main()
