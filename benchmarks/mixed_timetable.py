"""Sessions of a school with sets, shared lessons, odd and even weeks and a swapped day, judged.

    uv run python -m benchmarks.mixed_timetable

The school (``mixed_school``) is written as files; ``pairing plan`` opens it and plans needs, pairs,
mentors and four weeks of sessions; ``minutes`` reads the files that come of it and checks each
minute, without any code of the planner's. Also as CSV: how much of the timetable the school has.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import parser_for, report
from benchmarks.minutes import clashes
from benchmarks.mixed_school import MONDAY, mixed_school, settings
from pairing.io.school_files import write_school

_PARTS = ("needs", "pairs", "mentors", "sessions")


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60, help="for all parts together")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as where, report(arguments) as out:
        school, plan = Path(where, "school"), Path(where, "plan")
        made = mixed_school(arguments.seed)
        write_school(made.tables, school, made.rules, session_settings=settings())
        rows = _rows(school / "timetable.csv")
        out.writerow(["classes", "teachers", "sets", "lessons", "shared", "in_turns"])
        cells = [(row["class_id"], row["period_id"], row["subject"], row["set_id"]) for row in rows]
        out.writerow(
            [
                len(_rows(school / "classes.csv")),
                len(_rows(school / "teachers.csv")),
                len(_rows(school / "sets.csv")),
                len(rows),
                len(cells) - len(set(cells)),
                sum(row["weeks"] == "odd" for row in rows),
            ]
        )
        only = [word for part in _PARTS for word in ("--only", part)]
        limit = ["--time-limit", str(arguments.seconds)]
        command = [sys.executable, "-m", "pairing", "plan", str(school), "--out", str(plan)]
        started = time.perf_counter()
        done = subprocess.run([*command, *only, *limit], capture_output=True, text=True)
        seconds = time.perf_counter() - started
        if done.returncode:
            raise SystemExit(f"exit {done.returncode}: {done.stderr}")
        wrong = clashes(school, plan, settings().week_one or MONDAY)
        for one in wrong[:20]:
            print(one, file=sys.stderr)
        part = json.loads((plan / "summary.json").read_text("utf-8"))["parts"]["sessions"]
        held = len(_rows(plan / "sessions.csv"))
        out.writerow(["sessions", "clashes", "gap_percent", "seconds"])
        out.writerow([held, len(wrong), round(100 * part["gap"], 3), round(seconds, 1)])
        out.figure("mixed timetable: sessions placed", held)
        out.figure("mixed timetable: in a lesson, or two at once, by the minute", len(wrong))
        out.figure("mixed timetable: gap", round(100 * part["gap"], 3), "%")
        out.figure("mixed timetable: opened and planned in", round(seconds, 1), "s")


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


if __name__ == "__main__":
    main()
