"""What the term after the plan takes: a term's report, what is due, what is known of a student.

    uv run python -m benchmarks.monitoring              # 60 classes, 450 in need, 40,000 records
    uv run python -m benchmarks.monitoring --classes 6 --needy 45 --records 4000

The school, its plan and its records are made here, from a seed. Every figure is the median of
fresh looks: what a log keeps for the next question is thrown away before each. The page of a
student's file is the whole page under Streamlit's own tester, with its frame: when it is opened
first, for another student, and after somebody has entered something.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.figures import ROOT, Report, parser_for, report
from pairing.io import read_school, write_school
from pairing.model.enums import GoalStatus, Part, RecordKind, ReportKind, ReportLevel, Role, Status
from pairing.model.plan import Mentorship, Need, Plan, Session
from pairing.model.records import (
    TABLES,
    ClassRecord,
    Goal,
    HelpRecord,
    Period,
    Record,
    Review,
    Score,
    Student,
    Teacher,
)
from pairing.model.school import School
from pairing.model.settings import SessionSettings
from pairing.monitoring import TermLog, owed_on
from pairing.monitoring.reporting import report_on
from pairing.reports import term_report_document, term_report_workbook

TERM = datetime.date(2026, 8, 31)
_WEEKS = 18
_LAST = TERM + datetime.timedelta(days=7 * _WEEKS - 3)
_GRADES = 6
_SIZE = 45
_KINDS = ("talk", "classwork", "corrections", "study_check")


def term_of(classes: int, needy: int, records: int, seed: int = 1) -> tuple[School, Plan]:
    """A school some weeks after its plan, with so many in need and so many records."""
    draw = random.Random(seed)
    rooms = [f"{7 + number % _GRADES}-{number // _GRADES + 1}" for number in range(classes)]
    students = [
        Student.model_validate(
            {
                "student_id": f"S{number:05}",
                "name": f"Student {number}",
                "class_id": rooms[number % classes],
                "gender": "FM"[number % 2],
            }
        )
        for number in range(classes * _SIZE)
    ]
    teachers = [
        Teacher(teacher_id=f"T{number:03}", name=f"Teacher {number}", roles=(Role.CADRE,))
        for number in range(classes * 3)
    ]
    chosen = draw.sample([one.student_id for one in students], needy)
    mentor = {one: teachers[number % len(teachers)] for number, one in enumerate(chosen)}
    days = [
        TERM + datetime.timedelta(days=7 * week + weekday)
        for week in range(_WEEKS)
        for weekday in range(5)
    ]
    planned = [
        Session(one, mentor[one].teacher_id, "maths", draw.choice(_KINDS), day, "P1")
        for one in chosen
        for day in draw.sample(days, _WEEKS)
    ]
    rows: dict[tuple[object, ...], HelpRecord] = {}
    for session in planned:
        if draw.random() < 0.9:
            held = draw.random() < 0.9
            made = _record(
                draw, session.student_id, session.teacher_id, session.kind, session.date, held
            )
            rows[made.occasion] = made
    kinds = [kind.value for kind in RecordKind]
    while len(rows) < records:
        one = draw.choice(chosen)
        made = _record(
            draw, one, draw.choice(teachers).teacher_id, draw.choice(kinds), draw.choice(days), True
        )
        rows[made.occasion] = made
    tables: dict[str, list[Record]] = {kind.table: [] for kind in TABLES}
    tables |= {
        "students": list(students),
        "teachers": list(teachers),
        "classes": [ClassRecord(class_id=one, grade=one.partition("-")[0]) for one in rooms],
        "periods": [
            Period.model_validate(
                {
                    "period_id": "P1",
                    "weekday": day,
                    "start": "12:00",
                    "end": "12:30",
                    "kind": "lunch",
                }
            )
            for day in (1,)
        ],
        "scores": _scores(draw, students),
        "records": list(rows.values()),
        "goals": [_goal(draw, number, one) for number, one in enumerate(chosen)],
        "reviews": [
            Review(
                student_id=one,
                date=TERM + datetime.timedelta(days=28 * month),
                by="head",
                text="steadier",
            )
            for one in chosen
            for month in (1, 2, 3)
        ],
    }
    settings = SessionSettings(term_start=TERM, term_weeks=_WEEKS)
    plan = Plan(
        needs=tuple(Need(one, "maths", draw.randint(1, 3)) for one in chosen),
        mentors=tuple(Mentorship(one, mentor[one].teacher_id) for one in chosen),
        sessions=tuple({row.identity: row for row in planned}.values()),
    )
    return School.of(tables, session_settings=settings), plan


def _scores(draw: random.Random, students: list[Student]) -> list[Record]:
    """Five exams in three subjects of everybody, so that a file has marks to draw."""
    return [
        Score(
            student_id=one.student_id,
            subject=subject,
            exam=f"exam {number}",
            date=TERM + datetime.timedelta(days=25 * number),
            score=max(0, min(100, round(draw.gauss(70, 15)))),
            full_score=100,
        )
        for one in students
        for subject in ("maths", "English", "physics")
        for number in range(5)
    ]


def _record(
    draw: random.Random, student: str, by: str, kind: str, day: datetime.date, held: bool
) -> HelpRecord:
    at = datetime.datetime.combine(day, datetime.time(12, draw.randrange(60)))
    return HelpRecord.model_validate(
        {
            "student_id": student,
            "by": by,
            "kind": kind,
            "date": day,
            "start": at.time(),
            "minutes": draw.choice((3, 15, 20, 25)),
            "held": "yes" if held else "no",
            "text": "errors of the week, reworked",
            "entered_at": at + datetime.timedelta(days=draw.randrange(5)),
        }
    )


def _goal(draw: random.Random, number: int, student: str) -> Goal:
    return Goal.model_validate(
        {
            "goal_id": f"G{number}",
            "student_id": student,
            "kind": "short",
            "need": "maths",
            "measure": "percent",
            "target": "60",
            "due": TERM + datetime.timedelta(days=draw.randrange(7 * _WEEKS)),
            "agreed_on": TERM,
            "status": draw.choice(list(GoalStatus)),
        }
    )


def seconds_of(work: Callable[[], object], runs: int) -> float:
    """The median of so many runs."""
    found = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return median(found)


def page_of_students(school: School, plan: Plan) -> Iterator[tuple[str, float]]:
    """The whole page of a student's file, as the app draws it, and the document it hands out."""
    from streamlit.testing.v1 import AppTest

    from pairing.app.state.address import SELECTED
    from pairing.app.state.journal import Journal
    from pairing.app.state.planned import Planned
    from pairing.app.state.workspace import Workspace
    from pairing.monitoring import Viewer, ViewerRole
    from pairing.planning import Context, Outcome, PartSummary, Summary
    from pairing.reports import make_student_file

    school = replace(school, on=_LAST)
    context = Context.of(school)
    parts = {part: PartSummary(status=Status.OPTIMAL) for part in Part if plan.part(part)}
    missing: dict[str, PartSummary] = {
        part: PartSummary(status=Status.NOT_PLANNED) for part in Part
    }
    outcome = Outcome(plan, Summary("benchmark", 0, missing | parts), context)
    workspace = Workspace(school, "benchmark", known=context, planned=Planned(outcome, Journal()))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    page.session_state["workspace"] = workspace
    page.session_state["role"] = "coordinator"
    # Opening a school and saving it for the first time is another wait.
    page.session_state["page to go to"] = "Settings"
    page.run()
    assert not page.exception
    page.session_state["page to go to"] = "Students"
    chosen = [one.student_id for one in plan.needs or ()][:4]
    shown: list[float] = []
    for student_id in chosen:
        page.session_state["class to look at"] = school.student[student_id].class_id
        page.session_state[SELECTED] = student_id
        shown.append(seconds_of(page.run, 1))
        assert not page.exception
        assert any(one.value == "Goals" for one in page.subheader)
    yield "page of a student's file, at first", shown[0]
    yield "page of a student's file, another", median(shown[1:])
    entered: list[float] = []
    for _ in chosen:
        # As when somebody enters a record: the log is made anew.
        del page.session_state["log of the term"]
        entered.append(seconds_of(page.run, 1))
    yield "page of a student's file, after an entry", median(entered)
    log, looks = TermLog(school), Viewer(ViewerRole.COORDINATOR)
    yield (
        "document of a student's file",
        seconds_of(
            lambda: make_student_file(context.findings, plan, log, looks, chosen[0], _LAST), 3
        ),
    )


def measure(arguments: argparse.Namespace, out: Report) -> None:
    """The files of a term's report from tables in hand, what is due, and a student's rows."""
    school, plan = term_of(arguments.classes, arguments.needy, arguments.records)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "school"
        tables = {kind.table: school.table(kind.table) for kind in TABLES}
        write_school(tables, folder, session_settings=school.session_settings)
        reading = seconds_of(lambda: read_school(folder), 1)
        school = read_school(folder)

    def files(level: ReportLevel) -> None:
        made = report_on(TermLog(school), plan, ReportKind.TERM, _LAST, level)
        term_report_document(made)
        term_report_workbook(made)

    student = (plan.needs or ())[0].student_id

    def of_student() -> object:
        log = TermLog(school)
        rows = log.records_of.get(student, ()), log.goals_of.get(student, ())
        return rows, log.reviews_of.get(student, ()), log.measures_of.get(student, ())

    told = {
        "reading the school": reading,
        "term report, school": seconds_of(lambda: files(ReportLevel.SCHOOL), arguments.runs),
        "term report, county": seconds_of(lambda: files(ReportLevel.COUNTY), arguments.runs),
        "what is due": seconds_of(lambda: owed_on(TermLog(school), plan, _LAST), arguments.runs),
        "what a student's file is made of": seconds_of(of_student, arguments.runs),
        **dict(page_of_students(school, plan)),
    }
    out.writerow(("classes", "in need", "records", "what", "seconds"))
    for what, seconds in told.items():
        size = len(school.classes), len(plan.needs or ()), len(school.records)
        out.writerow((*size, what, round(seconds, 3)))
        out.figure(f"{what}: {size[0]} classes, {size[2]} records", round(seconds, 2), "s")


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--classes", type=int, default=60)
    parser.add_argument("--needy", type=int, default=450)
    parser.add_argument("--records", type=int, default=40_000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, report(arguments) as out:
        # Nothing of what whoever measures has kept is touched.
        os.environ["PAIRING_DATABASE"] = f"sqlite:///{folder}/app.db"
        measure(arguments, out)


if __name__ == "__main__":
    main()
