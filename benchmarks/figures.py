"""Keep what benchmarks measure, with the machine and the commit, and write it into one table.

    uv run python -m benchmarks.seating first --note   # any benchmark: keep its figures
    uv run python -m benchmarks.figures                # the newest of each into docs/benchmarks.md

``benchmarks/figures.json`` holds every figure that was noted, one a line.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["Figure", "Report", "parser_for", "report", "table"]

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "benchmarks" / "figures.json"
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value, where it was measured, and by which command."""

    name: str
    value: float | int | str
    unit: str
    command: str
    date: str
    commit: str
    dirty: bool
    cpu: str
    cores: int
    python: str


class Report:
    """Prints rows as CSV, and takes the figures that they come to."""

    def __init__(self) -> None:
        self.figures: list[tuple[str, float | int | str, str]] = []
        self._out = csv.writer(sys.stdout)

    def writerow(self, row: Iterable[object]) -> None:
        self._out.writerow(row)
        sys.stdout.flush()

    def figure(self, name: str, value: float | int | str, unit: str = "") -> None:
        """A figure worth keeping; ``unit`` is s, %, points or nothing."""
        self.figures.append((name, value, unit))


def parser_for(description: str | None) -> argparse.ArgumentParser:
    """A parser that knows ``--note``."""
    made = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--note", action="store_true", help="keep the figures, see figures.py")
    return made


@contextmanager
def report(arguments: argparse.Namespace) -> Iterator[Report]:
    """A report whose figures are kept at its end where ``--note`` asks for it."""
    out = Report()
    yield out
    if arguments.note:
        _keep(out.figures)


def _keep(found: Iterable[tuple[str, float | int | str, str]]) -> None:
    here = {
        "command": _command(),
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _git("rev-parse", "--short=9", "HEAD"),
        "dirty": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "cpu": _cpu(),
        "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
    }
    rows = [asdict(one) for one in kept()]
    rows += [{"name": name, "value": value, "unit": unit, **here} for name, value, unit in found]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    KEPT.write_text(f"[\n{lines}\n]\n", "utf-8")


def kept() -> list[Figure]:
    """Every figure that was noted, the oldest first."""
    if not KEPT.exists():
        return []
    return [Figure(**row) for row in json.loads(KEPT.read_text("utf-8"))]


def _command() -> str:
    spec = sys.modules["__main__"].__spec__
    assert spec is not None, "benchmarks are run as modules"
    asked = [word for word in sys.argv[1:] if word != "--note"]
    # A folder of modules is run by its own name.
    return shlex.join(["python", "-m", spec.name.removesuffix(".__main__"), *asked])


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _cpu() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = (line.partition(":")[2] for line in lines if line.startswith("model name"))
    return " ".join(next(names, platform.processor()).split())


def table(figures: Iterable[Figure]) -> str:
    """The newest of each figure as a table of Markdown."""
    newest = {(one.command, one.name): one for one in figures}
    lines = ["| what | figure | command (`uv run ...`) | machine | commit | date |"]
    lines.append("|" + "---|" * 6)
    for one in sorted(newest.values(), key=lambda one: (one.command, one.name)):
        value = f"{one.value} {one.unit}".strip()
        machine = f"{one.cores} x {one.cpu}, CPython {one.python}"
        commit = f"{one.commit}{' and changes' if one.dirty else ''}"
        cells = (one.name, value, f"`{one.command}`", machine, commit, one.date)
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    return "\n".join(lines)


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise SystemExit(f"{PAGE} has no {BEGIN} ... {END}")
    PAGE.write_text(f"{before}{BEGIN}\n{table(kept())}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
