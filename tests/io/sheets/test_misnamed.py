"""Names that are nearly those of tables: an import tells of them as a plan does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io.sheets import Import, import_sheets
from sheets_book import NAMES, book

Grid = list[list[Any]]

STUDENTS: Grid = [["student_id", "name", "class_id", "gender"],
                  *([f"S{n}", name, "7A", "F"] for n, name in enumerate(NAMES))]  # fmt: skip
RELATIONS: Grid = [["student_id", "other_id", "kind"], ["S1", "S2", "friend"]]
ABSENCE: Grid = [["who", "when"], ["T1", "2026-09-01"]]


def read(tmp_path: Path, form: str, **grids: Grid) -> tuple[Import, dict[str, set[str]]]:
    if form == "workbook":
        files = [book(tmp_path / "b.xlsx", **grids)]
    else:
        files = [tmp_path / f"{name}.csv" for name in grids]
        for file, grid in zip(files, grids.values(), strict=True):
            file.write_text("\n".join(",".join(row) for row in grid))
    made = import_sheets(files)
    return made, {one.sheet: {doubt.code for doubt in one.doubts} for one in made.sheets}


@pytest.mark.parametrize(
    ("form", "code", "names"),
    [
        ("files", "import.file_hint", ("absences.csv", "rules.toml", "relations.csv")),
        ("workbook", "import.sheet_hint", ("absences", "rules.toml", "relations")),
    ],
)
def test_a_name_that_is_nearly_a_tables_is_told(
    tmp_path: Path, form: str, code: str, names: tuple[str, ...]
) -> None:
    made, doubts = read(
        tmp_path, form, students=STUDENTS, relation=RELATIONS, absence=ABSENCE, 排座要求=ABSENCE
    )
    assert doubts["students"] == set()
    assert doubts["relation"] == {"sheets.by_columns"}
    assert doubts["absence"] == doubts["排座要求"] == {code}
    text = "\n".join(map(str, made.told()))
    assert all(name in text for name in names)


def test_a_table_that_is_there_is_not_meant(tmp_path: Path) -> None:
    odd: Grid = [["a", "b"], ["1", "2"]]
    made, doubts = read(tmp_path, "files", students=STUDENTS, relations=RELATIONS, relation=odd)
    assert doubts["relations"] == set()
    assert "relations.csv" not in "".join(map(str, made.sheets[-1].doubts))
