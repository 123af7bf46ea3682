"""A rotation of weeks beside the column shift that schools use today.

    uv run python -m benchmarks.rotation --weeks 12 --students 48 --classes 5

Prints CSV: class, engine, weeks, worst_coverage_percent, repeated_deskmates, front_spread,
edge_spread, seconds. Both begin with the same first week.
"""

from __future__ import annotations

import time
from datetime import date

from benchmarks.figures import parser_for, report
from pairing.model.enums import Part
from pairing.planning import column_shift, fairness, make_plan, rotate
from pairing.sample import make_sample

MONDAY = date(2026, 11, 30)


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--weeks", type=int, default=12)
    parser.add_argument("--students", type=int, default=48)
    parser.add_argument("--classes", type=int, default=5)
    arguments = parser.parse_args()
    with report(arguments) as out:
        header = ["class", "engine", "weeks", "worst_coverage_percent", "repeated_deskmates"]
        out.writerow([*header, "front_spread", "edge_spread", "seconds"])
        for seed in range(arguments.classes):
            school = make_sample(1, arguments.students, seed).school()
            class_id = next(iter(school.class_))
            pairs = make_plan(school, only=(Part.PAIRS,)).plan
            started = time.perf_counter()
            ours = rotate(school, class_id, arguments.weeks, since=MONDAY, pairs=pairs)
            seconds = time.perf_counter() - started
            first = ours.weeks[0].seats
            shifted = column_shift(school, class_id, arguments.weeks, since=MONDAY, first=first)
            for name, made, spent in (("ours", ours, seconds), ("column_shift", shifted, 0.0)):
                told = fairness(school, made)
                coverage = round(100 * told.coverage, 1)
                figures = [told.repeats, told.front_spread, told.edge_spread, round(spent, 2)]
                out.writerow([seed, name, len(made.weeks), coverage, *figures])
                out.figure(f"rotation, class {seed}, {name}: worst coverage", coverage, "%")


if __name__ == "__main__":
    main()
