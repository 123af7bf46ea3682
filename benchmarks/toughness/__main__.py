"""How tough the program is: bad inputs, kills, odd uploads and signals, and what came of them.

    uv run python -m benchmarks.toughness
    uv run python -m benchmarks.toughness --inputs 100 --kills 40 --uploads 20 --signals 10

Everything is drawn from ``--seed``; what hangs, ends in a traceback, or loses or halves anything is
told with how to repeat it, and the exit status is then 1. Uploads need no browser: they come by the
same connection.
"""

from __future__ import annotations

import sys
import time

from benchmarks.figures import parser_for, report
from benchmarks.toughness.inputs import bad_inputs
from benchmarks.toughness.work import SORTS, Tally


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2, help="how many at once: a core each")
    arguments = parser.parse_args()
    began = time.monotonic()
    tallies: list[Tally] = []
    if arguments.inputs:
        tallies.append(bad_inputs(arguments.inputs, arguments.seed, arguments.workers))
    with report(arguments) as out:
        out.writerow(["kind", "count", *SORTS, "slowest, s", "peak memory, MiB"])
        for tally in tallies:
            out.writerow(tally.row())
            out.figure(f"{tally.kind}", tally.count)
            out.figure(f"{tally.kind}: wrong", tally.wrong.total())
            out.figure(f"{tally.kind}: slowest", round(tally.slowest, 1), "s")
        out.writerow(
            ["all", sum(one.count for one in tallies), f"{time.monotonic() - began:.0f} s"]
        )
    for tally in tallies:
        for told in tally.told:
            print(told, file=sys.stderr)
    sys.exit(1 if any(tally.wrong for tally in tallies) else 0)


if __name__ == "__main__":
    main()
