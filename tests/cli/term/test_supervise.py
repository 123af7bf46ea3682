"""``pairing supervise``: a month by mentor and grade, and the rows behind each question."""

from __future__ import annotations

import csv
from pathlib import Path

from typer.testing import CliRunner

from pairing.cli import app
from pairing.io import write_plan, write_school
from pairing.model.records import TABLES
from pairing.screening import screen
from terms import record, small_term, with_rows


def asked(folder: Path, month: str, *more: str) -> tuple[list[str], Path]:
    """A school and its plan in files, and the words of the command."""
    school, plan = small_term()
    text = '=HYPERLINK("x") talked about the week, as every time'
    records = [
        record(one, date=f"2026-10-{day:02}", text=text, minutes=20)
        for one in ("S001", "S002")
        for day in (5, 12, 19)
    ]
    school = with_rows(school, records=records)
    tables = {kind.table: school.table(kind.table) for kind in TABLES}
    write_school(tables, folder / "school", session_settings=school.session_settings)
    write_plan(plan, {}, screen(school), folder / "plan")
    out = folder / "out"
    words = ["supervise", str(folder / "school"), str(folder / "plan"), "--month", month]
    return [*words, "--out", str(out), *more], out


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_month_is_written_by_mentor_and_grade_with_the_rows_behind(tmp_path: Path) -> None:
    words, out = asked(tmp_path, "2026-10")
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    (row,) = rows(out / "supervision.csv")
    told = {
        "teacher_id": "T1",
        "grade": "7",
        "students": "2",
        "planned": "10",
        "held": "6",
        "recorded": "6",
        "completeness": "0.6",
        "regularity": "0.6",
        "detail": "0",
        "progress": "",
        "score": "46.7",
        "questions": "same_text",
        "unknown": "progress",
    }
    assert {name: row[name] for name in told} == told
    assert list(row)[:12] == list(told)[:12]
    behind = rows(out / "questions.csv")
    assert [(one["question"], one["student_id"]) for one in behind] == [
        ("same_text", "S001" if number % 2 == 0 else "S002") for number in range(6)
    ]
    # No spreadsheet runs what somebody wrote.
    assert behind[0]["text"].startswith("'=HYPERLINK")
    assert "its hour is not checked" not in result.stderr
    assert "their hours are not checked" in result.stderr


def test_a_month_that_is_not_over_counts_up_to_a_day(tmp_path: Path) -> None:
    words, out = asked(tmp_path, "2026-10", "--on", "2026-10-09")
    assert CliRunner().invoke(app, words).exit_code == 0
    (row,) = rows(out / "supervision.csv")
    assert (row["planned"], row["recorded"], row["questions"]) == ("4", "2", "")


def test_a_word_that_is_no_month_is_told(tmp_path: Path) -> None:
    words, out = asked(tmp_path, "October")
    assert CliRunner().invoke(app, words).exit_code == 2
    assert not out.exists()
