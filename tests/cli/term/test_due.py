"""``pairing due``: who owes whom what, as CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from typer.testing import CliRunner

from pairing.cli import app
from pairing.io import write_plan, write_school
from pairing.model.records import TABLES
from pairing.screening import screen
from terms import TERM, record, small_term, with_rows


def test_who_owes_what_is_told_as_csv(tmp_path: Path) -> None:
    school, plan = small_term()
    school = with_rows(school, records=[record("S002", date=TERM)])
    tables = {kind.table: school.table(kind.table) for kind in TABLES}
    write_school(tables, tmp_path / "school", session_settings=school.session_settings)
    write_plan(plan, {}, screen(school), tmp_path / "plan")
    asked = ["due", str(tmp_path / "school"), str(tmp_path / "plan"), "--on", "2026-10-03"]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows[0] == {
        "person_id": "T1",
        "student_id": "S001",
        "what": "weekly_help",
        "due": "2026-10-02",
        "days_late": "1",
    }
    assert {(row["student_id"], row["what"]) for row in rows} == {("S001", "weekly_help")}


def test_a_plan_without_mentors_says_that_help_is_not_known(tmp_path: Path) -> None:
    school, _ = small_term()
    write_school({kind.table: school.table(kind.table) for kind in TABLES}, tmp_path / "school")
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "needs.csv").write_text("student_id,need,severity,reasons\n")
    asked = ["due", str(tmp_path / "school"), str(tmp_path / "plan"), "--on", "2026-10-03"]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.output
    assert result.stdout == "person_id,student_id,what,due,days_late\n"
    assert "mentors are not planned" in result.stderr
