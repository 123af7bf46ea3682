"""Figures of the seating engine on generated classes (56 students, 14 struggling, all rules).

    uv run python -m benchmarks.seating first --classes 20
    uv run python -m benchmarks.seating near --classes 20 --runs 2 --best-seconds 10
    uv run python -m benchmarks.seating replan --classes 5
    uv run python -m benchmarks.seating conflict --classes 5
    uv run python -m benchmarks.seating proof data/sample
    uv run python -m benchmarks.seating growth

Each prints CSV and, where there is one, a last line with the median.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.classes import hard_class, problem_of, with_all_soft_rules
from benchmarks.figures import Report, parser_for, report
from pairing import read_school
from pairing.model.enums import Part
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Seating
from pairing.model.school import School
from pairing.planning import Effort, make_plan
from pairing.solvers.seating import repairs_of, solve_seating
from pairing.solvers.seating.exact.proof import keep_hard_terms
from pairing.terms.seating import Coverage, SeatingProblem, Tally, Unary

Row = tuple[object, ...]


def first(arguments: argparse.Namespace, out: Report) -> Iterator[Row]:
    """Seconds until the first plan that breaks no hard rule, the engine warm."""
    yield "class", "seconds", "terms_seconds"
    found = []
    for seed in range(arguments.classes):
        school, class_id = hard_class(seed)
        started = time.perf_counter()
        problem = problem_of(school, class_id)[0]
        terms = time.perf_counter() - started
        started = time.perf_counter()
        solve_seating(problem, proof=0, workers=2, watch=lambda tally, _: tally.violations == 0)
        found.append(time.perf_counter() - started)
        yield seed, round(found[-1], 4), round(terms, 3)
    out.figure("first seats of a class: median", round(median(found), 4), "s")
    out.figure("first seats of a class: worst", round(max(found), 4), "s")
    yield "median", round(median(found), 4), f"worst {max(found):.4f}"


def near(arguments: argparse.Namespace, out: Report) -> Iterator[Row]:
    """How near the best known one second comes, and in how many classes within 0.5 %."""
    yield "class", "score", "best_known", "gap_percent"
    gaps = []
    for seed in range(arguments.classes):
        problem = problem_of(*hard_class(seed))[0]
        scores = [
            _timed(problem, arguments.best_seconds, number) for number in range(arguments.runs)
        ]
        score = _timed(problem, 1.0, 99)
        best = max(*scores, score)
        gaps.append(100 * (best - score) / abs(best))
        yield seed, score / 1000, best / 1000, round(gaps[-1], 3)
    within = sum(gap <= 0.5 for gap in gaps)
    out.figure("1 s against the best known: within 0.5 %", within, f"of {len(gaps)}")
    out.figure("1 s against the best known: median short", round(median(gaps), 3), "%")
    yield "median", "", f"{within} of {len(gaps)} within 0.5 %", round(median(gaps), 3)


def _timed(problem: SeatingProblem, seconds: float, seed: int) -> int:
    result = solve_seating(
        problem, seed=seed, effort=float("inf"), seconds=seconds, proof=0, workers=2
    )
    assert result.tally.violations == 0
    return result.tally.score


def replan(arguments: argparse.Namespace, out: Report) -> Iterator[Row]:
    """Seconds from a pin, a changed rule or a swap to the next plan, the engine warm."""
    yield "class", "change", "seconds", "moved"
    found = []
    for seed in range(arguments.classes):
        school, class_id = hard_class(seed)
        made = make_plan(school, classes=(class_id,), effort=Effort(proof=0))
        seats = list(made.plan.seats_of(class_id).items())
        swapped = _swap(made.plan, class_id, seats[5][0], seats[20][0])
        louder = [
            entry.model_copy(update={"weight": 3}) if entry.id == "gender_mix" else entry
            for entry in school.rules
        ]
        pin = Pin(Seating(class_id, seats[8][1], seats[30][0]))
        changes = {
            "pin": (school, made.plan, (pin,)),
            "rule": (school.with_rules(louder), made.plan, ()),
            "swap": (school, swapped, ()),
        }
        for name, (now, in_force, pins) in changes.items():
            started = time.perf_counter()
            plan = _again(now, class_id, in_force, pins)
            found.append(time.perf_counter() - started)
            before, after = made.plan.seats_of(class_id), plan.seats_of(class_id)
            moved = sum(before[one] != seat for one, seat in after.items())
            yield seed, name, round(found[-1], 3), moved
    out.figure("next seats after a change: median", round(median(found), 3), "s")
    yield "median", "", round(median(found), 3), f"worst {max(found):.3f}"


def _again(school: School, class_id: str, plan: Plan, pins: tuple[Pin, ...]) -> Plan:
    return make_plan(
        school,
        only=(Part.SEATS,),
        classes=(class_id,),
        keep=plan,
        pins=pins,
        effort=Effort(search=0.1, proof=0),
    ).plan


def _swap(plan: Plan, class_id: str, one: str, other: str) -> Plan:
    seats = plan.seats_of(class_id)
    swap = {one: seats[other], other: seats[one]}
    rows = tuple(
        Seating(row.class_id, swap.get(row.student_id, row.seat_id), row.student_id)
        for row in plan.seats or ()
    )
    return plan.with_part("seats", rows)


def conflict(arguments: argparse.Namespace, out: Report) -> Iterator[Row]:
    """Seconds to a smallest conflict set and to what it helps to relax."""
    yield "class", "members", "minimal", "repairs", "set_seconds", "all_seconds"
    found = []
    for seed in range(arguments.classes):
        problem = problem_of(*hard_class(seed))[0]
        barred = np.zeros((problem.students, problem.seats), dtype=np.int64)
        barred[0] = 1
        barred[0, 7] = 0
        second = barred.copy()
        second[[0, 1]] = second[[1, 0]]
        pins = (Unary("pin one", barred, hard=True), Unary("pin two", second, hard=True))
        broken = replace(problem, terms=(*problem.terms, *pins))
        started = time.perf_counter()
        verdict = keep_hard_terms(broken, 10)
        named = time.perf_counter() - started
        repairs = repairs_of(broken, verdict.conflict)
        found.append(time.perf_counter() - started)
        yield (
            seed,
            len(verdict.conflict),
            verdict.minimal,
            len(repairs),
            round(named, 2),
            round(found[-1], 2),
        )
    out.figure("conflict set and what to relax: median", round(median(found), 2), "s")
    yield "median", "", "", "", "", round(median(found), 2)


def proof(arguments: argparse.Namespace, out: Report) -> Iterator[Row]:
    """The gap shown on a school's classes: default rules, all soft rules, no products."""
    yield "class", "rules", "score", "bound", "gap_percent", "seconds"
    school = read_school(arguments.school)
    sums: dict[str, list[int]] = {}
    for class_id in school.class_:
        full = problem_of(with_all_soft_rules(school, class_id), class_id)[0]
        plain = tuple(
            term for term in full.terms if term.hard or isinstance(term, Unary | Coverage)
        )
        problems = {
            "default": problem_of(school, class_id)[0],
            "all": full,
            "all without products": replace(full, terms=plain),
        }
        for name, problem in problems.items():
            started = time.perf_counter()
            result = solve_seating(problem, effort=3, workers=2)
            seconds = time.perf_counter() - started
            score, bound = result.tally.score, result.bound
            gap = 100 * (bound - score) / max(1, abs(bound))
            total = sums.setdefault(name, [0, 0])
            total[0] += score
            total[1] += bound
            yield class_id, name, score / 1000, bound / 1000, round(gap, 2), round(seconds, 1)
    for name, (score, bound) in sums.items():
        gap = 100 * (bound - score) / max(1, abs(bound))
        out.figure(f"seats, {name} rules: gap", round(gap, 2), "%")
        yield "together", name, score / 1000, bound / 1000, round(gap, 2), ""


def growth(_: argparse.Namespace, out: Report) -> Iterator[Row]:
    """Seconds to come within 0.5 % of the best of a longer run, by the size of the class."""
    yield "students", "seconds", "best_known", "long_seconds"
    for size in (20, 40, 56, 80, 120, 240):
        problem = problem_of(*hard_class(0, size=size, struggling=size // 4))[0]
        long = size / 5
        best = max(_timed(problem, long, number) for number in range(2))
        target = best - abs(best) * 0.005
        started = time.perf_counter()

        def reached(tally: Tally, _: int, target: float = target) -> bool:
            return tally.violations == 0 and tally.score >= target

        solve_seating(
            problem,
            seed=7,
            effort=float("inf"),
            seconds=4 * long,
            proof=0,
            workers=2,
            watch=reached,
        )
        seconds = round(time.perf_counter() - started, 2)
        out.figure(f"class of {size}: within 0.5 % of the best", seconds, "s")
        yield size, seconds, best / 1000, long


FIGURES = {
    "first": first,
    "near": near,
    "replan": replan,
    "conflict": conflict,
    "proof": proof,
    "growth": growth,
}


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("figure", choices=list(FIGURES))
    parser.add_argument("school", type=Path, nargs="?", default=Path("data/sample"))
    parser.add_argument("--classes", type=int, default=5)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--best-seconds", type=float, default=10)
    arguments = parser.parse_args()
    solve_seating(problem_of(*hard_class(0))[0], effort=0.01, proof=0)  # compiled
    with report(arguments) as out:
        for row in FIGURES[arguments.figure](arguments, out):
            out.writerow(row)


if __name__ == "__main__":
    main()
