"""Sheets of twelve shapes in five disorders: every mark is right or told, and none is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pairing.io.parsing import parse_tables
from pairing.io.sheets import import_sheets
from sheet_shapes import DISORDERS, SHAPES, make


@pytest.mark.parametrize("disorder", DISORDERS, ids=lambda one: str(one.__name__))
@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: str(one.__name__))
def test_every_mark_is_right_or_told(
    tmp_path: Path, shape: Callable[..., Any], disorder: Callable[..., Any]
) -> None:
    for seed in range(2):
        (tmp_path / str(seed)).mkdir()
        sheet, file = make(shape, disorder, seed, tmp_path / str(seed))
        made = import_sheets([file])
        parsed = parse_tables(made.raw)
        assert parsed.faults == []
        tables: Any = parsed.tables
        names = {row.student_id: row.name for row in tables["students"]}
        scores = {(names[row.student_id], row.subject, row.exam): row for row in tables["scores"]}
        known = {name for name, _, _ in (*sheet.marks, *sheet.absent, *sheet.odd)}
        assert set(names.values()) == known
        read = {key: row.score for key, row in scores.items() if row.score is not None}
        assert read == sheet.marks
        told = " ".join(map(str, made.told()))
        for key, word in sheet.odd.items():
            assert key not in scores or scores[key].score is None
            assert word in told
        for key, word in sheet.absent.items():
            assert scores[key].missing is not None
            if word in ("缺考", "缺"):
                assert scores[key].missing.value == "missed"
            elif word:
                assert scores[key].missing.value == "excused"
