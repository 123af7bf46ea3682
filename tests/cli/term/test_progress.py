"""``pairing rescreen`` and ``pairing effect``: CSV by the file contract."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

from typer.testing import CliRunner

from pairing.cli import app
from pairing.io import write_plan, write_school
from pairing.model.records import TABLES
from pairing.model.school import School
from pairing.screening import screen
from simulated_terms import BEGIN, simulated_term


def written(school: School, folder: Path) -> Path:
    write_school({kind.table: school.table(kind.table) for kind in TABLES}, folder)
    return folder


def test_whose_need_moved_is_told_as_csv(tmp_path: Path) -> None:
    school = simulated_term(3, 0.0, classes=2, size=30, subjects=1).school
    earlier = replace(school, scores=tuple(row for row in school.scores if row.date < BEGIN))
    now, then = written(school, tmp_path / "now"), written(earlier, tmp_path / "then")
    result = CliRunner().invoke(app, ["rescreen", str(now), "--before", str(then)])
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0]) == ["student_id", "need", "was", "is", "why"]
    was = {row.student_id: row.severity for row in screen(replace(earlier, on=None)).needs}
    now_ = {row.student_id: row.severity for row in screen(school).needs}
    moved = {one for one in was.keys() | now_.keys() if was.get(one, 0) != now_.get(one, 0)}
    assert {row["student_id"] for row in rows} == moved
    for row in rows:
        one = row["student_id"]
        assert (int(row["was"]), int(row["is"])) == (was.get(one, 0), now_.get(one, 0))
        assert row["why"]


def test_what_help_brought_is_written_with_its_interval(tmp_path: Path) -> None:
    term = simulated_term(4, 0.3, classes=3)
    school = written(term.school, tmp_path / "school")
    write_plan(term.plan, {}, screen(term.school), tmp_path / "plan")
    out = tmp_path / "out"
    asked = ["effect", str(school), str(tmp_path / "plan"), "--out", str(out)]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader((out / "effect.csv").read_text("utf-8").splitlines()))
    assert list(rows[0])[:10] == [
        "kind", "subject", "helped", "compared", "change_helped", "change_compared",
        "difference", "low", "high", "method",
    ]  # fmt: skip
    told = [row for row in rows if row["difference"]]
    assert {row["kind"] for row in told} == {"pairs", "all"}
    for row in told:
        changes = float(row["change_helped"]) - float(row["change_compared"])
        assert abs(changes - float(row["difference"])) < 0.001
        assert float(row["low"]) < float(row["difference"]) < float(row["high"])
    assert "nobody drew lots" in result.stderr


def test_a_plan_of_nobody_gives_no_figure(tmp_path: Path) -> None:
    school = written(simulated_term(5, 0.0, classes=1, subjects=1).school, tmp_path / "school")
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "pairs.csv").write_text("tutee_id,tutor_id,subject,reasons\n")
    out = tmp_path / "out"
    asked = ["effect", str(school), str(tmp_path / "plan"), "--out", str(out)]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.output
    assert (out / "effect.csv").read_text("utf-8").count("\n") == 1
    assert "nobody is known to be helped" in result.stderr
