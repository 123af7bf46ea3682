"""Seating engines side by side on generated classes: the same terms, the same judge.

    uv run python -m benchmarks.seating_peers --classes 20 --seconds 30 --own-seconds 1

Prints CSV: class, engine, score, bound, hard_violations, seconds. Scores are in points.
``ours`` gets --own-seconds, each peer --seconds. Peers:

- cp_sat: the plain model, every product of two students on two seats linearised;
- faq: scipy's quadratic_assignment on what one product of matrices can say of the problem,
  random restarts, the best by the true score;
- annealing: one long cooling by random swaps, with our exact deltas;
- restarts: random seatings, each climbed to the top by swaps, with our exact deltas;
- timefold: only if named, with ``uv run --group peers``; see seating_timefold.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import fmean

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import quadratic_assignment

from benchmarks.classes import hard_class, problem_of
from benchmarks.figures import parser_for, report
from benchmarks.seating_timefold import timefold
from pairing.solvers.seating import solve_seating
from pairing.solvers.seating.exact.model import SeatingModel
from pairing.solvers.seating.search.kernel import lay_out
from pairing.solvers.seating.search.packing import pack
from pairing.solvers.seating.search.population import Chain, Population, polish
from pairing.terms.seating import Coverage, IntArray, Pairwise, SeatingProblem

Answer = tuple[IntArray, float | None]
"""A seating, and a bound in thousandths where the engine has one."""


def ours(problem: SeatingProblem, seconds: float) -> Answer:
    """The engine of the project, with both cores."""
    effort = float("inf")
    result = solve_seating(problem, effort=effort, seconds=seconds, proof=0, workers=2)
    return result.seat_of, float(result.bound)


def cp_sat(problem: SeatingProblem, seconds: float) -> Answer:
    """All terms in one CP-SAT model; products linearised one by one."""
    model = cp_model.CpModel()
    seating = SeatingModel(model, problem)
    always = model.new_constant(1)
    for term in problem.terms:
        if term.hard:
            seating.require(term, always)
        elif isinstance(term, Pairwise):
            _linearise(seating, term)
        else:
            seating.reward(term)
    model.maximize(cp_model.LinearExpr.sum(seating.gains))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return seating.seat_of(solver), solver.best_objective_bound
    return np.arange(problem.students), solver.best_objective_bound


def _linearise(seating: SeatingModel, term: Pairwise) -> None:
    """One literal for each two students on each two seats that are close."""
    model, sits = seating.model, seating.sits
    places = np.argwhere(term.closeness)
    literals, weights = [], []
    for one, other in np.argwhere(term.weights):
        for p, q in places:
            both = model.new_bool_var("")
            model.add_implication(both, sits[one][p])
            model.add_implication(both, sits[other][q])
            model.add(both >= sits[one][p] + sits[other][q] - 1)
            literals.append(both)
            weights.append(int(term.weights[one, other] * term.closeness[p, q]))
    seating.gains.append(cp_model.LinearExpr.weighted_sum(literals, weights))


def faq(problem: SeatingProblem, seconds: float) -> Answer:
    """Pairs and coverage as one product of weights and reach; what else there is, is ignored."""
    size = problem.seats
    weights, reach = np.zeros((size, size)), np.zeros((size, size))
    n = problem.students
    for term in problem.terms:
        if isinstance(term, Pairwise):
            weights[:n, :n] += -20_000 * term.weights if term.hard else term.weights
        elif isinstance(term, Coverage) and not term.hard:
            weights[term.student, :n] += term.value * term.helpers / max(1, term.helpers.sum())
            reach = np.maximum(reach, term.closeness)
    random = np.random.default_rng(0)
    deadline = time.perf_counter() + seconds
    best, best_value = np.arange(n), -np.inf
    while time.perf_counter() < deadline:
        answer = quadratic_assignment(
            weights,
            reach,
            method="faq",
            options={"maximize": True, "P0": "randomized", "rng": random},
        )
        seat_of = answer.col_ind[:n].astype(np.int64)
        value = pack(problem.tally(seat_of))
        if value > best_value:
            best, best_value = seat_of, value
    return best, None


def annealing(problem: SeatingProblem, seconds: float) -> Answer:
    """Coolings by random swaps alone, each from a random seating, with our exact deltas."""
    tables = lay_out(problem)
    random = np.random.default_rng(0)
    deadline = time.perf_counter() + seconds
    best, best_value = np.arange(problem.students), -(1 << 62)
    while time.perf_counter() < deadline:
        start = random.permutation(problem.seats)[: problem.students].astype(np.int64)
        seed = int(random.integers(1 << 62))
        value = pack(problem.tally(start))
        chain = Chain(tables, problem.students, start, value, seed, patches=0.0)
        cooling = Population([chain], 1.0, SLICES, seed)
        for number in range(SLICES):
            cooling.slice(number, STEPS_A_SEAT * problem.seats // SLICES, None)
            if time.perf_counter() > deadline:
                break
        if chain.best_value > best_value:
            best, best_value = np.argsort(chain.best_at)[: problem.students], chain.best_value
    return best, None


def restarts(problem: SeatingProblem, seconds: float) -> Answer:
    """Random seatings, each climbed until no swap betters it."""
    tables = lay_out(problem)
    random = np.random.default_rng(0)
    deadline = time.perf_counter() + seconds
    best, best_value = np.arange(problem.students), -(1 << 62)
    while time.perf_counter() < deadline:
        start = random.permutation(problem.seats)[: problem.students].astype(np.int64)
        found, value = polish(tables, problem.students, start, pack(problem.tally(start)))
        if value > best_value:
            best, best_value = found, value
    return best, None


SLICES = 48
STEPS_A_SEAT = 200_000

PEERS: dict[str, Callable[[SeatingProblem, float], Answer]] = {
    "cp_sat": cp_sat,
    "faq": faq,
    "annealing": annealing,
    "restarts": restarts,
    "timefold": timefold,
}
_ALWAYS = [name for name in PEERS if name != "timefold"]


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--classes", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--own-seconds", type=float, default=1)
    parser.add_argument("--peers", nargs="*", choices=list(PEERS), default=_ALWAYS)
    arguments = parser.parse_args()
    with report(arguments) as out:
        out.writerow(["class", "engine", "score", "bound", "hard_violations", "seconds"])
        solve_seating(problem_of(*hard_class(0))[0], effort=0.01, proof=0)  # compiled
        scores: dict[str, list[float]] = {}
        for seed in range(arguments.classes):
            problem = problem_of(*hard_class(seed))[0]
            for engine in ("ours", *arguments.peers):
                solve = PEERS.get(engine, ours)
                started = time.perf_counter()
                seat_of, bound = solve(
                    problem, arguments.own_seconds if engine == "ours" else arguments.seconds
                )
                seconds = round(time.perf_counter() - started, 2)
                tally = problem.tally(seat_of)
                shown = "" if bound is None else round(bound / 1000, 3)
                out.writerow([seed, engine, tally.score / 1000, shown, tally.violations, seconds])
                scores.setdefault(engine, []).append(tally.score / 1000)
        for engine, found in scores.items():
            out.figure(f"seating, {engine}: mean score", round(fmean(found), 1), "points")


if __name__ == "__main__":
    main()
