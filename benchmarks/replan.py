"""Re-planning pairs after one change: seconds, and how little of the plan in force is given up.

    uv run python -m benchmarks.replan --needs 6000 --candidates 100

``whole`` begins at the school and screens it again; ``from_findings`` begins where only a rule, a
pin or the plan in force has changed, as on the page. Each couple of the plan in force that is
given up costs 10 points; the flow proves that no plan is better with that charge, so none that
scores as much gives up fewer. CSV: needs, candidates, change, whole, from_findings, given_up,
taken, status.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from statistics import median

from benchmarks.districts import district
from benchmarks.figures import parser_for, report
from pairing.model.enums import Part
from pairing.model.pin import Pin
from pairing.model.plan import Pair, Plan
from pairing.model.school import School
from pairing.planning import Context, Outcome, make_plan

_RUNS = 5


def changes(school: School, plan: Plan) -> Iterator[tuple[str, School, tuple[Pin, ...], bool]]:
    """(name, the school after it, pins, whether screening changes) of one change each."""
    pairs = plan.pairs or ()
    first, other = (
        pairs[0],
        next(
            one
            for one in pairs[1:]
            if one.subject == pairs[0].subject
            and one.tutor_id != pairs[0].tutor_id
            and school.grade_of[one.tutor_id] == school.grade_of[pairs[0].tutor_id]
        ),
    )
    yield "pin", school, (Pin(Pair(first.tutee_id, other.tutor_id, first.subject)),), False
    rules = (
        *(entry for entry in school.rules if entry.id != "friends"),
        *(
            entry.model_copy(update={"weight": 8})
            for entry in school.rules
            if entry.id == "friends"
        ),
    )
    yield "rule", school.with_rules(rules), (), False
    tutor = pairs[len(pairs) // 2].tutor_id
    scores = tuple(
        row.model_copy(update={"score": 30.0}) if row.student_id == tutor else row
        for row in school.scores
    )
    yield "scores", replace(school, scores=scores), (), True


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--needs", type=int, default=6000)
    parser.add_argument("--candidates", type=int, default=100)
    parser.add_argument("--runs", type=int, default=_RUNS)
    arguments = parser.parse_args()
    with report(arguments) as out:
        columns = "needs,candidates,change,whole,from_findings,given_up,taken,status"
        out.writerow(columns.split(","))
        school = district(arguments.needs, arguments.candidates)
        made = make_plan(school, only=(Part.PAIRS,))
        for name, now, pins, screened in changes(school, made.plan):
            what = f"{arguments.needs} needs x {arguments.candidates}, {name} changed"
            outcome, seconds = _timed(partial(_whole, now, made.plan, pins), arguments.runs)
            known = partial(_again, Context.of(now), made.plan, pins)
            again = "" if screened else f"{_timed(known, arguments.runs)[1]:.3f}"
            before, after = _couples(made.plan), _couples(outcome.plan)
            status = outcome.summary.parts[Part.PAIRS].status.value
            out.writerow(
                (
                    arguments.needs,
                    arguments.candidates,
                    name,
                    f"{seconds:.3f}",
                    again,
                    len(before - after),
                    len(after - before),
                    status,
                )
            )
            out.figure(f"{what}: next plan", round(seconds, 3), "s")


def _whole(school: School, in_force: Plan, pins: tuple[Pin, ...]) -> Outcome:
    # A school remembers what it worked out; a changed one has nothing to remember.
    return make_plan(replace(school), only=(Part.PAIRS,), keep=in_force, pins=pins, compare=False)


def _again(context: Context, in_force: Plan, pins: tuple[Pin, ...]) -> Outcome:
    return make_plan(context, only=(Part.PAIRS,), keep=in_force, pins=pins, compare=False)


def _timed(run: Callable[[], Outcome], runs: int) -> tuple[Outcome, float]:
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        outcome = run()
        seconds.append(time.perf_counter() - started)
    return outcome, median(seconds)


def _couples(plan: Plan) -> set[tuple[str, str, str]]:
    return {(row.tutee_id, row.tutor_id, row.subject) for row in plan.pairs or ()}


if __name__ == "__main__":
    main()
