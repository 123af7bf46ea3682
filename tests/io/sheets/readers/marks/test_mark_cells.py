"""Out of how many a paper is, where no sheet says it: one slip does not decide it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pairing.io.parsing import parse_tables
from pairing.io.sheets import Answers, import_sheets
from sheets_book import book


def read(folder: Path, marks: Sequence[float], **answers: int) -> tuple[Any, Any]:
    rows = [[f"S{n:03}", f"Ann {chr(97 + n % 26)}{chr(97 + n // 26)}", "7A", mark]
            for n, mark in enumerate(marks)]  # fmt: skip
    file = book(folder / "m.xlsx", Autumn_exam=[["ID", "Name", "Class", "语文"], *rows])
    made = import_sheets([file], Answers({"ID|Name|Class|语文": answers} if answers else {}))
    parsed = parse_tables(made.raw)
    assert parsed.faults == []
    return made, parsed.tables["scores"]


def fulls(scores: Any) -> set[float]:
    return {row.full_score for row in scores}


def codes(made: Any) -> dict[str, bool]:
    return {one.words.code: one.sure for one in made.answers.assumed}


@pytest.mark.parametrize("slip", [101.5, 115, 135, 250])
def test_one_mark_above_all_others_is_asked_about(tmp_path: Path, slip: float) -> None:
    marks = [50.5 + n for n in range(45)]
    made, scores = read(tmp_path, [*marks[:20], slip, *marks[21:]])
    assert fulls(scores) == {100.0}
    assert codes(made)["sheets.out_of_but"] is False
    (words,) = [str(one.words) for one in made.answers.assumed if one.key == "full_score 语文"]
    assert f"D22 Ann ua {slip:g}" in words
    # Some papers give more than the full mark; what is far beyond is nobody's mark.
    assert (slip in [row.score for row in scores]) == (slip <= 120)
    told = [one.code for one in made.sheets[0].doubts]
    assert ("sheets.above_full" in told) == (slip > 120)


def test_whoever_says_that_it_is_more_has_all_marks(tmp_path: Path) -> None:
    marks = [*(50.5 + n for n in range(44)), 135]
    made, scores = read(tmp_path, marks, **{"full_score 语文": 150})
    assert fulls(scores) == {150.0}
    assert [row.score for row in scores] == marks
    assert not made.sheets[0].doubts


def test_many_marks_above_a_hundred_are_those_of_a_larger_paper(tmp_path: Path) -> None:
    made, scores = read(tmp_path, [70 + 1.5 * n for n in range(45)])
    assert fulls(scores) == {150.0}
    assert codes(made)["sheets.out_of"] is True


def test_a_small_paper_stays_small(tmp_path: Path) -> None:
    _, scores = read(tmp_path, [10 + n % 11 for n in range(30)] + [95])
    assert fulls(scores) == {20.0}
    assert len(scores) == 30


def test_of_a_few_marks_none_is_odd(tmp_path: Path) -> None:
    _, scores = read(tmp_path, [70, 80, 90, 135])
    assert fulls(scores) == {150.0}
