"""Signals at random moments of a command that plans: what is lost, half written, or hangs.

uv run python -m benchmarks.endings --signals 200     # half an hour
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from rich.progress import track

from benchmarks.figures import ROOT, parser_for, report
from pairing.sample import make_sample

sys.path.insert(0, str(ROOT / "tests"))

from endings import Ended, end

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--signals", type=int, default=200)
    parser.add_argument(
        "--within", type=float, default=9.0, help="seconds from the command's start"
    )
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    wrong: Counter[str] = Counter()
    statuses: Counter[int] = Counter()
    slowest = 0.0
    with report(arguments) as out, tempfile.TemporaryDirectory() as folder:
        school = Path(folder) / "school"
        make_sample(2, 40, 3).write(school)
        for number in track(range(arguments.signals), "signals", transient=True):
            plan = Path(folder) / f"plan-{number}"
            after, times = chance.uniform(0, arguments.within), chance.choice([1, 1, 1, 2])
            ended: Ended = end(school, plan, chance.choice(NUMBERS), after, times)
            wrong.update(ended.wrong(school, plan))
            statuses[ended.status] += 1
            slowest = max(slowest, ended.seconds)
        out.writerow(["signals", "wrong", "slowest to end, s", "exit statuses"])
        told = " ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
        out.writerow([arguments.signals, wrong.total(), f"{slowest:.1f}", told])
        for kind, count in wrong.items():
            out.writerow([kind, count])
        out.figure("signals at random moments", arguments.signals)
        out.figure("signals at random moments: wrong", wrong.total())
        out.figure("signals at random moments: slowest to end", round(slowest, 1), "s")


if __name__ == "__main__":
    main()
