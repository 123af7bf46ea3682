"""Columns that their cells say to be something else than their headers: ids, sides of life."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pairing.io.sheets import Import, import_sheets
from sheets_book import NAMES, book

Grid = list[list[Any]]


def rows_of(made: Import, table: str) -> list[dict[str, str]]:
    return [row for one in made.raw.tables if one.name == table for _, row in one.rows]


def listed(tmp_path: Path, header: str, numbers: Sequence[object]) -> Import:
    grid: Grid = [[header, "Name", "Maths"]]
    grid += [[number, name, 60] for number, name in zip(numbers, NAMES, strict=True)]
    return import_sheets([book(tmp_path / "b.xlsx", Autumn_exam=[*grid, ["Mean", "", 60]])])


@pytest.mark.parametrize("header", ["No", "序号", "编号", "#"])
@pytest.mark.parametrize(
    "numbers", [[f"P{n:02}" for n in range(1, 9)], [*range(70101, 70109)], [*range(101, 109)]]
)
def test_a_number_that_is_no_count_is_the_id(
    tmp_path: Path, header: str, numbers: Sequence[object]
) -> None:
    made = listed(tmp_path, header, numbers)
    assert [row["student_id"] for row in rows_of(made, "students")] == [*map(str, numbers)]
    more = book(
        tmp_path / "c.xlsx", Spring_exam=[[header, "Name", "Maths"], ["P10", "Ivy Jett", 1]]
    )
    now = import_sheets([more], into=made.raw.tables)
    assert rows_of(now, "students")[-1]["student_id"] == "P10"


@pytest.mark.parametrize(
    "numbers",
    [[*range(1, 9)], [f"{n:02}" for n in range(1, 9)], [3, 1, 2, 5, 4, 8, 7, 6],
     [1, 2, 3, 5, 6, 8, 9, 10], [*range(9, 17)], [1, 1, 1, 1, 2, 2, 2, 2]],
)  # fmt: skip
def test_a_count_of_the_rows_is_nobodys_id(tmp_path: Path, numbers: Sequence[object]) -> None:
    made = listed(tmp_path, "No", numbers)
    assert rows_of(made, "students")[0]["student_id"] == "S001"


def test_beside_ids_a_number_is_none(tmp_path: Path) -> None:
    grid: Grid = [["No", "ID", "Name", "Maths"]]
    grid += [[f"A{n}", f"P{n}", name, 60] for n, name in enumerate(NAMES)]
    made = import_sheets([book(tmp_path / "b.xlsx", Autumn_exam=grid)])
    assert rows_of(made, "students")[0]["student_id"] == "P0"


def test_an_area_that_is_a_side_of_life_is_of_a_sign(tmp_path: Path) -> None:
    lists: Grid = [["Pupil", "Area", "Height"], *([name, "Hill", 150] for name in NAMES)]
    signs: Grid = [
        ["Pupil", "Area", "What", "Source"],
        [NAMES[0], "behaviour", "shouts", "parent"],
        [NAMES[1], "family", "moved house", "home visit"],
    ]
    made = import_sheets([book(tmp_path / "b.xlsx", List=lists, Signs=signs)])
    assert [one.kind for one in made.sheets] == ["class list", "signs"]
    assert {row["area"] for row in rows_of(made, "students")} == {"Hill"}
    found = [(row["dimension"], row["indicator"]) for row in rows_of(made, "indicators")]
    assert found == [("behaviour", "shouts"), ("family", "moved house")]
