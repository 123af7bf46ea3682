"""Odd exports are planned and verified, or refused; `benchmarks.soundness` tries more."""

from __future__ import annotations

import random

import pytest

from exports import Files, export, odd_export
from soundness import CROSSED, EXCUSED, wrong_with_export

COUNT, BATCHES = 60, 4


@pytest.mark.parametrize("batch", range(BATCHES))
def test_planned_and_verified_or_refused_in_words(batch: int) -> None:
    tried = [
        wrong_with_export(*odd_export(random.Random(seed))) for seed in range(batch, COUNT, BATCHES)
    ]
    assert [wrong for _, wrong in tried if wrong] == []
    assert sum(planned for planned, _ in tried) > COUNT / BATCHES / 2


def failing(status: str) -> Files:
    """The small export with a result of 5 of 50."""
    files = export()
    files["results"][1] = f"r1,active,l1,s1,{status},5,2026-09-11"
    return files


def test_the_judge_sees_a_mark_that_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wrong_with_export(failing("exempt"), ("o1",)) == (True, [])
    monkeypatch.setattr("pairing.io.oneroster.marks._missing", lambda row: "")
    assert wrong_with_export(failing("exempt"), ("o1",)) == (True, [EXCUSED])


def test_the_judge_sees_a_pupil_of_another_school() -> None:
    assert wrong_with_export(export(), ("o1", "o2"))[1] == [CROSSED]
