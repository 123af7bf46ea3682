"""Facts of pupils that stand twice: what is the same is not told, what is not is, with where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pairing.io.sheets import Import, import_sheets
from sheets_book import NAMES, book

Grid = list[list[Any]]


def read(tmp_path: Path, second: Grid) -> Import:
    first: Grid = [["Name", "Height", "Sex"], *([name, 150, "F"] for name in NAMES)]
    return import_sheets([book(tmp_path / "b.xlsx", List=first, Nurse=second)])


def test_other_heights_in_a_second_list_are_told(tmp_path: Path) -> None:
    made = read(
        tmp_path, [["Name", "Height"], *([name, 150 + (name == NAMES[2])] for name in NAMES)]
    )
    (note,) = (note for note in made.notes if note.code == "sheets.two_facts")
    assert note.facts["count"] == 1
    for part in (NAMES[2], "height", "150", "List A4", "151", "Nurse A4"):
        assert part in str(note)
    (students,) = (table for table in made.raw.tables if table.name == "students")
    assert [row["height_cm"] for _, row in students.rows][2] == "151"


def test_the_same_again_is_not_told(tmp_path: Path) -> None:
    made = read(tmp_path, [["Name", "Height", "Eyesight"], *([name, 1.5, ""] for name in NAMES)])
    assert "sheets.two_facts" not in {note.code for note in made.notes}
