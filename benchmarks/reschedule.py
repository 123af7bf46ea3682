"""Move one session, or lose a teacher for two days: seconds to the plan with the fewest changes.

    uv run python -m benchmarks.reschedule --teachers 40 --students 200 --weeks 4 --moves 20

``move`` puts a session into a random slot of its week in which its two people have no lesson,
whoever meets them then; ``away`` makes a teacher ill on the second Monday and Tuesday. The seconds
are those of the whole question, from tables to rows. CSV: change, seconds, moved, lost, least,
other_times_seconds.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

import numpy as np

from benchmarks.figures import parser_for, report
from benchmarks.timetables import agenda_of, findings_of, problem_of
from pairing.model.plan import Plan
from pairing.model.records import Absence
from pairing.planning import Context, other_times, reschedule
from pairing.planning.parts.timetable.problem import rows_of
from pairing.rules.core.book import RuleBook
from pairing.solvers.timetable import solve_timetable

Row = tuple[object, ...]


def moves(context: Context, plan: Plan, count: int) -> Iterator[Row]:
    random = np.random.default_rng(0)
    rows = plan.sessions or ()
    for number in random.choice(len(rows), count, replace=False).tolist():
        started = time.perf_counter()
        others = other_times(context, plan, rows[number])
        told = time.perf_counter() - started
        lesson = "lesson or is away"
        open_ = [one for one in others if not any(lesson in str(why) for why in one.barred)]
        if not open_:
            continue
        to = open_[int(random.integers(len(open_)))]
        started = time.perf_counter()
        done = reschedule(context, plan, moves=[(rows[number], to.date, to.period_id)])
        seconds = time.perf_counter() - started
        yield "move", seconds, len(done.moved), len(done.lost), done.least, told


def away(context: Context, plan: Plan, count: int) -> Iterator[Row]:
    days = sorted({row.date for row in plan.sessions or ()})
    monday = days[0] + datetime.timedelta(days=7 - days[0].weekday())
    tuesday = monday + datetime.timedelta(days=1)
    for teacher in context.school.teachers[:count]:
        ill = Absence.model_validate(
            {"person_id": teacher.teacher_id, "from": monday, "to": tuesday}
        )
        now = context.within(replace(context.school, absences=(ill,)))
        started = time.perf_counter()
        done = reschedule(now, plan, since=monday)
        seconds = time.perf_counter() - started
        yield "away", seconds, len(done.moved), len(done.lost), done.least, ""


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--teachers", type=int, default=40)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--weeks", type=int, default=4)
    parser.add_argument("--moves", type=int, default=20)
    arguments = parser.parse_args()
    findings = findings_of(arguments.teachers, arguments.students, arguments.weeks)
    agenda = agenda_of(findings)
    result = solve_timetable(problem_of(agenda), workers=2, seconds=20)
    plan = Plan(sessions=rows_of(agenda, result.slot_of))
    context = Context(findings, RuleBook.of(findings.school))
    with report(arguments) as out:
        out.writerow(("change", "seconds", "moved", "lost", "least", "other_times_seconds"))
        for ask in (moves, away):
            seconds = []
            for change, taken, *rest, told in ask(context, plan, arguments.moves):
                assert isinstance(taken, float)
                seconds.append(taken)
                shown = round(told, 3) if isinstance(told, float) else ""
                out.writerow((change, round(taken, 3), *rest, shown))
            out.writerow((f"{ask.__name__}, median", round(median(seconds), 3)))
            out.figure(f"sessions, {ask.__name__}: median", round(median(seconds), 3), "s")
            out.writerow((f"{ask.__name__}, worst", round(max(seconds), 3)))


if __name__ == "__main__":
    main()
