"""The doors of an earlier commit beside today's, in turns on the same machine.

    uv run python -m benchmarks.earlier REVISION            # plans, and compiling
    uv run python -m benchmarks.earlier REVISION --browser  # fresh clone to first plan as well

Seconds of a machine say little a year later, and less on another one: these are ratios. Both
commits are cloned and installed from the cache, and asked by their commands alone, which have
kept their names.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.figures import Report, parser_for, report
from benchmarks.startup import clone_into, first_plan_of, fresh_environment, seconds_of

_PLAN = ["uv", "run", "--quiet", "pairing", "plan", "data/sample", "--out"]


def doors(arguments: argparse.Namespace, folder: Path, out: Report) -> None:
    """Whole plans of the sample, and what compiling adds to the first of them."""
    environment = fresh_environment()
    environment.pop("VIRTUAL_ENV", None)
    clones = {}
    for number, revision in enumerate((arguments.revision, "HEAD")):
        (own := folder / str(number)).mkdir()
        clones[revision] = clone_into(own, revision)
        subprocess.run(["uv", "sync", "--quiet"], cwd=clones[revision], env=environment, check=True)
    compiled: dict[str, list[float]] = {revision: [] for revision in clones}
    warm: dict[str, list[tuple[float, float]]] = {revision: [] for revision in clones}
    for number in range(arguments.runs):
        for revision, clone in clones.items():
            kept = folder / f"{clone.parent.name}-{number}"
            variables = environment | {"NUMBA_CACHE_DIR": str(kept)}
            command = [*_PLAN, str(kept / "plan")]
            _, first = seconds_of(command, variables, clone)
            again = seconds_of(command, variables, clone)
            warm[revision].append(again)
            compiled[revision].append(first - again[1])
    out.writerow(("what", arguments.revision, "now", "ratio"))
    walls = {name: median(wall for wall, _ in runs) for name, runs in warm.items()}
    works = {name: median(work for _, work in runs) for name, runs in warm.items()}
    compiling = {name: median(runs) for name, runs in compiled.items()}
    _row(arguments, out, "`pairing plan data/sample`, seconds", walls)
    _row(arguments, out, "`pairing plan data/sample`, processor seconds", works)
    _row(arguments, out, "compiling what a first plan needs, processor seconds", compiling)


def browser(arguments: argparse.Namespace, folder: Path, out: Report) -> None:
    """A fresh clone to its first plan, the button pressed as soon as it can be."""
    found: dict[str, list[float]] = {arguments.revision: [], "HEAD": []}
    for number in range(arguments.runs):
        for place, (revision, runs) in enumerate(found.items()):
            (own := folder / f"browser-{number}-{place}").mkdir()
            runs.append(first_plan_of(own, fresh_environment(), revision)[-1])
    totals = {name: median(runs) for name, runs in found.items()}
    _row(arguments, out, "fresh clone to first plan, seconds", totals)


def _row(arguments: argparse.Namespace, out: Report, what: str, found: dict[str, float]) -> None:
    before, now = found[arguments.revision], found["HEAD"]
    out.writerow((what, round(before, 2), round(now, 2), round(now / before, 2)))
    out.figure(f"{what}: against {arguments.revision}", round(now / before, 2), "x")


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("revision", help="the earlier commit")
    parser.add_argument("--runs", type=int, default=3, help="how often, each in turn")
    parser.add_argument("--browser", action="store_true", help="measure the first plan as well")
    arguments = parser.parse_args()
    with report(arguments) as out, tempfile.TemporaryDirectory() as folder:
        doors(arguments, Path(folder), out)
        if arguments.browser:
            browser(arguments, Path(folder), out)


if __name__ == "__main__":
    main()
