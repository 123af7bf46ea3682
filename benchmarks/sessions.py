"""Sessions on a timetable: our engine beside first fit, random restarts and plain CP-SAT.

    uv run python -m benchmarks.sessions --teachers 40 --students 200 --weeks 4 --seconds 20
    uv run python -m benchmarks.sessions --weeks 8 --seconds 120 --engines ours joint

All engines get the same requests under the same rules. ``servable`` is the most that could be
placed whatever it is worth, by CP-SAT. ``first_fit`` goes by severity; ``random_restarts`` is
first fit in random orders for the time given; ``plain_cpsat`` is one model of all weeks with
CP-SAT's own settings on two workers; ``joint`` is ours with all weeks as one part. ``seconds``
include building models. CSV: teachers, students, weeks, engine, placed, servable, objective,
bound, gap_percent, seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.figures import parser_for, report
from benchmarks.timetables import agenda_of, findings_of, problem_of
from pairing.model.points import points
from pairing.solvers.timetable import first_fit, solve_timetable
from pairing.solvers.timetable.model import TimetableModel
from pairing.solvers.timetable.prices import counting
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, TimetableProblem

Answer = tuple[IntArray, int | None]
"""The slot of each request, and what none can beat where the engine says."""


def ours(problem: TimetableProblem, seconds: float) -> Answer:
    result = solve_timetable(problem, seconds=seconds, workers=2)
    return result.slot_of, result.bound


def joint(problem: TimetableProblem, seconds: float) -> Answer:
    """All weeks in one model, begun by first fit."""
    result = solve_timetable(problem, effort=float("inf"), seconds=seconds, parted=False)
    return result.slot_of, result.bound


def by_severity(problem: TimetableProblem, _: float) -> Answer:
    return first_fit(problem), None


def random_restarts(problem: TimetableProblem, seconds: float) -> Answer:
    random = np.random.default_rng(0)
    deadline = time.perf_counter() + seconds
    best = first_fit(problem, random.permutation(len(problem.requests)).tolist())
    while time.perf_counter() < deadline:
        found = first_fit(problem, random.permutation(len(problem.requests)).tolist())
        if problem.score(found) > problem.score(best):
            best = found
    return best, None


def plain_cpsat(problem: TimetableProblem, seconds: float) -> Answer:
    started = time.perf_counter()
    built = TimetableModel(problem)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (time.perf_counter() - started))
    status = solver.solve(built.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return np.full(len(problem.requests), NOWHERE), None
    return built.slot_of(solver), int(np.floor(solver.best_objective_bound + 1e-6))


ENGINES: dict[str, Callable[[TimetableProblem, float], Answer]] = {
    "ours": ours,
    "first_fit": by_severity,
    "random_restarts": random_restarts,
    "plain_cpsat": plain_cpsat,
    "joint": joint,
}


_ASKED = ("teachers", "students", "weeks")
_REACHED = ("engine", "placed", "servable", "objective", "bound", "gap_percent", "seconds")


def servable(problem: TimetableProblem) -> int:
    """The most requests that hard terms allow at once, or a bound on it."""
    return solve_timetable(counting(problem), workers=2).bound


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--teachers", type=int, default=40)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--weeks", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--everything", action="store_true", help="mentors, visits and pairs too")
    parser.add_argument(
        "--engines",
        nargs="+",
        choices=list(ENGINES),
        default=["ours", "first_fit", "random_restarts", "plain_cpsat"],
    )
    arguments = parser.parse_args()
    asked = arguments.teachers, arguments.students, arguments.weeks
    findings = findings_of(*asked, arguments.seed, arguments.everything)
    problem = problem_of(agenda_of(findings))
    most = servable(problem)
    with report(arguments) as out:
        out.writerow(
            [
                "teachers",
                "students",
                "weeks",
                "engine",
                "placed",
                "servable",
                "objective",
                "bound",
                "gap_percent",
                "seconds",
            ]
        )
        for name in arguments.engines:
            started = time.perf_counter()
            slot_of, bound = ENGINES[name](problem, arguments.seconds)
            seconds = time.perf_counter() - started
            assert problem.violations(slot_of) == 0
            score = problem.score(slot_of)
            told = (
                ("", "") if bound is None else (points(bound), 100 * (bound - score) / abs(bound))
            )
            gap = round(told[1], 3) if isinstance(told[1], float) else ""
            placed = int((slot_of != NOWHERE).sum())
            out.writerow(
                [*asked, name, placed, most, points(score), told[0], gap, round(seconds, 2)]
            )
            out.figure(f"sessions, {name}: placed of {most}", placed)
            if gap != "":
                out.figure(f"sessions, {name}: gap", gap, "%")


if __name__ == "__main__":
    main()
