"""Figures of one school: seconds and gap a part, and support within reach against chance.

    uv run python -m benchmarks.sample_plan data/sample --random 100

The random seatings obey the hard rules: each is the seating engine's answer to the hard
terms alone, from its own seed, so that chance decides everything else.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import fmean, median

from benchmarks.figures import parser_for, report
from pairing import make_plan, read_school
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part, Status
from pairing.model.plan import Plan, Seating
from pairing.planning.parts.seating.class_task import judge_class
from pairing.planning.parts.seating.problem import seating_problem
from pairing.rules.core.book import RuleBook
from pairing.screening import Findings
from pairing.solvers.seating import solve_seating


def support(findings: Findings, book: RuleBook, class_id: str, plan: Plan) -> tuple[int, int]:
    """(subject needs with an able tutor within reach, subject needs) of one class."""
    seated = plan.seats_of(class_id)
    needs = [need for need in findings.subject_needs if need.student_id in seated]
    scores = judge_class(findings, book, class_id, plan)
    near = sum(
        match.amount
        for score in scores
        if score.rule.id == "support_near"
        for match in score.matches
    )
    return near, len(needs)


def random_seating(room: ClassRoom, book: RuleBook, seed: int) -> Plan:
    """A seating that keeps the hard rules and is random otherwise."""
    problem = seating_problem(room, book)
    hard = replace(problem, terms=tuple(term for term in problem.terms if term.hard))
    # The first watch stops the search: by then every hard rule holds, or it goes on.
    found = solve_seating(hard, seed=seed, watch=lambda tally, _: tally.violations == 0)
    assert found.tally.violations == 0
    rows = (
        Seating(room.class_id, room.layout.seats[seat].seat_id, student.student_id)
        for seat, student in zip(found.seat_of.tolist(), room.students, strict=True)
    )
    return Plan(seats=tuple(rows))


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("school", type=Path)
    parser.add_argument("--random", type=int, default=100)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    school = read_school(arguments.school)
    make_plan(school)  # compiled and warm
    outcomes = [make_plan(school) for _ in range(arguments.runs)]
    outcome = outcomes[0]
    with report(arguments) as out:
        out.writerow(["part", "status", "objective", "bound", "gap_percent", "median_seconds"])
        for part in Part:
            summary = outcome.summary.parts[part]
            if summary.status is Status.NOT_PLANNED:
                continue
            seconds = median(one.summary.parts[part].seconds for one in outcomes)
            figures = [summary.objective, summary.bound, round(100 * summary.gap, 2)]
            out.writerow([part, summary.status, *figures, round(seconds, 3)])
            out.figure(f"sample, {part}: objective", figures[0], f"of at most {figures[1]}")
            out.figure(f"sample, {part}: median of {arguments.runs}", round(seconds, 3), "s")
        out.writerow([])
        out.writerow(["class", "needs", "near_in_plan", "share_percent", "random_mean_percent"])
        book = RuleBook.of(school)
        for class_id in school.class_:
            room = ClassRoom.of(outcome.findings, class_id, Plan())
            if room is None:
                continue
            near, needs = support(outcome.findings, book, class_id, outcome.plan)
            chance = fmean(
                support(outcome.findings, book, class_id, random_seating(room, book, seed))[0]
                for seed in range(arguments.random)
            )
            share, mean = (100 * value / max(1, needs) for value in (near, chance))
            out.writerow([class_id, needs, near, round(share, 1), round(mean, 1)])
            out.figure(f"sample, {class_id}: needs with a tutor near", round(share, 1), "%")


if __name__ == "__main__":
    main()
