"""``pairing report``: two files, called after what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from pairing.cli import app
from pairing.io import write_plan, write_school
from pairing.model.records import TABLES
from pairing.screening import screen
from term_schools import random_term


@pytest.fixture
def written(tmp_path: Path) -> tuple[str, str]:
    school, plan = random_term(3, 20)
    tables = {kind.table: school.table(kind.table) for kind in TABLES}
    write_school(tables, tmp_path / "school", session_settings=school.session_settings)
    write_plan(plan, {}, screen(school), tmp_path / "plan")
    return str(tmp_path / "school"), str(tmp_path / "plan")


@pytest.mark.parametrize("kind", ["weekly", "fortnightly", "monthly", "term"])
@pytest.mark.parametrize("level", ["school", "town", "county"])
def test_two_files_are_written(
    written: tuple[str, str], tmp_path: Path, kind: str, level: str
) -> None:
    out = tmp_path / "out"
    asked = ["report", kind, *written, "--on", "2026-11-04", "--out", str(out), "--level", level]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.output
    name = f"{kind}-report-2026-11-04-{level}"
    assert sorted(file.name for file in out.iterdir()) == [f"{name}.docx", f"{name}.xlsx"]
    texts = [row.text for row in Document(str(out / f"{name}.docx")).paragraphs]
    assert any("counts only" in text for text in texts) == (level != "school")


def test_a_language_is_spoken_in_the_files_and_their_names(
    written: tuple[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    asked = ["report", "weekly", *written, "--on", "2026-11-04", "--out", str(out), "--lang"]
    result = CliRunner().invoke(app, [*asked, "zh_CN"])
    assert result.exit_code == 0, result.output
    assert (out / "周报-2026-11-04-学校.docx").is_file()


def test_a_plan_that_is_not_there_is_bad_input(written: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = ["report", "weekly", written[0], str(tmp_path / "none"), "--on", "2026-11-04"]
    result = CliRunner().invoke(app, [*asked, "--out", str(out)])
    assert result.exit_code == 2
    assert not out.exists()
