"""Answers: all of one round count, and one that is of no use is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from pairing.cli import app
from pairing.io.sheets import Answers, import_sheets
from sheets_book import NAMES, book

Grid = list[list[Any]]

GRID: Grid = [["ID", "Name", "Class", "Maths"],
              *([f"P{n}", name, "7A", 60 + n] for n, name in enumerate(NAMES))]  # fmt: skip


def test_a_day_counts_in_the_round_in_which_the_exam_is_named(tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", Marks=GRID)
    first = import_sheets([file])
    given = {place: dict(own) for place, own in first.answers.used.items()}
    given["sheet Marks"]["exam"] = "Autumn"
    given["exam Marks"]["date"] = "2026-11-10"
    answers = Answers(given)
    made = import_sheets([file], answers)
    (scores,) = (table for table in made.raw.tables if table.name == "scores")
    assert {(row["exam"], row["date"]) for _, row in scores.rows} == {("Autumn", "2026-11-10")}
    assert "sheets.exam_day" not in {one.words.code for one in answers.assumed}
    assert list(answers.unheard()) == []
    # What is kept stands where it is asked for next.
    assert answers.used["exam Autumn"] == {"date": "2026-11-10"}


def test_an_answer_of_no_use_is_told(tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", Marks=GRID)
    answers = tmp_path / "a.toml"
    answers.write_text(
        '["exam Spring"]\ndate = "2026-04-20"\n'
        '["sheet Other"]\nexam = "Spring"\n'
        '["sheet Marks"]\nexam = "Autumn"\n'
        '["ID|Name|Class|Maths"]\n"column Maths" = "marks"\n"column Art" = "marks"\n'
    )
    words = ["import", file, "--into", tmp_path / "school", "--answers", answers, "--dry-run"]
    told = CliRunner().invoke(app, [str(word) for word in words])
    assert told.exit_code == 0, told.output
    text = " ".join(told.output.split())
    for unheard in ("exam Spring, date", "sheet Other, exam", "column Art"):
        assert unheard in text
    assert "sheet Marks, exam" not in text and "column Maths" not in text
