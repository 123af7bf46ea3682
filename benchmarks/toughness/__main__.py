"""How tough the program is: bad inputs, kills, odd uploads and signals, and what came of them.

    uv run python -m benchmarks.toughness      # some eight minutes on two cores
    uv run python -m benchmarks.toughness --inputs 100 --kills 40 --uploads 20 --signals 10

Everything is drawn from ``--seed``. What ends in a traceback or in an error without words, loses or
halves anything, or hangs for a minute is told with how to repeat it, and the exit status is then 1.
``half`` counts a plan of which some files are of an earlier plan, too. ``other`` is a server that
holds more than 1.5 GiB with its children, a page that lacks what it should have, an exit status
that does not fit, or a plan that cannot be made again after a kill. ``slowest`` is an input read
and planned, the look at what a kill left, an upload until its page is drawn, and how long a command
goes on after a signal. Linux only.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator

from benchmarks.figures import parser_for, report
from benchmarks.toughness.inputs import bad_inputs
from benchmarks.toughness.kills import kills
from benchmarks.toughness.signals import signals
from benchmarks.toughness.uploads import uploads
from benchmarks.toughness.work import SORTS, Tally


def tallies(asked: argparse.Namespace) -> Iterator[Tally]:
    """Every kind that is asked for, one after the other."""
    how = (asked.seed, asked.workers)
    if asked.inputs:
        yield bad_inputs(asked.inputs, *how)
    if asked.kills:
        yield from kills(asked.kills, *how)
    if asked.uploads:
        yield uploads(asked.uploads, *how)
    if asked.signals:
        yield signals(asked.signals, *how)


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--uploads", type=int, default=200)
    parser.add_argument("--signals", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2, help="how many at once: a core each")
    arguments = parser.parse_args()
    began = time.monotonic()
    wrong = 0
    with report(arguments) as out:
        out.writerow(["kind", "count", *SORTS, "slowest, s", "peak memory, MiB"])
        for tally in tallies(arguments):
            out.writerow(tally.row())
            for told in tally.told:
                print(told, file=sys.stderr)
            wrong += tally.wrong.total()
            out.figure(tally.kind, tally.count)
            out.figure(f"{tally.kind}: wrong", tally.wrong.total())
            out.figure(f"{tally.kind}: slowest", round(tally.slowest, 1), "s")
            if tally.memory:
                out.figure(f"{tally.kind}: peak memory", round(tally.memory / 2**20), "MiB")
        seconds = round(time.monotonic() - began)
        out.figure("toughness: all of it", seconds, "s")
    print(f"{wrong} wrong, {seconds} s", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
