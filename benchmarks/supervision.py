"""Whether made-up records are asked about, honest ones let be, and how long a month takes.

    uv run python -m benchmarks.supervision questions   # ten patterns among 60 honest mentors
    uv run python -m benchmarks.supervision seconds     # a month of a school with 40,000 records

``questions`` makes a school, a month of records of 70 mentors, and puts a pattern of
``records/made_up.py`` on each of ten of them. ``seconds`` keeps records of 18 weeks.
"""

from __future__ import annotations

import argparse
import datetime
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from statistics import median

from benchmarks.figures import Report, parser_for, report
from benchmarks.records.honest import TERM, Size, keep, made_school
from benchmarks.records.made_up import PATTERNS, Made
from pairing.model.plan import Plan
from pairing.model.records import HelpRecord
from pairing.model.school import School
from pairing.monitoring import TermLog, supervise

_WEEK = datetime.timedelta(days=7)
_MONTH = datetime.date(2026, 10, 1)
_MONTH_WEEKS = [TERM + number * _WEEK for number in range(4, 9)]


def mentees_of(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in plan.mentors or ():
        found[row.teacher_id].append(row.student_id)
    return found


def hidden(seed: int) -> tuple[School, Plan, dict[str, str]]:
    """A school whose records of October have each pattern once, and who made which up."""
    rng = random.Random(seed)
    school, plan = made_school(Size(), rng)
    mentees = mentees_of(plan)
    who = dict(zip(rng.sample(sorted(mentees), len(PATTERNS)), PATTERNS, strict=True))
    records: list[HelpRecord] = []
    for teacher_id, students in mentees.items():
        own = keep(school, teacher_id, students, _MONTH_WEEKS, rng)
        own = [row for row in own if row.date.month == _MONTH.month]
        if teacher_id in who:
            own = PATTERNS[who[teacher_id]](own, Made(school, rng))
        records += own
    rng.shuffle(records)
    return replace(school, records=tuple(records)), plan, who


def questions(arguments: argparse.Namespace, out: Report) -> None:
    """How many of each pattern were asked about, and of the honest mentors."""
    asked: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    honest = bothered = 0
    for seed in range(arguments.runs):
        school, plan, who = hidden(seed)
        found = supervise(TermLog(school), plan, _MONTH)
        about = {question.teacher_id for question in found.questions}
        for question in found.questions:
            kinds[who.get(question.teacher_id, "honest")][question.kind] += 1
        asked.update(pattern for teacher_id, pattern in who.items() if teacher_id in about)
        others = school.teacher.keys() - who.keys()
        honest += len(others)
        bothered += len(others & about)
    out.writerow(("pattern", "asked", "of", "questions"))
    for pattern in PATTERNS:
        told = ";".join(f"{kind} {count}" for kind, count in sorted(kinds[pattern].items()))
        out.writerow((pattern, asked[pattern], arguments.runs, told))
    told = ";".join(f"{kind} {count}" for kind, count in sorted(kinds["honest"].items()))
    out.writerow(("honest", bothered, honest, told))
    every = 100 * asked.total() / (arguments.runs * len(PATTERNS))
    out.figure("made-up months asked about, of ten patterns", round(every, 1), "%")
    out.figure("honest mentors asked about in a month", round(100 * bothered / honest, 2), "%")


def seconds(arguments: argparse.Namespace, out: Report) -> None:
    """A month of 60 classes, 450 students in need and some 40,000 records of 18 weeks."""
    rng = random.Random(0)
    school, plan = made_school(Size(classes=60, students=40, mentors=90, mentees=5), rng)
    weeks = [TERM + number * _WEEK for number in range(18)]
    records = [
        row
        for teacher_id, students in mentees_of(plan).items()
        for row in keep(school, teacher_id, students, weeks, rng, a_week=5)
    ]
    school = replace(school, records=tuple(records))
    out.writerow(("records", "mentees", "seconds", "processor_seconds"))
    runs = []
    for _ in range(arguments.runs):
        fresh = replace(school)
        begun, work = time.perf_counter(), time.process_time()
        supervise(TermLog(fresh), plan, _MONTH)
        runs.append(time.perf_counter() - begun)
        worked = time.process_time() - work
        out.writerow((len(records), len(plan.mentors or ()), round(runs[-1], 2), round(worked, 2)))
    out.figure(
        f"supervision of a month, {len(records)} records of 450 students",
        round(median(runs), 2),
        "s",
    )


_MEASURES: dict[str, tuple[Callable[[argparse.Namespace, Report], None], int]] = {
    "questions": (questions, 10),
    "seconds": (seconds, 3),
}
"""What can be measured, and how often it usually is."""


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("measure", choices=_MEASURES, nargs="?", default="questions")
    parser.add_argument("--runs", type=int, help="how many seeds, or how often")
    arguments = parser.parse_args()
    measure, usual = _MEASURES[arguments.measure]
    arguments.runs = arguments.runs or usual
    with report(arguments) as out:
        measure(arguments, out)


if __name__ == "__main__":
    main()
