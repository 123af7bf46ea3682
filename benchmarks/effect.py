"""Terms simulated with a known effect of help: how often the 95 % interval holds it.

    uv run python -m benchmarks.effect                  # 200 terms of each effect: some minutes
    uv run python -m benchmarks.effect --terms 40 --first 1000

The terms are those of the tests (``tests/simulated_terms.py``). Beside the app's comparison stands
what a school would see without one: how the helped changed since the exams that chose them.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, field

import numpy as np
from rich.progress import track

from benchmarks.figures import ROOT, parser_for, report
from pairing.monitoring import EVERY_SUBJECT, Kind, TermLog, effects

sys.path.insert(0, str(ROOT / "tests"))

from simulated_terms import simulated_term

EFFECTS = (0.0, 0.3)
"""Standard deviations of an exam."""


@dataclass
class Found:
    """What was found in many terms of one effect."""

    differences: list[float] = field(default_factory=list)
    covered: list[bool] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    before_after: list[float] = field(default_factory=list)
    placebo_holds: list[bool] = field(default_factory=list)
    too_few: int = 0


def measured(effect: float, terms: int, first: int) -> dict[str, Found]:
    """What is found of pairs, in one subject and in all subjects together."""
    found = {"one subject": Found(), "all subjects": Found()}
    for seed in track(range(first, first + terms), f"effect {effect:g}", transient=True):
        term = simulated_term(seed, effect)
        for row in effects(TermLog(term.school), term.plan).rows:
            if row.kind is not Kind.PAIRS:
                continue
            own = found["all subjects" if row.subject == EVERY_SUBJECT else "one subject"]
            if row.told is None:
                own.too_few += 1
                continue
            own.differences.append(row.told.difference)
            own.covered.append(row.told.low <= effect <= row.told.high)
            own.widths.append(row.told.high - row.told.low)
            own.before_after.append(row.told.change_helped)
            if row.sure is not None:
                own.placebo_holds.append(row.sure)
    return found


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--terms", type=int, default=200, help="terms of each effect")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    arguments = parser.parse_args()
    with report(arguments) as out:
        out.writerow(
            ["effect", "of", "intervals", "covered %", "+-", "mean", "width", "before-after",
             "placebo holds %", "too few"]
        )  # fmt: skip
        for effect in EFFECTS:
            for name, one in measured(effect, arguments.terms, arguments.first).items():
                share, count = float(np.mean(one.covered)), len(one.covered)
                mean, naive = float(np.mean(one.differences)), float(np.mean(one.before_after))
                holds = 100 * float(np.mean(one.placebo_holds))
                # The error of the share itself, by the number of intervals.
                error = 196 * math.sqrt(share * (1 - share) / count)
                out.writerow(
                    [effect, name, count, f"{100 * share:.1f}", f"{error:.1f}", f"{mean:+.3f}",
                     f"{np.mean(one.widths):.3f}", f"{naive:+.3f}", f"{holds:.1f}", one.too_few]
                )  # fmt: skip
                title = f"effect {effect:g} SD, {name}"
                out.figure(f"{title}: covered by the 95 % interval", round(100 * share, 1), "%")
                out.figure(f"{title}: mean difference", round(mean, 3), "SD")
                out.figure(f"{title}: naive before-after", round(naive, 3), "SD")
                out.figure(f"{title}: placebo holds", round(holds, 1), "%")


if __name__ == "__main__":
    main()
