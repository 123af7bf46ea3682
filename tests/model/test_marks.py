"""A missing mark is one of four, whatever the word."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from pairing.model.enums import Missing
from pairing.model.records import Score


def score(value: Any, **more: Any) -> Score:
    row = {"student_id": "S1", "subject": "maths", "exam": "mid", "date": "2026-09-30"}
    return Score.model_validate({**row, "score": value, "full_score": 100, **more})


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        (None, Missing.NOT_TAKEN),
        ("未选", Missing.NOT_TAKEN),
        ("免考", Missing.EXCUSED),
        ("緩考", Missing.EXCUSED),
        ("病假", Missing.EXCUSED),
        ("Exempt", Missing.EXCUSED),
        ("pending", Missing.NOT_MARKED),
        ("absent", Missing.MISSED),
        ("缺考", Missing.MISSED),
        ("旷考", Missing.MISSED),
        ("缺", Missing.MISSED),
    ],
)
def test_each_word_says_why(cell: str | None, missing: Missing) -> None:
    found = score(cell)
    assert found.score is None
    assert found.missing is missing


def test_a_column_of_its_own_says_it_too() -> None:
    assert score(None, missing="missed").missing is Missing.MISSED
    with pytest.raises(ValidationError):
        score(50, missing="missed")


def test_a_bonus_is_taken_and_a_slip_is_not() -> None:
    assert score(105).score == 105
    with pytest.raises(ValidationError):
        score(950)


@pytest.mark.parametrize("cell", ["作弊", "?", "x", "#DIV/0!"])
def test_no_other_word_is_a_mark_or_an_absence(cell: str) -> None:
    with pytest.raises(ValidationError):
        score(cell)
