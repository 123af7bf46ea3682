"""Every command about a plan answers in words, whatever has become of the plan and its school."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pairing.cli import app
from pairing.sample import make_sample

Damage = Callable[[Path, Path], None]
"""Changes the folders of a school and of its plan."""

Rows = list[dict[str, str]]


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def _edit(file: Path, change: Callable[[Rows], Rows]) -> None:
    with file.open(encoding="utf-8", newline="") as text:
        reader = csv.DictReader(text)
        header, rows = list(reader.fieldnames or ()), list(reader)
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def _first(plan: Path, table: str, column: str) -> str:
    with (plan / f"{table}.csv").open(encoding="utf-8", newline="") as text:
        return next(csv.DictReader(text))[column]


def _without(file: Path, column: str, value: str) -> None:
    _edit(file, lambda rows: [row for row in rows if row[column] != value])


def tutee_left(school: Path, plan: Path) -> None:
    _without(school / "students.csv", "student_id", _first(plan, "pairs", "tutee_id"))


def tutor_left(school: Path, plan: Path) -> None:
    _without(school / "students.csv", "student_id", _first(plan, "pairs", "tutor_id"))


def teacher_left(school: Path, plan: Path) -> None:
    gone = _first(plan, "mentors", "teacher_id")
    _without(school / "teachers.csv", "teacher_id", gone)
    for table in ("teaching", "timetable", "absences"):
        if (school / f"{table}.csv").is_file():
            column = "person_id" if table == "absences" else "teacher_id"
            _without(school / f"{table}.csv", column, gone)
    _edit(
        school / "classes.csv",
        lambda rows: [
            {**row, "homeroom_teacher_id": ""} if row["homeroom_teacher_id"] == gone else row
            for row in rows
        ],
    )


def no_teachers(school: Path, plan: Path) -> None:
    for table in ("teachers", "teaching", "timetable", "absences", "mentor_history"):
        if (school / f"{table}.csv").is_file():
            _edit(school / f"{table}.csv", lambda rows: [])
    _edit(school / "classes.csv", lambda rows: [{**row, "homeroom_teacher_id": ""} for row in rows])


def seat_gone(school: Path, plan: Path) -> None:
    _without(school / "layouts.csv", "seat_id", _first(plan, "seats", "seat_id"))


def period_gone(school: Path, plan: Path) -> None:
    gone = _first(plan, "sessions", "period_id")
    for table in ("periods", "timetable", "absences"):
        if (school / f"{table}.csv").is_file():
            _without(school / f"{table}.csv", "period_id", gone)


def broken_report(school: Path, plan: Path) -> None:
    (plan / "summary.json").write_text('{"parts": [', "utf-8")


def odd_day(school: Path, plan: Path) -> None:
    (plan / "summary.json").write_text('{"on": ["2026"], "parts": {}}', "utf-8")


def no_report(school: Path, plan: Path) -> None:
    (plan / "summary.json").unlink()


def only_needs(school: Path, plan: Path) -> None:
    for file in plan.glob("*.csv"):
        if file.name != "needs.csv":
            file.unlink()


def empty_parts(school: Path, plan: Path) -> None:
    for file in plan.glob("*.csv"):
        if file.name not in ("review.csv", "peer_times.csv"):
            _edit(file, lambda rows: [])


def empty_folder(school: Path, plan: Path) -> None:
    for file in plan.iterdir():
        file.unlink()


def no_folder(school: Path, plan: Path) -> None:
    shutil.rmtree(plan)


def a_file(school: Path, plan: Path) -> None:
    shutil.rmtree(plan)
    plan.write_text("no plan", "utf-8")


def other_school(school: Path, plan: Path) -> None:
    for file in plan.glob("*.csv"):
        for column in ("student_id", "tutee_id", "tutor_id", "teacher_id"):
            _edit(
                file,
                lambda rows, column=column: [  # type: ignore[misc]
                    {**row, column: f"X-{row[column]}"} if row.get(column) else row for row in rows
                ],
            )


def no_text(school: Path, plan: Path) -> None:
    for file in plan.glob("*.csv"):
        file.write_bytes(b"\x00\xff\xfe\x00" * 40)


DAMAGES = (
    tutee_left, tutor_left, teacher_left, no_teachers, seat_gone, period_gone, broken_report,
    odd_day, no_report, only_needs, empty_parts, empty_folder, no_folder, a_file, other_school,
    no_text,
)  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("any")
    make_sample(1, 14, 3).write(folder / "school")
    told = run("plan", folder / "school", "--out", folder / "plan")
    assert told.exit_code == 0, told.output
    return folder


def _commands(school: Path, plan: Path, out: Path, whole: Path) -> dict[str, list[object]]:
    """Every command that reads a plan; the people and the day are those of the whole plan."""
    pair = {key: _first(whole, "pairs", key) for key in ("tutee_id", "tutor_id", "subject")}
    mentor = {key: _first(whole, "mentors", key) for key in ("student_id", "teacher_id")}
    with (whole / "sessions.csv").open(encoding="utf-8", newline="") as text:
        session = next(row for row in csv.DictReader(text) if row["teacher_id"])
    seat = {key: _first(whole, "seats", key) for key in ("class_id", "seat_id", "student_id")}
    both = [school, plan]
    asked = ["--student", session["student_id"], "--with", session["teacher_id"]]
    asked += ["--on", session["date"], "--period", session["period_id"]]
    to = ["--to", "2026-11-02", session["period_id"]]
    away = ["--person", session["teacher_id"], "--from", session["date"]]
    why = ["why", *both, "--student", pair["tutee_id"], "--subject", pair["subject"]]
    advise = ["advise", *both, "--student", seat["student_id"]]
    return {
        "verify": ["verify", *both],
        "why pair": why,
        "why not": [*why, "--by", pair["tutor_id"]],
        "why mentor": ["why", *both, "--student", mentor["student_id"]],
        "why not mentor": ["why", *both, "--student", mentor["student_id"], "--by", "T01"],
        "advise": advise,
        "advise seat": [*advise, "--seat", seat["seat_id"]],
        "curve": ["curve", *both, "--class", seat["class_id"]],
        "print": ["print", *both, "--out", out],
        "times": ["sessions", "times", *both, *asked],
        "move": ["sessions", "move", *both, *asked, *to, "--out", out],
        "cancel": ["sessions", "cancel", *both, *asked, "--out", out],
        "away": ["sessions", "away", *both, *away, "--out", out],
        "short": ["sessions", "short", *both],
        "calendars": ["sessions", "calendars", *both, "--out", out],
        "calendars of a later plan": [
            *("sessions", "calendars", *both, "--out", out, "--earlier", whole)
        ],
        "plan anew": ["plan", school, "--out", out, "--keep", plan, "--only", "pairs"],
        "sheets": ["sessions", "sheets", *both, "--out", out],
        "template": ["template", out.with_suffix(".xlsx"), "--from", school],
    }


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: str(one.__name__))
def test_every_command_answers_in_words(made: Path, tmp_path: Path, damage: Damage) -> None:
    school, plan = tmp_path / "school", tmp_path / "plan"
    shutil.copytree(made / "school", school)
    shutil.copytree(made / "plan", plan)
    damage(school, plan)
    wrong = {}
    for name, words in _commands(school, plan, tmp_path / "out", made / "plan").items():
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        told = run(*words)
        if not isinstance(told.exception, SystemExit | None):
            wrong[name] = repr(told.exception)
        elif told.exit_code not in (0, 1, 2, 3) or not told.output.strip():
            wrong[name] = f"status {told.exit_code}: {told.output!r}"
        elif told.output.startswith(("0 PDFs", "0 calendars", "0 pages")):
            wrong[name] = told.output
        elif told.exit_code == 2 and any((tmp_path / "out").glob("*")):
            wrong[name] = "refused, and something was written"
    assert not wrong


PAIR = "tutee_id,tutor_id,subject"
SESSION = "student_id,teacher_id,subject,kind,date,period_id"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("header", "row", "why"),
    [
        (
            "tutee_id,tutor_id,subject",
            "pairs,{tutee},{tutee},{subject}",
            "nobody tutors themselves",
        ),
        (PAIR, "pairs,{tutee},{tutor},alchemy", "has no need in alchemy"),
        ("student_id,teacher_id", "mentors,{calm},T01", "has no need"),
        ("student_id,unit_id,dimension", "teams,{calm},U1,economy", "has no need in economy"),
        (
            SESSION,
            "sessions,{student},{teacher},{topic},{kind},2031-01-01,{period}",
            "has no such period in the weeks",
        ),
        (
            SESSION,
            "sessions,{calm},T01,maths,mentoring,{day},{period}",
            "nothing asks for such a session",
        ),
    ],
)
def test_a_pin_that_cannot_be_is_told_with_its_reason(
    made: Path, tmp_path: Path, header: str, row: str, why: str
) -> None:
    plan = made / "plan"
    with (made / "school" / "students.csv").open(encoding="utf-8", newline="") as text:
        everybody = [one["student_id"] for one in csv.DictReader(text)]
    with (plan / "needs.csv").open(encoding="utf-8", newline="") as text:
        needy = {one["student_id"] for one in csv.DictReader(text)}
    facts = {
        "tutee": _first(plan, "pairs", "tutee_id"),
        "tutor": _first(plan, "pairs", "tutor_id"),
        "subject": _first(plan, "pairs", "subject"),
        "calm": next(one for one in everybody if one not in needy),
        "student": _first(plan, "sessions", "student_id"),
        "teacher": _first(plan, "sessions", "teacher_id"),
        "topic": _first(plan, "sessions", "subject"),
        "kind": _first(plan, "sessions", "kind"),
        "day": _first(plan, "sessions", "date"),
        "period": _first(plan, "sessions", "period_id"),
    }
    pins = tmp_path / "pins.csv"
    pins.write_text(f"part,{header}\n{row.format(**facts)}\n", "utf-8")
    told = run("plan", made / "school", "--pins", pins, "--out", tmp_path / "out")
    assert told.exit_code == 3
    said = " ".join(told.output.split())
    assert "that cannot be: " in said
    assert why in said
